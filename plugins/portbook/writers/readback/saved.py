"""Read a saved book: what ``portbook flows`` wrote is the same book again, as far as its flows say."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from portbook import collector
from portbook.changes.comparison import Accounts
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

NUMBERS = ("rows", "ambiguous", "unstated", "left_alone", "errors")


class SavedBookError(ValueError):
    """Say why a file is no saved book that can be read, and what to do."""


def read_saved(text: str | bytes) -> tuple[Book, Accounts]:
    """Read the JSON of ``portbook flows``: the book, and what is said of the rows of its sources.

    Tables, ledgers and topics are not in it. Raises SavedBookError.
    """
    with collector.paused():
        return _read(_value(text))


def read_book(text: str | bytes) -> Book:
    """Read the book alone. Raises SavedBookError."""
    return read_saved(text)[0]


def _value(text: str | bytes) -> Mapping[str, Any]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        raise SavedBookError("this is no JSON; save a book by `portbook flows > book.json`") from None
    if not isinstance(value, dict) or "flows" not in value:
        raise SavedBookError("this JSON is no saved book; save one by `portbook flows > book.json`")
    if type(value.get("version")) is not int or value["version"] != VERSION:
        saved = value.get("version", "an older one")
        raise SavedBookError(f"the book was saved in version {saved!r} of the form, and this Portbook reads {VERSION}")
    return value


def _read(value: Mapping[str, Any]) -> tuple[Book, Accounts]:
    try:
        book, accounts = _book(value), _accounts(value)
        _whole(book, accounts)
        return book, accounts
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        why = f"{error} is missing" if isinstance(error, KeyError) else str(error)
        raise SavedBookError(f"the saved book is damaged: {why}; save it again by `portbook flows`") from None


def _accounts(value: Mapping[str, Any]) -> Accounts:
    said = value["accounts"]
    rows, ambiguous, unstated, left_alone, errors = (_number(said[name]) for name in NUMBERS)
    return Accounts(
        rows, ambiguous, unstated, left_alone, errors, None if said["certified"] is None else _truth(said["certified"])
    )


def _whole(book: Book, accounts: Accounts) -> None:
    """Raise ValueError where something was taken out of a book or put into it: then its certificate says nothing."""
    names = {entry.name for entry in book.endpoints}
    for flow in book.flows:
        if not flow.evidence:
            raise ValueError(f"no row states flow {flow.id}")
        if not {flow.source.name, flow.destination.name} <= names:
            raise ValueError(f"an end of flow {flow.id} is not among the endpoints")
    if len({flow.id for flow in book.flows}) < len(book.flows):
        raise ValueError("two flows have the same id")
    rows = len({row for flow in book.flows for row in flow.evidence})
    if rows != accounts.rows:
        raise ValueError(f"its flows are of {rows:,} rows, and it was saved with {accounts.rows:,}")


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
        optional=_truth(value["optional"]),
        evidence=_each(_row, value["evidence"]),
        id=_text(value["id"]),
        derived=_each(_derived, value["derived"]),
    )


def _ports(ranges: Sequence[Sequence[int]], symbol: str | None) -> PortSet:
    return PortSet(tuple([PortRange(_number(first), _number(last)) for first, last in ranges]), _maybe(symbol))


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
        line=_number(value["line"]),
        marker=_maybe(value["marker"]),
        borrowed_from=_maybe(value["borrowed_from"]),
        sheet=_text(value.get("sheet", "")),
    )


def _derived(value: Mapping[str, Any]) -> Derived:
    return Derived(_text(value["role"]), Binding(value["binding"]), _text(value["origin"]), _number(value["line"]))


def _row(value: Mapping[str, Any]) -> Evidence:
    return Evidence(
        path=_text(value["path"]),
        table=_number(value["table"]),
        row=_number(value["row"]),
        line=_number(value["line"]),
        cells=_texts(value["cells"]),
        ambiguous=_truth(value["ambiguous"]),
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
        lines=_number(value["lines"]),
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
        line=_number(value["line"]),
        optional=_truth(value["optional"]),
        prose=_texts(value["prose"]),
        notes=_each(_note, value["notes"]),
    )


def _entry(value: Mapping[str, Any]) -> EndpointEntry:
    return EndpointEntry(_text(value["name"]), Kind(value["kind"]), _text(value["slug"]), _texts(value["components"]))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"text is expected, not {value!r:.40}")
    if not value.isascii():
        value.encode()  # raises ValueError for half a character, which nothing can write
    return value


def _number(value: Any) -> int:
    if type(value) is not int:
        raise TypeError(f"a whole number is expected, not {value!r:.40}")
    return value


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError(f"true or false is expected, not {value!r:.40}")
    return value


def _maybe(value: Any) -> str | None:
    return None if value is None else _text(value)


def _texts(values: Sequence[Any]) -> tuple[str, ...]:
    if not isinstance(values, list):
        raise TypeError(f"a list of texts is expected, not {values!r:.40}")
    return tuple([_text(value) for value in values])
