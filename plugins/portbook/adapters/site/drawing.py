"""Draw what a project asks for, in the way that it asks for, and report what went otherwise."""

from collections.abc import Mapping

from portbook.adapters.project.find import Project
from portbook.diagnostics import Place, Report
from portbook.diagrams import Cache, Look, Order, Rendering, draw, problems
from portbook.model import Book

DIAGRAMS = Place("diagrams")


def drawn(book: Book, project: Project, report: Report) -> dict[str, str]:
    """Return the SVG of each diagram of a book by its name, links not yet resolved."""
    cache = cache_of(project)
    drawing = draw(book, look_of(project, book, report), order_of(project), cache)
    report_rendering(drawing.rendering, report)
    for reason, names in by_reason(drawing.failures).items():
        report.add("diagram-failed", DIAGRAMS, f"{names} could not be drawn: {reason}")
    if cache and cache.problem:
        report.add("diagram-cache", Place(project.options.diagram_cache), f"no diagram could be kept: {cache.problem}")
    return drawing.svgs


def look_of(project: Project, book: Book, report: Report) -> Look:
    """Return what the project says of how diagrams look, and report what in it is not known."""
    look = Look(project.options.tiers, project.options.icons)
    for problem in problems(book, look):
        report.add("diagram-setting", DIAGRAMS, problem)
    return look


def order_of(project: Project) -> Order:
    """Return how the project wants its diagrams drawn."""
    return Order(engine=project.options.diagram_engine, timeout=project.options.diagram_timeout)


def cache_of(project: Project) -> Cache | None:
    """Return the project's cache of diagrams. A folder that is no project gets none: nobody asked for it there."""
    folder = project.options.diagram_cache
    return Cache(project.root, folder) if project.configured and folder else None


def report_rendering(rendering: Rendering, report: Report) -> None:
    """Report who drew, where it was not the engine that was chosen, and whether it found fonts."""
    for remark in rendering.remarks:
        report.add("diagram-engine", DIAGRAMS, remark)
    if not rendering.fonts:
        report.add("diagram-fonts", DIAGRAMS, f"{rendering.engine} finds no fonts")


def by_reason(failures: Mapping[str, str]) -> dict[str, str]:
    """Name the diagrams that failed for each reason: ``architecture and 3 more``."""
    names: dict[str, list[str]] = {}
    for name, reason in failures.items():
        names.setdefault(reason, []).append(name)
    return {reason: f"{first} and {len(more)} more" if more else first for reason, (first, *more) in names.items()}
