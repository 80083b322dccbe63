"""What the part of a sheet says beyond its values: merged cells, formulas without value, what is hidden, comments."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from portbook.readers.workbook.archive import REFUSED
from portbook.readers.workbook.damage import UNREADABLE, refusing
from portbook.source import SourceError

PLACE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
LAST_ROW = 1_048_576
LAST_COLUMN = 16_384
MOST_MERGED = 100_000
"""Ranges of merged cells on a sheet."""
LONGEST_NUMBER = 8

Place = tuple[int, int]
"""Row and column, each from 1."""


@dataclass(slots=True)
class Parts:
    """Hold what a sheet's XML says that its values do not."""

    merged: list[tuple[Place, Place]] = field(default_factory=list)
    formulas: dict[Place, str] = field(default_factory=dict)
    """Formulas that have no stored value."""
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    comments: list[tuple[Place, str]] = field(default_factory=list)


def place(reference: str) -> Place | None:
    """Return row and column of a reference such as ``B12``, None where it is none."""
    match = PLACE.fullmatch(reference)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = 26 * column + ord(letter) - ord("A") + 1
    row = int(match[2])
    return (row, column) if 1 <= row <= LAST_ROW and column <= LAST_COLUMN else None


def letters(column: int) -> str:
    """Return the letters of a column, counted from 1."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def parts_of(archive: ZipFile, path: str) -> Parts:
    """Read the part of a sheet. Entities and document types are refused."""
    found = Parts()
    shared: dict[str, str] = {}
    for element in _elements(archive, path):
        match element.tag.rpartition("}")[2]:
            case "c":
                _cell(element, found, shared)
            case "row":
                if _is_on(element.get("hidden")):
                    found.hidden_rows.append(_number(element, "r", 0))
                element.clear()
            case "col" if _is_on(element.get("hidden")):
                found.hidden_columns.append((_number(element, "min", 1), _number(element, "max", 1)))
            case "mergeCell":
                if len(found.merged) == MOST_MERGED:
                    raise SourceError(REFUSED, f"it has more than {MOST_MERGED:,} ranges of merged cells")
                first, _, last = element.get("ref", "").partition(":")
                if (begin := place(first)) and (end := place(last)):
                    found.merged.append((begin, end))
    found.comments = list(_comments(archive, path))
    return found


def _elements(archive: ZipFile, path: str) -> Iterator[Element]:
    """Yield each element of a part when it ends."""
    from defusedxml.ElementTree import iterparse  # noqa: PLC0415 - takes a while, and only workbooks need it

    with refusing(UNREADABLE), archive.open(path) as part:
        yield from (element for _, element in iterparse(part, events=("end",), forbid_dtd=True))


def _root(archive: ZipFile, path: str) -> Element:
    from defusedxml.ElementTree import fromstring  # noqa: PLC0415 - as above

    with refusing(UNREADABLE):
        root: Element = fromstring(archive.read(path), forbid_dtd=True)
    return root


def _number(element: Element, name: str, default: int) -> int:
    """Return a number that an element states; a sheet has no column and no row of more than seven digits."""
    text = element.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < LONGEST_NUMBER else default


def _is_on(value: str | None) -> bool:
    return value in ("1", "true", "on")


def _cell(element: Element, found: Parts, shared: dict[str, str]) -> None:
    """Take note of a formula without value."""
    at = place(element.get("r", ""))
    formula = element.find("{*}f")
    if formula is not None and at:
        key = formula.get("si", "")
        text = formula.text or shared.get(key, "")
        shared.setdefault(key, text)
        value = element.find("{*}v")
        if (value is None or not value.text) and element.get("t") != "str":
            found.formulas[at] = f"={text}"


def _comments(archive: ZipFile, path: str) -> list[tuple[Place, str]]:
    sheet, names = PurePosixPath(path), set(archive.namelist())
    relations = f"{sheet.parent}/_rels/{sheet.name}.rels"
    found: list[tuple[Place, str]] = []
    if relations not in names:
        return found
    for relation in _root(archive, relations):
        target = relation.get("Target", "")
        part = target.lstrip("/") if target.startswith("/") else _normal(f"{sheet.parent}/{target}")
        if relation.get("Type", "").endswith("/comments") and part in names:
            comments = _root(archive, part).iterfind(".//{*}comment")
            found += [(at, _text(comment)) for comment in comments if (at := place(comment.get("ref", "")))]
    return found


def _text(element: Element) -> str:
    return "".join([text.text or "" for text in element.iterfind(".//{*}t")])


def _normal(path: str) -> str:
    kept: list[str] = []
    for name in path.split("/"):
        if name == ".." and kept:
            kept.pop()
        elif name not in ("", "."):
            kept.append(name)
    return "/".join(kept)
