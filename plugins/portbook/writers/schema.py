"""The JSON Schema of what programs read: a ticket, in the version that it names."""

from typing import Any

from portbook.model.endpoint import Kind
from portbook.tickets.ticket import VERSION

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
TEXT_OR_NONE: Schema = {"type": ["string", "null"]}
TEXTS: Schema = {"type": "array", "items": TEXT}
COUNT: Schema = {"type": "integer", "minimum": 0}
PORT: Schema = {"type": "integer", "minimum": 0, "maximum": 65535}
RANGES: Schema = {
    "description": "First and last port of each range; empty where the ports are no numbers.",
    "type": "array",
    "items": {"type": "array", "prefixItems": [PORT, PORT], "items": False, "minItems": 2},
}


def _record(properties: Schema, *, closed: bool = True) -> Schema:
    return {
        "type": "object",
        "required": list(properties),
        **({"additionalProperties": False} if closed else {}),
        "properties": properties,
    }


ENDPOINT = _record(
    {
        "name": TEXT,
        "component": TEXT_OR_NONE,
        "purpose": TEXT_OR_NONE,
        "kind": {"enum": [kind.value for kind in Kind]},
        "binding": TEXT_OR_NONE,
    },
    closed=False,
)
FLOW = _record(
    {
        "id": TEXT,
        "source": ENDPOINT,
        "destination": ENDPOINT,
        "ports": RANGES,
        "port_text": TEXT,
        "transports": TEXTS,
        "application": TEXT_OR_NONE,
        "security": TEXT_OR_NONE,
        "notes": {"type": "array", "items": _record({"text": TEXT, "on": TEXT, "binding": TEXT}, closed=False)},
        "details": {"type": "array", "items": {"type": "array", "items": TEXT, "minItems": 2, "maxItems": 2}},
        "subsystems": TEXTS,
        "optional": {"type": "boolean"},
        "evidence": {
            "type": "array",
            "items": _record({"path": TEXT, "line": {"type": "integer", "minimum": 1}}, closed=False),
        },
    },
    closed=False,
)
"""What every version of Portbook writes of a flow; later ones may write more."""

TICKET: Schema = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": f"urn:portbook:ticket:{VERSION}",
    "title": "A ticket or a port sheet of Portbook",
    **_record(
        {
            "version": {"description": "Of this schema.", "const": VERSION},
            "title": TEXT,
            "preset": {**TEXT_OR_NONE, "description": "The choice of columns; null for one of one's own."},
            "columns": {
                "description": "In order; a column without a name is empty, to be filled in.",
                "type": "array",
                "minItems": 1,
                "items": _record({"name": TEXT_OR_NONE, "title": TEXT}),
            },
            "summary": _record(
                {
                    "rows": COUNT,
                    "not_exact": COUNT,
                    "reasons": {"type": "object", "additionalProperties": {"type": "integer", "minimum": 1}},
                }
            ),
            "documents": {
                "description": "The sources of the book.",
                "type": "array",
                "items": _record(dict.fromkeys(("path", "title", "vendor", "product", "version", "sha256"), TEXT)),
            },
            "rows": {
                "type": "array",
                "items": _record(
                    {
                        "flow": {**TEXT, "description": "The id of a flow below."},
                        "direction": {"enum": ["in", "out", None]},
                        "exact": {"type": "boolean"},
                        "reasons": {**TEXTS, "description": "Why the row is not exact; an exact one has none."},
                        "ports": RANGES,
                        "transports": TEXTS,
                        "source_addresses": TEXTS,
                        "destination_addresses": TEXTS,
                        "cells": {**TEXTS, "description": "A text for each column."},
                    }
                ),
            },
            "flows": {"description": "As `portbook flows` writes them.", "type": "array", "items": FLOW},
        }
    ),
}
