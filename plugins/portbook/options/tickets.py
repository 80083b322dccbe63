"""Names that the options of tickets take; a test compares them with the columns and presets that there are."""

from typing import Any

from portbook.options.check import A_TEXT, Check, list_of, shown, text, unknown
from portbook.options.failure import OptionError

PRESET_NAMES = ("request", "ppsm", "sheet", "full")
COLUMN_NAMES = (
    "source", "source_component", "source_purpose", "source_kind", "destination", "destination_component",
    "destination_purpose", "destination_kind", "ports", "ports_as_written", "transport", "protocol", "security",
    "protection", "conditions", "details", "subsystems", "optional", "evidence", "flow", "number", "direction",
    "action", "peer", "peer_part", "own_part", "peer_addresses", "source_addresses", "destination_addresses",
    "low_port", "high_port", "justification", "exact", "reasons", "contradicted",
)  # fmt: skip


def _columns(name: str, value: Any) -> tuple[str, ...]:
    """Check columns: a name, or a title of one's own before it, as in ``Port=ports``; ``Owner=`` is an empty one."""
    entries = list_of(name, value, "a list of columns, such as [source, Port=ports, Owner=]")
    if not entries:
        raise OptionError(f"{name}: expected a list of columns, such as [source, ports], got {shown(value)}")
    for at, entry in enumerate(entries):
        title, sign, column = text(f"{name}[{at}]", entry).strip().rpartition("=")
        if column.strip() not in COLUMN_NAMES and not (sign and title.strip() and not column):
            raise OptionError(f"{name}[{at}]: {unknown('column', column.strip(), COLUMN_NAMES)}")
    return tuple(entries)


columns = Check(
    _columns,
    {
        "type": "array",
        "minItems": 1,
        "items": {"anyOf": [{"enum": list(COLUMN_NAMES)}, {**A_TEXT, "pattern": "="}]},
    },
)
