"""Write a book for programs: the contract of ``portbook flows``, from which a saved book is read again."""

from collections.abc import Iterable
from typing import Any

from portbook.model import Binding, Book, Derived, DocumentInfo, Endpoint, EndpointEntry, Evidence, Flow, Note

from portbook.model import Protection, Subsystem  # isort: skip

SCHEMA = "portbook-book.schema.json"
"""The published schema of a saved book, in docs/schema."""
VERSION = 1
"""Of the form of a saved book: it grows with what an older Portbook could not read."""


def flows(book: Book) -> dict[str, Any]:
    """Make the value of ``portbook flows``: every flow of a book, in its order, and what a comparison needs besides."""
    return {
        "$schema": SCHEMA,
        "version": VERSION,
        "documents": [_document(document) for document in book.documents],
        "subsystems": [_subsystem(subsystem) for subsystem in book.subsystems],
        "endpoints": [_entry(entry) for entry in book.endpoints],
        "flows": flow_values(book.flows),
    }


def flow_values(flows: Iterable[Flow]) -> list[dict[str, Any]]:
    """Make the value of each flow."""
    return [flow_value(flow) for flow in flows]


def flow_value(flow: Flow) -> dict[str, Any]:
    """Make the value of one flow, whole."""
    return {
        "id": flow.id,
        "source": _endpoint(flow.source, flow.binding("source")),
        "destination": _endpoint(flow.destination, flow.binding("destination")),
        "ports": [[item.first, item.last] for item in flow.ports.ranges],
        "port_symbol": flow.ports.symbol,
        "port_text": flow.port_text,
        "transports": list(flow.transports),
        "application": flow.application,
        "security": flow.security,
        "protection": _protection(flow.protection),
        "notes": [_note(note) for note in flow.notes],
        "details": [[header, text] for header, text in flow.details],
        "subsystems": list(flow.subsystems),
        "optional": flow.optional,
        "derived": [_derived(item) for item in flow.derived],
        "evidence": [_row(row) for row in flow.evidence],
    }


def _row(row: Evidence) -> dict[str, Any]:
    return {
        "path": row.path,
        **_sheet(row.sheet),
        "line": row.line,
        "table": row.table,
        "row": row.row,
        "cells": list(row.cells),
        "ambiguous": row.ambiguous,
    }


def _endpoint(endpoint: Endpoint, binding: Binding) -> dict[str, Any]:
    return {
        "name": endpoint.name,
        "component": endpoint.component,
        "purpose": endpoint.purpose,
        "kind": endpoint.kind.value,
        "binding": binding.value if endpoint.given else None,
    }


def _protection(protection: Protection) -> dict[str, Any]:
    return {
        "grade": protection.grade,
        "encryption": protection.encryption.value,
        "authentication": protection.authentication.value,
        "exposed": protection.exposed,
    }


def _note(note: Note) -> dict[str, Any]:
    return {
        "text": note.text,
        "on": note.on,
        "binding": note.binding.value,
        "marker": note.marker,
        "borrowed_from": note.borrowed_from,
        "path": note.path,
        **_sheet(note.sheet),
        "line": note.line,
    }


def _derived(item: Derived) -> dict[str, Any]:
    return {"role": item.role, "binding": item.binding.value, "origin": item.origin, "line": item.line}


def _document(document: DocumentInfo) -> dict[str, Any]:
    return {
        "path": document.path,
        "slug": document.slug,
        "title": document.title,
        "vendor": document.vendor,
        "product": document.product,
        "version": document.version,
        "format": document.format,
        "sha256": document.sha256,
        "lines": document.lines,
        "sheets": list(document.sheets),
        "prose": list(document.prose),
    }


def _subsystem(subsystem: Subsystem) -> dict[str, Any]:
    return {
        "name": subsystem.name,
        "slug": subsystem.slug,
        "path": subsystem.path,
        "line": subsystem.line,
        "optional": subsystem.optional,
        "prose": list(subsystem.prose),
        "notes": [_note(note) for note in subsystem.notes],
    }


def _entry(entry: EndpointEntry) -> dict[str, Any]:
    return {
        "name": entry.name,
        "kind": entry.kind.value,
        "slug": entry.slug,
        "components": list(entry.components),
    }


def _sheet(sheet: str) -> dict[str, str]:
    return {"sheet": sheet} if sheet else {}
