"""JSON Schemas of the options, draft 2020-12, so that an editor completes and checks them."""

from portbook.options.check import Schema
from portbook.options.declare import schema_of
from portbook.options.plugin import Options
from portbook.options.sidecar import NOT_IN_SIDECAR
from portbook.options.source import SourceOptions
from portbook.options.waivers import WaiverFile

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, Schema]:
    """Return every schema by its name: sidecar, options of the plugin, ``mkdocs.yml`` with them, file of waivers."""
    return {
        "sidecar": _root("The sidecar of a source, NAME.portbook.yml", schema_of(SourceOptions, NOT_IN_SIDECAR)),
        "options": _root("The options of the plugin portbook", schema_of(Options)),
        "mkdocs": _root("The options of the plugin portbook in mkdocs.yml", _MKDOCS),
        "waivers": _root("The file of waivers of portbook", schema_of(WaiverFile)),
    }


def _root(title: str, schema: Schema) -> Schema:
    return {"$schema": DRAFT, "title": title, **schema}


_LISTED: Schema = {
    "type": "object",
    "properties": {"portbook": {"anyOf": [{"$ref": "#/$defs/options"}, {"type": "null"}]}},
}
_MKDOCS: Schema = {
    "type": "object",
    "properties": {
        "plugins": {"anyOf": [{"type": "array", "items": {"anyOf": [{"type": "string"}, _LISTED]}}, _LISTED]}
    },
    "$defs": {"options": schema_of(Options)},
}
"""What else stands in the file is left to MkDocs."""
