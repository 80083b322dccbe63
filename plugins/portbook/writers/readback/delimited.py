"""Read flows back out of CSV."""

import csv
import io

from portbook.views.wording import qualified
from portbook.writers.readback.published import Published, line_number, published

REST = ("Ports as written", "Transport", "Protocol", "Security")


def from_csv(text: str) -> list[Published]:
    """Read the flows of a CSV, of the whole book or a port sheet."""
    return [
        published(
            (_end(row, "Source"), _end(row, "Destination"), *(row[name] for name in REST)),
            map(line_number, row["Evidence"].split("; ")),
        )
        for row in csv.DictReader(io.StringIO(text, newline=""))
    ]


def _end(row: dict[str, str], which: str) -> str:
    return qualified(row[which], row[f"{which} component"], row[f"{which} purpose"])
