"""What is said of the rows that state no flow, by the rule under which each is left."""

from portbook.diagnostics import shorten
from portbook.model import Evidence

MESSAGES: dict[str, str] = {
    "row-empty": "the row is empty",
    "row-header": "the row repeats the header",
    "row-total": "the row {said} counts the others; it states no flow",
    "row-denied": "the row {said} denies its traffic; it states no flow",
    "row-unopened": "the row {said} ticks neither direction; it states no flow",
    "row-displaced": "the row {said} lacks a cell in its midst, and which is not plain; it states no flow",
    "row-note": "the row {said} is taken as a note on the table; it states no flow",
    "row-alone": "the row {said} has one cell, which may be the title of the rows below it; it states no flow",
    "row-section": "the row {said} has one cell and is taken as the title of the rows below it",
}


def shown(row: Evidence) -> str:
    """Return the cells of a row that are not empty, shortened and quoted."""
    return repr(shorten(" | ".join(filter(None, row.cells)), 60))


def message(rule: str, row: Evidence) -> str:
    """Say why a row states no flow."""
    return MESSAGES[rule].format(said=shown(row))
