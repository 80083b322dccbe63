"""Read flows back out of JSON."""

import json
from typing import Any

from portbook.views.wording import qualified
from portbook.writers.readback.published import Manner, Published, published

JSON = Manner(
    place=lambda row: row.place,
    notes=lambda flow: (f"{note.on}, {note.binding.value}: {note.text}" for note in flow.notes),
    optional=lambda flow: str(flow.optional),
    details=lambda flow: (f"{header}: {text}" for header, text in flow.details),
    subsystems=lambda flow: flow.subsystems,
)
"""JSON shows of each note what it stands on and how it was bound; the derived protection it does not show."""


def from_json(text: str) -> list[Published]:
    """Read the flows of the JSON of ``portbook flows``."""
    return [
        published(
            (
                _end(flow["source"]),
                _end(flow["destination"]),
                flow["port_text"],
                ", ".join(flow["transports"]),
                flow["application"] or "",
                flow["security"] or "",
                "",
                str(flow["optional"]),
            ),
            (f"{note['on']}, {note['binding']}: {note['text']}" for note in flow["notes"]),
            map(_place, flow["evidence"]),
            (f"{header}: {text}" for header, text in flow["details"]),
            flow["subsystems"],
        )
        for flow in json.loads(text)["flows"]
    ]


def _end(endpoint: dict[str, Any]) -> str:
    return qualified(endpoint["name"], endpoint["component"], endpoint["purpose"])


def _place(row: dict[str, Any]) -> str:
    sheet = f" [{row['sheet']}]" if "sheet" in row else ""
    return f"{row['path']}{sheet}:{row['line']}"
