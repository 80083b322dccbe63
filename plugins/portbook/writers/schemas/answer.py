"""The JSON Schema of answers, draft 2020-12, so that a program knows what it gets."""

from portbook.model import Vagueness
from portbook.model.security import GRADES
from portbook.questions import Doubt
from portbook.writers.answers_json import SCHEMA, VERSION
from portbook.writers.schemas.parts import DRAFT, FLAG, MAYBE, NUMBER, TEXT, Schema, list_of, ref, said

TEXTS = list_of(TEXT)


def answer_schema() -> Schema:
    """Return the schema of what `portbook who`, `from`, `between`, `port` and `path` write with `--format json`."""
    return {
        "$schema": DRAFT,
        "title": "An answer of portbook who, from, between, port or path",
        "oneOf": [ref("answered"), ref("chained")],
        "$defs": {
            "answered": _object("Flows", {**_HEAD, "answers": _list("answer")}),
            "chained": _object("Chains of flows: not routing", {**_HEAD, **_CHAINED}),
            "question": {**_object("What was asked", _QUESTION), "additionalProperties": TEXT},
            "answer": _object("Flows that match, and those that might", _ANSWER),
            "might_match": _object("Flows that cannot be ruled out", _MIGHT, ("flows",)),
            "flow": _object("A flow", _FLOW, ("because",), more=True),
            "end": _object("An end of a flow", _END, more=True),
            "row": _object("A source row that states a flow", _ROW, ("sheet",), more=True),
            "chain": _object("A chain of flows", _CHAIN),
            "hop": _object("The flows from one machine to the next, by their ids", _HOP),
        },
    }


def _object(description: str, properties: Schema, optional: tuple[str, ...] = (), *, more: bool = False) -> Schema:
    return {
        "description": description,
        "type": "object",
        "required": [name for name in properties if name not in optional],
        "properties": properties,
        "additionalProperties": more,
    }


def _list(name: str) -> Schema:
    return list_of(ref(name))


def _said(text: str, schema: Schema) -> Schema:
    return said(schema, text)


_HEAD: Schema = {
    "$schema": {"const": SCHEMA},
    "version": {"const": VERSION},
    "question": ref("question"),
}
_QUESTION: Schema = {
    "kind": {"enum": ["who", "from", "between", "port", "path"]},
    "filters": _said("The filters that were set, by the names of their options", {"type": "object"}),
}
_ANSWER: Schema = {
    "title": _said("The question in words, with names as the book spells them", TEXT),
    "flows": _list("flow"),
    "might_match": ref("might_match"),
    "left_out_by_filters": _said("How many flows match, or might, but for the filters", NUMBER),
}
_MIGHT: Schema = {
    "count": NUMBER,
    "because": _said(
        "How many of them for each reason; one flow may have several",
        {"type": "object", "propertyNames": {"enum": [item.value for item in Doubt]}, "additionalProperties": NUMBER},
    ),
    "flows": _said("Only with --possible", _list("flow")),
}
_FLOW: Schema = {
    "id": TEXT,
    "source": ref("end"),
    "destination": ref("end"),
    "ports": _said(
        "Ranges, both ends included; none where the ports are no numbers",
        {"type": "array", "items": {"type": "array", "prefixItems": [NUMBER, NUMBER], "items": False}},
    ),
    "port_text": TEXT,
    "transports": TEXTS,
    "application": MAYBE,
    "security": MAYBE,
    "grade": _said("Of the protection", {"enum": list(GRADES)}),
    "notes": list_of({"type": "object"}),
    "subsystems": TEXTS,
    "optional": FLAG,
    "evidence": _list("row"),
    "not_exact": _said(
        "What keeps the flow from being exact", {"type": "array", "items": {"enum": [item.value for item in Vagueness]}}
    ),
    "because": _said(
        "Why a flow that might match does not", {"type": "array", "items": {"enum": [item.value for item in Doubt]}}
    ),
}
_END: Schema = {
    "name": TEXT,
    "component": MAYBE,
    "purpose": MAYBE,
    "kind": {"enum": ["vm", "external", "group", "unspecified"]},
}
_ROW: Schema = {"path": TEXT, "sheet": TEXT, "line": NUMBER, "section": _said("Headings from the outermost", TEXTS)}
_CHAINED: Schema = {
    "title": TEXT,
    "routing": _said("No chain says that anything is passed on", {"const": False}),
    "most": NUMBER,
    "longest": NUMBER,
    "more": _said("Whether there may be more chains than these", FLAG),
    "unspecified_flows": _said("Flows with an unspecified end, which no chain passes through", NUMBER),
    "chains": _list("chain"),
    "flows": _said("Every flow of the chains once", _list("flow")),
}
_CHAIN: Schema = {
    "machines": TEXTS,
    "through_groups": _said("Their members need not be one machine", TEXTS),
    "hops": _list("hop"),
}
_HOP: Schema = {"source": TEXT, "destination": TEXT, "flows": TEXTS}
