"""Choices of columns that people ask for again and again."""

from dataclasses import dataclass

from portbook.tickets.columns import COLUMNS
from portbook.tickets.facts import FACTS


@dataclass(frozen=True, slots=True)
class Preset:
    """Hold a choice of columns, as ``columns`` reads them, and what a row stands for: one of ``rows.PER``."""

    doc: str
    columns: tuple[str, ...]
    per: str = "flow"


EXACTNESS = ("exact", "reasons")

PRESETS: dict[str, Preset] = {
    "request": Preset(
        "a firewall request: who to whom, on which ports, and why",
        (
            "number", "action", "source", "source_component", "source_addresses", "destination",
            "destination_component", "destination_addresses", "transport", "ports", "protocol", "protection",
            "justification", "conditions", *EXACTNESS, "contradicted", "evidence", "flow",
        ),
    ),
    "ppsm": Preset(
        "a table of ports, protocols and services, as auditors keep it; a row for each range and transport",
        (
            "number", "Low port=low_port", "High port=high_port", "Port as written=ports_as_written",
            "Protocol=transport", "Service=protocol", "Purpose=justification", "Provided by=destination",
            "Component=destination_component", "Addresses=destination_addresses", "Used by=source",
            "User addresses=source_addresses", "Boundary=", "Encryption=protection", "conditions", *EXACTNESS,
            "contradicted", "evidence", "flow",
        ),
        per="range",
    ),
    "sheet": Preset(
        "the port sheet of an endpoint: what it listens on and from whom, what it opens and to whom",
        (
            "direction", "ports", "transport", "protocol", "peer", "peer_part", "peer_addresses", "own_part",
            "protection", "conditions", "details", "subsystems", *EXACTNESS, "contradicted", "evidence", "flow",
        ),
    ),
    "full": Preset(
        "all that is known of a flow, one fact a column: it can be read back without loss",
        (*(name for name in COLUMNS if COLUMNS[name].title in FACTS), "source_addresses", "destination_addresses",
         *EXACTNESS, "contradicted"),
    ),
}  # fmt: skip
"""Every preset by its name; the first one is the default of a ticket."""

WITHOUT_INVENTORY = tuple(name for name in PRESETS["full"].columns if not name.endswith("_addresses"))
"""All that is known of a flow where nobody says what is deployed."""
