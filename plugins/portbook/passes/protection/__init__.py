"""Derive how a flow is protected from its application protocol and its security cells together."""

import re
from collections.abc import Sequence
from functools import lru_cache

from portbook.diagnostics import Report
from portbook.model import Authentication, Encryption, Protection
from portbook.passes.draft import Draft, Path, place_of
from portbook.passes.protection.columns import Cell, heard, worded
from portbook.passes.protection.said import Said
from portbook.vocabulary.protocols import APPLICATIONS, BEARERS, VERSION, atoms

BEARER = re.compile(r"\b(?:oauth|bearer|jwt|tokens?)")


def run(draft: Draft, report: Report) -> Draft:
    """Fill in the protection of each path, and the words of its security where it takes a header to tell them."""
    protections = [table.layout.protections for table in draft.tables]
    for path in draft.paths:
        columns = protections[path.statement.table]
        cells = _below(path, columns) if columns else _alone(path.security)
        said = heard(cells)
        if said.unknown or said.disputed:
            _report(path, said, report)
        path.protection = derive(headline(path.application), cells)
    return draft


def _below(path: Path, columns: Sequence[tuple[int, str]]) -> tuple[Cell, ...]:
    """Return the security cells of a path below their headers, and have the path say them in its words."""
    cells = tuple([Cell(path.statement.cells[at], header) for at, header in columns])
    if not any(cell.text for cell in cells):
        return _alone(path.security)  # the header of a port may say it
    path.security = worded(cells)
    return cells


@lru_cache(maxsize=4096)
def _alone(security: str) -> tuple[Cell, ...]:
    return (Cell(security),)


def _report(path: Path, said: Said, report: Report) -> None:
    place = place_of(path.statement.row)
    if said.unknown:
        words = f"{', '.join(map(repr, said.unknown))} in {path.security!r}"
        report.add("security-unknown", place, f"{words} says nothing that Portbook knows of protection")
    if said.disputed:
        message = f"{path.security!r} says in one column what it denies in another; that counts as not stated"
        report.add("security-unknown", place, message)


def headline(text: str) -> str:
    """Return the lines of a cell that are no sentences: what follows a name in sentences says nothing of it."""
    if "\n" not in text:
        return text
    return ", ".join(line for line in text.split("\n") if not line.endswith((".", "!", ":")))


@lru_cache(maxsize=4096)
def derive(application: str, cells: tuple[Cell, ...]) -> Protection:
    """Return the protection that an application protocol and the security cells of a row state together.

    HTTP with OAuth 2.0 is authenticated and not encrypted, so its token is exposed; HTTP with Mutual TLS is encrypted;
    HTTPS is encrypted whatever its security cell says. What no cell is asked for and none says is unknown.
    """
    said = heard(cells)
    encryption = _encryption(application, said)
    authentication = _authentication(said)
    if encryption is Encryption.MUTUAL:
        authentication = Authentication.REQUIRED
    exposed = ""
    if encryption is Encryption.NONE and authentication in (Authentication.REQUIRED, Authentication.OPTIONAL):
        exposed = next((term for term in said.methods if term.startswith(BEARERS) or BEARER.search(term)), "")
    return Protection(encryption, authentication, _as_written(exposed, "\n".join(cell.text for cell in cells)))


def _encryption(application: str, said: Said) -> Encryption:
    protocols = [APPLICATIONS.get(term, APPLICATIONS.get(VERSION.sub("", term))) for term in atoms(application)]
    secure, mixed = bool(protocols) and all(protocols), any(protocols)
    if said.mutual:
        return Encryption.MUTUAL
    if said.encrypted or secure:
        return Encryption.TLS
    if said.optional_encryption or mixed:
        return Encryption.OPTIONAL
    return Encryption.NONE if said.open or said.is_silent else Encryption.UNKNOWN


def _authentication(said: Said) -> Authentication:
    if said.names_caller:
        return Authentication.OPTIONAL if said.optional_method else Authentication.REQUIRED
    if said.optional_mutual:
        return Authentication.OPTIONAL
    return Authentication.NONE if said.anonymous else Authentication.UNKNOWN


def _as_written(term: str, text: str) -> str:
    """Return a lower-case term in the spelling of the cell."""
    at = text.casefold().find(term)
    return text[at : at + len(term)] if at >= 0 else term
