"""Report the pages without a table of network paths: an error where one was expected, otherwise a warning."""

from collections.abc import Iterable

from portbook.diagnostics import Place, Report
from portbook.passes.draft import Page
from portbook.passes.settings import PATTERN


def report_missing(pages: Iterable[Page], *, others_have_some: bool, report: Report) -> None:
    """Report pages without a table; one that was found beside pages with tables need not have any."""
    for page in pages:
        rule = "page-other" if others_have_some and _was_found(page) else "table-missing"
        report.add(rule, Place(page.path), "no table of network paths was found")


def _was_found(page: Page) -> bool:
    """Tell whether a pattern found a page, of a source or of a shell, rather than somebody who named it."""
    path = page.options.path
    return not path or (path != page.path and bool(PATTERN & set(path)))
