"""Write what changed between two books: for a terminal, a ticket, a spreadsheet and programs."""

from portbook.writers.changes.json import changes
from portbook.writers.changes.markdown import markdown
from portbook.writers.changes.table import changes_csv
from portbook.writers.changes.text import text
from portbook.writers.changes.workbook import changes_xlsx

__all__ = ["changes", "changes_csv", "changes_xlsx", "markdown", "text"]
