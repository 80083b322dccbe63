"""Derive how a flow is protected from its application protocol and its security cell together."""

import re
from functools import lru_cache

from portbook.diagnostics import Report
from portbook.model import Authentication, Encryption, Protection
from portbook.passes.draft import Draft, place_of
from portbook.passes.protection.said import Said, read_security
from portbook.vocabulary.protocols import APPLICATIONS, BEARERS, VERSION, atoms

BEARER = re.compile(r"\b(?:oauth|bearer|jwt|tokens?)")


def run(draft: Draft, report: Report) -> Draft:
    """Fill in the protection of each path."""
    for path in draft.paths:
        if unknown := read_security(path.security).unknown:
            said = f"{', '.join(map(repr, unknown))} in {path.security!r}"
            message = f"{said} says nothing that Portbook knows of protection"
            report.add("security-unknown", place_of(path.statement.row), message)
        path.protection = derive(headline(path.application), path.security)
    return draft


def headline(text: str) -> str:
    """Return the lines of a cell that are no sentences: what follows a name in sentences says nothing of it."""
    if "\n" not in text:
        return text
    return ", ".join(line for line in text.split("\n") if not line.endswith((".", "!", ":")))


@lru_cache(maxsize=4096)
def derive(application: str, security: str) -> Protection:
    """Return the protection that an application protocol and a security cell state together.

    HTTP with OAuth 2.0 is authenticated and not encrypted, so its token is exposed; HTTP with Mutual TLS is encrypted;
    HTTPS is encrypted whatever the security cell says.
    """
    said = read_security(security)
    encryption = _encryption(application, said)
    authentication = _authentication(said)
    if encryption is Encryption.MUTUAL:
        authentication = Authentication.REQUIRED
    exposed = ""
    if encryption is Encryption.NONE and authentication in (Authentication.REQUIRED, Authentication.OPTIONAL):
        exposed = next((term for term in said.methods if term.startswith(BEARERS) or BEARER.search(term)), "")
    return Protection(encryption, authentication, _as_written(exposed, security))


def _encryption(application: str, said: Said) -> Encryption:
    protocols = [APPLICATIONS.get(term, APPLICATIONS.get(VERSION.sub("", term))) for term in atoms(application)]
    secure, mixed = bool(protocols) and all(protocols), any(protocols)
    if said.mutual:
        return Encryption.MUTUAL
    if said.encrypted or secure:
        return Encryption.TLS
    if said.optional_encryption or mixed:
        return Encryption.OPTIONAL
    if not said.stated or (not said.open and (said.unknown or said.by_certificate)):
        return Encryption.UNKNOWN
    return Encryption.NONE


def _authentication(said: Said) -> Authentication:
    if said.methods:
        return Authentication.OPTIONAL if said.optional_method else Authentication.REQUIRED
    if said.optional_mutual:
        return Authentication.OPTIONAL
    if not said.stated or (not said.anonymous and said.unknown):
        return Authentication.UNKNOWN
    return Authentication.NONE


def _as_written(term: str, text: str) -> str:
    """Return a lower-case term in the spelling of the cell."""
    at = text.casefold().find(term)
    return text[at : at + len(term)] if at >= 0 else term
