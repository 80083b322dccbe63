"""What the schemas of the written JSON are made of (JSON Schema, draft 2020-12)."""

from collections.abc import Mapping
from typing import Any

from portbook.model import Authentication, Binding, Encryption, Kind
from portbook.model.ports import LAST_PORT
from portbook.model.security import GRADES

Schema = dict[str, Any]

DRAFT = "https://json-schema.org/draft/2020-12/schema"
TEXT: Schema = {"type": "string"}
MAYBE: Schema = {"type": ["string", "null"]}
FLAG: Schema = {"type": "boolean"}
NUMBER: Schema = {"type": "integer", "minimum": 0}
LINE: Schema = {"type": "integer", "minimum": 0, "description": "Counted from 1; 0 is the file as a whole."}
A_PORT: Schema = {"type": "integer", "minimum": 0, "maximum": LAST_PORT}


def said(schema: Schema, description: str) -> Schema:
    """Return a schema with what its values are."""
    return {**schema, "description": description}


def list_of(items: Schema) -> Schema:
    """Return the schema of a list."""
    return {"type": "array", "items": items}


def one_of(
    words: Mapping[str, object] | type[Kind] | type[Binding] | type[Encryption] | type[Authentication],
) -> Schema:
    """Return the schema of one of a few words."""
    return {"enum": [str(word) for word in words]}


def ref(name: str) -> Schema:
    """Point to a definition."""
    return {"$ref": f"#/$defs/{name}"}


def record(spared: tuple[str, ...] = (), /, **properties: Schema) -> Schema:
    """Return the schema of an object that holds these keys and no other; those that are ``spared`` may be missing."""
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [name for name in properties if name not in spared],
        "properties": properties,
    }


PORTS: Schema = said(
    list_of({"type": "array", "prefixItems": [A_PORT, A_PORT], "items": False, "minItems": 2}),
    "Sorted disjoint ranges, each with its first and last port; empty where the ports are no numbers.",
)
SYMBOL: Schema = said(MAYBE, "Ports that are no numbers, such as Varies; never turned into numbers.")

DEFINITIONS: dict[str, Schema] = {
    "endpoint": record(
        name=TEXT,
        component=said(MAYBE, "The process on it."),
        purpose=said(MAYBE, "What the traffic is for."),
        kind=one_of(Kind),
        binding={"enum": [*map(str, Binding), None], "description": "How the end found its name."},
    ),
    "protection": record(
        grade=said(one_of(GRADES), "One word for encryption and authentication together."),
        encryption=one_of(Encryption),
        authentication=one_of(Authentication),
        exposed=said(TEXT, "The credential that crosses the wire in clear; empty where none does."),
    ),
    "note": record(
        ("sheet",),
        text=TEXT,
        on=said(TEXT, "The role of the cell that it governs, or table."),
        binding=one_of(Binding),
        marker=MAYBE,
        borrowed_from=said(MAYBE, "The section that defines it, where that is another one."),
        path=TEXT,
        sheet=TEXT,
        line=LINE,
    ),
    "derived": record(
        role=said(TEXT, "The column that would state it."),
        binding=one_of(Binding),
        origin=said(TEXT, "What it was taken from."),
        line=LINE,
    ),
    "row": record(
        ("sheet",),
        path=TEXT,
        sheet=said(TEXT, "Of a workbook, whose lines are the rows of the sheet."),
        line=LINE,
        table=said(NUMBER, "The table of the document, counted from 0."),
        row=said(NUMBER, "The row of the table, counted from 0."),
        cells=said(list_of(TEXT), "The row's own words."),
        ambiguous=said(FLAG, "Whether it can be split into cells in two ways."),
    ),
    "flow": record(
        id=said(TEXT, "A digest of what the rows say: the same words, the same id."),
        source=ref("endpoint"),
        destination=ref("endpoint"),
        ports=PORTS,
        port_symbol=SYMBOL,
        port_text=said(TEXT, "The ports as the source writes them."),
        transports=list_of(TEXT),
        application=MAYBE,
        security=said(MAYBE, "The source's own words."),
        protection=ref("protection"),
        notes=list_of(ref("note")),
        details=said(
            list_of({"type": "array", "prefixItems": [TEXT, TEXT], "items": False, "minItems": 2}),
            "The vendor's other columns: header and cell.",
        ),
        subsystems=list_of(TEXT),
        optional=said(FLAG, "Whether only optional subsystems state it."),
        derived=said(list_of(ref("derived")), "What none of its rows states."),
        evidence=said({**list_of(ref("row")), "minItems": 1}, "Every row that states the flow."),
    ),
    "document": record(
        path=TEXT,
        slug=TEXT,
        title=TEXT,
        vendor=TEXT,
        product=TEXT,
        version=TEXT,
        format=TEXT,
        sha256=said({"type": "string", "pattern": "^[0-9a-f]{64}$"}, "The digest of its bytes."),
        lines=NUMBER,
        sheets=list_of(TEXT),
        prose=said(list_of(TEXT), "The paragraphs before the first heading."),
    ),
    "accounts": record(
        rows=said(NUMBER, "The rows that state flows."),
        ambiguous=said(NUMBER, "Those among them that can be read in two ways."),
        unstated=said(NUMBER, "Rows of the same tables that state no flow; a finding names each."),
        left_alone=said(NUMBER, "Tables that state no network paths."),
        errors=NUMBER,
        certified=said({"type": ["boolean", "null"]}, "Whether the laws of the certificate hold; null: not checked."),
    ),
}


def root(title: str, name: str, version: int, names: tuple[str, ...], /, **properties: Schema) -> Schema:
    """Return a whole schema: what the written value points to, its version, and the definitions it uses."""
    head: dict[str, Schema] = {"$schema": {"const": name}, "version": {"const": version}}
    made = record(**{**head, **properties})
    return {"$schema": DRAFT, "title": title, **made, "$defs": {key: DEFINITIONS[key] for key in names}}
