"""Write what changed as a workbook."""

from portbook.changes.comparison import Comparison
from portbook.views.changes.entries import TITLES, Action
from portbook.writers.changes.table import COLUMNS, rows
from portbook.writers.workbook import Sheet, workbook

EVERYTHING = "All changes"


def changes_xlsx(comparison: Comparison) -> bytes:
    """Write a sheet with every change, and one for each thing there is to do. Raises WorkbookError."""
    listed = list(rows(comparison))
    grouped = {action: [row for row in listed if row[0] == action] for action in Action}
    sheets = {EVERYTHING: listed} | {TITLES[action][0]: found for action, found in grouped.items() if found}
    return workbook([Sheet(title, COLUMNS, found) for title, found in sheets.items()], EVERYTHING)
