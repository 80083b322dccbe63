"""Read flows back out of what was written, to prove that each was published whole."""

from portbook.writers.readback.delimited import from_csv
from portbook.writers.readback.json import from_json
from portbook.writers.readback.markdown import from_markdown
from portbook.writers.readback.markup import from_html
from portbook.writers.readback.published import Published, expected

__all__ = ["Published", "expected", "from_csv", "from_html", "from_json", "from_markdown"]
