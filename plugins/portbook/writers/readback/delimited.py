"""Read flows back out of CSV."""

import csv
import io
import re
from collections.abc import Iterable

from portbook.model import Binding, Flow
from portbook.views.wording import protection_text, qualified
from portbook.writers.readback.published import Manner, Published, published

REST = ("Ports as written", "Transport", "Protocol", "Security", "Protection", "Optional")
_PLACE = re.compile(r"(.+?:\d+)(?:; |\Z)")


def from_csv(text: str) -> list[Published]:
    """Read the flows of a CSV, of the whole book or a port sheet."""
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))  # a cell may be longer than the module expects
    return from_records(csv.DictReader(io.StringIO(text, newline="")))


def from_records(records: Iterable[dict[str, str]]) -> list[Published]:
    """Read the flows of rows, each a text for the title of a column."""
    return [
        published(
            (_end(row, "Source"), _end(row, "Destination"), *(row[name] for name in REST)),
            (row["Conditions"],),
            _PLACE.findall(row["Evidence"]),
            (row["Details"],),
            (row["Subsystems"],),
        )
        for row in records
    ]


def _end(row: dict[str, str], which: str) -> str:
    return qualified(row[which], row[f"{which} component"], row[f"{which} purpose"])


def _conditions(flow: Flow) -> tuple[str]:
    inferred = {True: "(inferred) ", False: ""}
    texts = (inferred[note.binding is Binding.INFERRED] + note.text for note in flow.notes)
    return ("; ".join(dict.fromkeys(texts)),)


CSV = Manner(
    place=lambda row: row.place,
    notes=_conditions,
    protection=lambda flow: protection_text(flow.protection),
    optional=lambda flow: "yes" if flow.optional else "no",
    details=lambda flow: ("; ".join(f"{header}: {text}" for header, text in flow.details),),
    subsystems=lambda flow: ("; ".join(flow.subsystems),),
)
"""A CSV shows of each note its text and whether it was inferred, all in one cell; not what it stands on."""
