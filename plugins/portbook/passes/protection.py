"""Derive how a flow is protected from its application protocol and its security cell together."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from portbook import vocabulary as v
from portbook.diagnostics import Report
from portbook.model import Authentication, Encryption, Protection
from portbook.passes.draft import Draft, Statement
from portbook.vocabulary import Role, atoms

OPTIONAL = re.compile(r"\A(?:optional|optionally)\s+")
QUALIFIER = re.compile(r"\A(?:required|mandatory|strong|server|client)\s+(?=\S)")


def run(draft: Draft, report: Report) -> Draft:
    """Fill in the protection of each statement."""

    def protect(statement: Statement) -> Statement:
        application, security = draft.cell(statement, Role.APPLICATION), draft.cell(statement, Role.SECURITY)
        if unknown := _read(security).unknown:
            report.add(
                "security-unknown",
                draft.place(statement),
                f"{', '.join(map(repr, unknown))} in {security!r} says nothing that Portbook knows of protection",
            )
        return replace(statement, protection=derive(application, security))

    return replace(draft, statements=tuple(map(protect, draft.statements)))


@lru_cache(maxsize=4096)
def derive(application: str, security: str) -> Protection:
    """Return the protection that an application protocol and a security cell state together.

    HTTP with OAuth 2.0 is authenticated and not encrypted, so its token is exposed; HTTP with Mutual TLS is encrypted;
    HTTPS is encrypted whatever the security cell says.
    """
    said = _read(security)
    encryption = _encryption(application, said)
    authentication = _authentication(said)
    if encryption is Encryption.MUTUAL:
        authentication = Authentication.REQUIRED
    exposed = ""
    if encryption is Encryption.NONE and authentication in (Authentication.REQUIRED, Authentication.OPTIONAL):
        exposed = next((term for term in said.methods if term.startswith(v.BEARERS)), "")
    return Protection(encryption, authentication, _as_written(exposed, security))


@dataclass(frozen=True, slots=True)
class _Said:
    """Hold what a security cell says."""

    stated: bool
    methods: tuple[str, ...]
    mutual: bool
    encrypted: bool
    optional_encryption: bool
    optional_method: bool
    none: bool
    unknown: tuple[str, ...]


@lru_cache(maxsize=4096)
def _read(security: str) -> _Said:
    folded = security.casefold()
    if not security or folded in v.NOT_STATED or folded in v.ANYTHING:
        return _Said(False, (), False, False, False, False, False, ())
    methods: list[str] = []
    unknown: list[str] = []
    mutual = encrypted = optional_encryption = optional_method = none = False
    for term in atoms(security):
        optional = OPTIONAL.match(term) is not None
        plain = QUALIFIER.sub("", OPTIONAL.sub("", term))
        forms = {plain, v.VERSION.sub("", plain)}
        if forms & v.NO_SECURITY:
            none = True
        elif forms & v.MUTUAL:
            mutual, optional_encryption = mutual or not optional, optional_encryption or optional
        elif forms & v.ENCRYPTIONS:
            encrypted, optional_encryption = encrypted or not optional, optional_encryption or optional
        elif forms & v.METHODS or v.AUTHENTICATION.fullmatch(plain):
            methods.append(plain)
            optional_method = optional_method or optional
        else:
            unknown.append(term)
    if none and (mutual or encrypted):
        mutual, encrypted, optional_encryption = False, False, True
    return _Said(
        True, tuple(methods), mutual, encrypted, optional_encryption, optional_method or none, none, tuple(unknown)
    )


def _encryption(application: str, said: _Said) -> Encryption:
    protocols = [v.APPLICATIONS.get(term, v.APPLICATIONS.get(v.VERSION.sub("", term))) for term in atoms(application)]
    secure, mixed = bool(protocols) and all(protocols), any(protocols)
    if said.mutual:
        return Encryption.MUTUAL
    if said.encrypted or secure:
        return Encryption.TLS
    if said.optional_encryption or mixed:
        return Encryption.OPTIONAL
    if said.unknown or not said.stated:
        return Encryption.UNKNOWN
    return Encryption.NONE


def _authentication(said: _Said) -> Authentication:
    if said.methods:
        return Authentication.OPTIONAL if said.optional_method else Authentication.REQUIRED
    if said.unknown or not said.stated:
        return Authentication.UNKNOWN
    return Authentication.NONE


def _as_written(term: str, text: str) -> str:
    """Return a lower-case term in the spelling of the cell."""
    at = text.casefold().find(term)
    return text[at : at + len(term)] if at >= 0 else term
