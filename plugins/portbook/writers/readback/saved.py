"""Read a saved book: what ``portbook flows`` wrote is the same book again, as far as its flows say."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from portbook.model import (
    Authentication,
    Binding,
    Book,
    Derived,
    DocumentInfo,
    Encryption,
    Endpoint,
    EndpointEntry,
    Evidence,
    Flow,
    Kind,
    Note,
    PortRange,
    PortSet,
    Protection,
    Subsystem,
)
from portbook.writers.json import VERSION


class SavedBookError(ValueError):
    """Say why a file is no saved book that can be read, and what to do."""


def read_book(text: str | bytes) -> Book:
    """Read the JSON of ``portbook flows``. Tables, ledgers and prose of topics are not in it. Raises SavedBookError."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        raise SavedBookError("this is no JSON; save a book by `portbook flows > book.json`") from None
    if not isinstance(value, dict) or "flows" not in value:
        raise SavedBookError("this JSON is no saved book; save one by `portbook flows > book.json`")
    if value.get("version") != VERSION:
        saved = value.get("version", "an older one")
        raise SavedBookError(f"the book was saved in version {saved!r} of the form, and this Portbook reads {VERSION}")
    try:
        return _book(value)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        why = f"{error} is missing" if isinstance(error, KeyError) else str(error)
        raise SavedBookError(f"the saved book is damaged: {why}; save it again by `portbook flows`") from None


def _book(value: Mapping[str, Any]) -> Book:
    return Book(
        documents=_each(_document, value["documents"]),
        tables=(),
        subsystems=_each(_subsystem, value["subsystems"]),
        topics=(),
        endpoints=_each(_entry, value["endpoints"]),
        flows=_each(_flow, value["flows"]),
        ledgers={},
    )


def _each(read: Callable[[Any], Any], values: Sequence[Any]) -> tuple[Any, ...]:
    return tuple([read(value) for value in values])


def _flow(value: Mapping[str, Any]) -> Flow:
    return Flow(
        source=_endpoint(value["source"]),
        destination=_endpoint(value["destination"]),
        ports=_ports(value["ports"], value["port_symbol"]),
        port_text=_text(value["port_text"]),
        transports=_texts(value["transports"]),
        application=_maybe(value["application"]),
        security=_maybe(value["security"]),
        protection=_protection(value["protection"]),
        notes=_each(_note, value["notes"]),
        details=tuple([(_text(header), _text(text)) for header, text in value["details"]]),
        subsystems=_texts(value["subsystems"]),
        optional=bool(value["optional"]),
        evidence=_each(_row, value["evidence"]),
        id=_text(value["id"]),
        derived=_each(_derived, value["derived"]),
    )


def _ports(ranges: Sequence[Sequence[int]], symbol: str | None) -> PortSet:
    return PortSet(tuple([PortRange(int(first), int(last)) for first, last in ranges]), _maybe(symbol))


def _endpoint(value: Mapping[str, Any]) -> Endpoint:
    return Endpoint(_text(value["name"]), Kind(value["kind"]), _maybe(value["component"]), _maybe(value["purpose"]))


def _protection(value: Mapping[str, Any]) -> Protection:
    return Protection(Encryption(value["encryption"]), Authentication(value["authentication"]), _text(value["exposed"]))


def _note(value: Mapping[str, Any]) -> Note:
    return Note(
        text=_text(value["text"]),
        on=_text(value["on"]),
        binding=Binding(value["binding"]),
        path=_text(value["path"]),
        line=int(value["line"]),
        marker=_maybe(value["marker"]),
        borrowed_from=_maybe(value["borrowed_from"]),
        sheet=_text(value.get("sheet", "")),
    )


def _derived(value: Mapping[str, Any]) -> Derived:
    return Derived(_text(value["role"]), Binding(value["binding"]), _text(value["origin"]), int(value["line"]))


def _row(value: Mapping[str, Any]) -> Evidence:
    return Evidence(
        path=_text(value["path"]),
        table=int(value["table"]),
        row=int(value["row"]),
        line=int(value["line"]),
        cells=_texts(value["cells"]),
        ambiguous=bool(value["ambiguous"]),
        sheet=_text(value.get("sheet", "")),
    )


def _document(value: Mapping[str, Any]) -> DocumentInfo:
    return DocumentInfo(
        path=_text(value["path"]),
        slug=_text(value["slug"]),
        title=_text(value["title"]),
        vendor=_text(value["vendor"]),
        format=_text(value["format"]),
        sha256=_text(value["sha256"]),
        lines=int(value["lines"]),
        sheets=_texts(value["sheets"]),
        prose=_texts(value["prose"]),
        product=_text(value["product"]),
        version=_text(value["version"]),
    )


def _subsystem(value: Mapping[str, Any]) -> Subsystem:
    return Subsystem(
        name=_text(value["name"]),
        slug=_text(value["slug"]),
        path=_text(value["path"]),
        line=int(value["line"]),
        optional=bool(value["optional"]),
        prose=_texts(value["prose"]),
        notes=_each(_note, value["notes"]),
    )


def _entry(value: Mapping[str, Any]) -> EndpointEntry:
    return EndpointEntry(_text(value["name"]), Kind(value["kind"]), _text(value["slug"]), _texts(value["components"]))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"text is expected, not {value!r:.40}")
    return value


def _maybe(value: Any) -> str | None:
    return None if value is None else _text(value)


def _texts(values: Sequence[Any]) -> tuple[str, ...]:
    if not isinstance(values, list):
        raise TypeError(f"a list of texts is expected, not {values!r:.40}")
    return tuple([_text(value) for value in values])
