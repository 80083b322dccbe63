"""The schema of a ticket or port sheet."""

from portbook.writers.schemas.parts import (
    FLAG,
    MAYBE,
    NUMBER,
    PORTS,
    TEXT,
    Schema,
    list_of,
    record,
    ref,
    root,
    said,
)
from portbook.writers.tickets import SCHEMA, VERSION

_COLUMNS = said(
    {**list_of(record(name=MAYBE, title=TEXT)), "minItems": 1},
    "In order; a column without a name is empty, to be filled in.",
)
_REASONS: Schema = {"type": "object", "additionalProperties": {"type": "integer", "minimum": 1}}
_ROW = record(
    flow=said(TEXT, "The id of a flow below."),
    direction={"enum": ["in", "out", None]},
    exact=FLAG,
    reasons=said(list_of(TEXT), "Why the row is not exact; an exact one has none."),
    ports=PORTS,
    transports=list_of(TEXT),
    source_addresses=list_of(TEXT),
    destination_addresses=list_of(TEXT),
    cells=said(list_of(TEXT), "A text for each column."),
)
_DOCUMENT = record(**dict.fromkeys(("path", "title", "vendor", "product", "version", "sha256"), TEXT))

TICKET: Schema = root(
    "A ticket or a port sheet, as `portbook ticket` and `portbook sheet` write it",
    SCHEMA,
    VERSION,
    ("endpoint", "protection", "note", "derived", "row", "flow"),
    title=TEXT,
    preset=said(MAYBE, "The choice of columns; null for one of one's own."),
    columns=_COLUMNS,
    summary=record(rows=NUMBER, not_exact=NUMBER, reasons=_REASONS),
    documents=said(list_of(_DOCUMENT), "The sources of the book."),
    rows=list_of(_ROW),
    flows=said(list_of(ref("flow")), "As `portbook flows` writes them."),
)
