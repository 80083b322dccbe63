"""Pictures for wikis that show no drawings."""

from portbook.adapters.project.find import Project
from portbook.adapters.site.drawing import look_of, order_of, report_rendering
from portbook.diagnostics import Report
from portbook.diagrams import graphs
from portbook.diagrams.dot import Canvas
from portbook.diagrams.export import export
from portbook.model import Book

DPI = 110
"""Pixels an inch: letters as large as those of the page around them."""


def bitmaps(book: Book, project: Project, report: Report) -> dict[str, bytes]:
    """Return the PNG of each diagram by its path."""
    order = order_of(project)
    exported = export(graphs(book, look_of(project, book, report)), ["png"], Canvas(background="white", dpi=DPI), order)
    report_rendering(exported.rendering, report)
    return exported.files
