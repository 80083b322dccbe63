"""Read flows back out of what was written, to prove that each was published whole."""

from portbook.writers.readback.delimited import CSV, from_csv
from portbook.writers.readback.dokuwiki import from_dokuwiki
from portbook.writers.readback.json import JSON, from_json
from portbook.writers.readback.markdown import from_markdown
from portbook.writers.readback.markup import from_html
from portbook.writers.readback.pages import pages_of
from portbook.writers.readback.published import Manner, Published, expected
from portbook.writers.readback.storage import from_storage
from portbook.writers.readback.workbook import from_workbook

__all__ = [
    "CSV",
    "JSON",
    "Manner",
    "Published",
    "expected",
    "from_csv",
    "from_dokuwiki",
    "from_html",
    "from_json",
    "from_markdown",
    "from_storage",
    "from_workbook",
    "pages_of",
]
