"""Write flows for programs: the contract of ``portbook flows``."""

from collections.abc import Iterable
from typing import Any

from portbook.model import Binding, Book, Endpoint, Evidence, Flow, Note


def flows(book: Book) -> dict[str, Any]:
    """Make the value of ``portbook flows``: every flow of a book, in its order."""
    return {"flows": flow_values(book.flows)}


def flow_values(flows: Iterable[Flow]) -> list[dict[str, Any]]:
    """Make the value of each flow."""
    return [_flow(flow) for flow in flows]


def _flow(flow: Flow) -> dict[str, Any]:
    return {
        "id": flow.id,
        "source": _endpoint(flow.source, flow.binding("source")),
        "destination": _endpoint(flow.destination, flow.binding("destination")),
        "ports": [[item.first, item.last] for item in flow.ports.ranges],
        "port_text": flow.port_text,
        "transports": list(flow.transports),
        "application": flow.application,
        "security": flow.security,
        "notes": [_note(note) for note in flow.notes],
        "details": [[header, text] for header, text in flow.details],
        "subsystems": list(flow.subsystems),
        "optional": flow.optional,
        "evidence": [_row(row) for row in flow.evidence],
    }


def _row(row: Evidence) -> dict[str, Any]:
    return {"path": row.path, **({"sheet": row.sheet} if row.sheet else {}), "line": row.line}


def _endpoint(endpoint: Endpoint, binding: Binding) -> dict[str, Any]:
    return {
        "name": endpoint.name,
        "component": endpoint.component,
        "purpose": endpoint.purpose,
        "kind": endpoint.kind.value,
        "binding": binding.value if endpoint.given else None,
    }


def _note(note: Note) -> dict[str, Any]:
    return {"text": note.text, "on": note.on, "binding": note.binding.value}
