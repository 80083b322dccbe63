"""JSON Schemas of what programs read, each of the version that is written."""

from portbook.changes import Aspect
from portbook.changes.wording import WORDS
from portbook.model import Kind
from portbook.writers.changes.json import SCHEMA as CHANGES_SCHEMA
from portbook.writers.changes.json import VERSION as CHANGES_VERSION
from portbook.writers.json import SCHEMA as BOOK_SCHEMA
from portbook.writers.json import VERSION as BOOK_VERSION
from portbook.writers.schemas.answer import answer_schema
from portbook.writers.schemas.parts import (
    FLAG,
    LINE,
    MAYBE,
    NUMBER,
    PORTS,
    SYMBOL,
    TEXT,
    Schema,
    list_of,
    one_of,
    record,
    ref,
    root,
    said,
)
from portbook.writers.schemas.ticket import TICKET

OF_FLOWS = ("endpoint", "protection", "note", "derived", "row", "flow", "document", "accounts")
"""The definitions that a flow and its documents need."""

BOOK: Schema = root(
    "A saved book, as `portbook flows` writes it",
    BOOK_SCHEMA,
    BOOK_VERSION,
    OF_FLOWS,
    accounts=ref("accounts"),
    documents=list_of(ref("document")),
    subsystems=list_of(
        record(
            name=TEXT,
            slug=TEXT,
            path=TEXT,
            line=LINE,
            optional=FLAG,
            prose=list_of(TEXT),
            notes=said(list_of(ref("note")), "Those that govern the whole table."),
        )
    ),
    endpoints=list_of(record(name=TEXT, kind=one_of(Kind), slug=TEXT, components=list_of(TEXT))),
    flows=list_of(ref("flow")),
)

_RELEASE = record(name=TEXT, documents=list_of(ref("document")), accounts=ref("accounts"))
_OPENS = said(
    list_of(record(transport=MAYBE, ports=PORTS, port_symbol=SYMBOL)),
    "The ports between the two machines that no flow of the other book uses; empty where nothing opens or closes.",
)
_ASPECTS: Schema = {**list_of({"enum": [aspect.value for aspect in Aspect]}), "minItems": 1}
_WORDS: Schema = {**list_of({"enum": list(WORDS)}), "minItems": 1}
_RENAMES = list_of(
    record(
        old=TEXT,
        new=TEXT,
        same=said(NUMBER, "How many flows are the same but for the name."),
        old_flows=NUMBER,
        new_flows=NUMBER,
        examples=list_of(record(old=ref("flow"), new=ref("flow"))),
    )
)

CHANGES: Schema = root(
    "What changed between two books, as `portbook diff --format json` writes it",
    CHANGES_SCHEMA,
    CHANGES_VERSION,
    OF_FLOWS,
    old=_RELEASE,
    new=_RELEASE,
    summary=TEXT,
    proof=record(limits=said(list_of(TEXT), "What keeps the answer from being proven; empty where it is."), says=TEXT),
    counts=record(old=NUMBER, new=NUMBER, unchanged=NUMBER),
    opens=said(FLAG, "Whether a port has to be opened."),
    opened=list_of(record(new=ref("flow"), opens=_OPENS)),
    closed=list_of(record(old=ref("flow"), closes=_OPENS)),
    changed=list_of(record(old=ref("flow"), new=ref("flow"), aspects=_ASPECTS, opens=_OPENS, closes=_OPENS)),
    governed=said(
        list_of(record(subsystem=TEXT, old=list_of(ref("note")), new=list_of(ref("note")))),
        "Notes that govern all flows of a subsystem and differ.",
    ),
    renamed=record(endpoints=_RENAMES, subsystems=_RENAMES),
    regrouped=said(
        list_of(record(old=list_of(ref("flow")), new=list_of(ref("flow")))),
        "Flows that say the same in sum, in other rows.",
    ),
    reworded=list_of(record(old=ref("flow"), new=ref("flow"), words=_WORDS)),
)


def schemas() -> dict[str, Schema]:
    """Return the schema of each form by its name."""
    return {"book": BOOK, "answer": answer_schema(), "changes": CHANGES, "ticket": TICKET}


__all__ = ["BOOK", "CHANGES", "TICKET", "schemas"]
