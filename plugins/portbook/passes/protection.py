"""Derive how a flow is protected from its application protocol and its security cell together."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from portbook.diagnostics import Report
from portbook.model import Authentication, Encryption, Protection
from portbook.passes.draft import Draft, place_of
from portbook.vocabulary.ports import ANYTHING, NOT_STATED
from portbook.vocabulary.protocols import (
    APPLICATIONS,
    AUTHENTICATION,
    BEARERS,
    CREDENTIAL,
    ENCRYPTIONS,
    METHODS,
    MUTUAL,
    NO_CALLER,
    NO_ENCRYPTION,
    NO_SECURITY,
    VERSION,
    atoms,
)

CONDITION = r"(?:optional|optionally|if|when|where)\b"
OPTIONAL = re.compile(rf"\A(?:optional|optionally)\s+|\s+{CONDITION}.*\Z")
QUALIFIER = re.compile(r"\A(?:required|mandatory|strong|server|client|over|using)\s+(?=\S)")
NEGATION = re.compile(r"\A(?:no|not|non|without)[\s-]+")
CERTIFICATE = re.compile(r"(?:(?:client|mutual|tls|ssl) )?certificates?|x\.509|(?:mutual|two-way) auth(?:entication)?")
"""Ways to prove who one is that TLS brings along: without a word on TLS, encryption is likely and not stated."""
SERVER_CERTIFICATE = re.compile(r"server(?:-side)? certificates?")
"""What the called side proves, in TLS; it says nothing of the caller."""
BEARER = re.compile(r"\b(?:oauth|bearer|jwt|tokens?)")
REMARK = re.compile(r"\(([^()]*)\)")
PAIR = re.compile(r"\buser ?names? and (?=passwords?\b)")
NEITHER = re.compile(r"\b(no|without) ([\w-]+) (?:or|nor|and) ([\w-]+)\Z")


def run(draft: Draft, report: Report) -> Draft:
    """Fill in the protection of each path."""
    for path in draft.paths:
        if unknown := _read(path.security).unknown:
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
    said = _read(security)
    encryption = _encryption(application, said)
    authentication = _authentication(said)
    if encryption is Encryption.MUTUAL:
        authentication = Authentication.REQUIRED
    exposed = ""
    if encryption is Encryption.NONE and authentication in (Authentication.REQUIRED, Authentication.OPTIONAL):
        exposed = next((term for term in said.methods if term.startswith(BEARERS) or BEARER.search(term)), "")
    return Protection(encryption, authentication, _as_written(exposed, security))


@dataclass(slots=True)
class _Said:
    """Hold what a security cell says; ``open`` and ``anonymous`` are the negative statements."""

    stated: bool = True
    methods: list[str] = field(default_factory=list)
    mutual: bool = False
    optional_mutual: bool = False
    encrypted: bool = False
    optional_encryption: bool = False
    optional_method: bool = False
    by_certificate: bool = False
    open: bool = False
    anonymous: bool = False
    unknown: list[str] = field(default_factory=list)

    def hear(self, term: str) -> None:
        """Take in one term of the cell."""
        optional = OPTIONAL.search(term) is not None
        plain = QUALIFIER.sub("", OPTIONAL.sub("", SERVER_CERTIFICATE.sub("tls", term)))
        denied = NEGATION.sub("", plain)
        if denied != plain:
            self._deny(term, denied)
        elif plain in NO_ENCRYPTION:
            self.open = True
        elif plain in NO_CALLER:
            self.anonymous = True
        elif plain in NO_SECURITY:
            self.open = self.anonymous = True
        else:
            self._affirm(term, plain, optional)

    def _deny(self, term: str, denied: str) -> None:
        encryption = denied in ENCRYPTIONS | MUTUAL
        caller = denied in METHODS | {"authenticated"} or AUTHENTICATION.fullmatch(denied) is not None
        both = denied in ("required", "needed", "used", "security", "protection", "protected")
        self.open = self.open or encryption or both
        self.anonymous = self.anonymous or caller or both
        if not (encryption or caller or both):
            self.unknown.append(term)

    def _affirm(self, term: str, plain: str, optional: bool) -> None:
        forms = {plain, VERSION.sub("", plain)}
        if forms & MUTUAL:
            self.mutual = self.mutual or not optional
            self.optional_mutual = self.optional_mutual or optional
        elif forms & ENCRYPTIONS or not all(forms):
            self.encrypted = self.encrypted or not optional
            self.optional_encryption = self.optional_encryption or optional
        elif forms & METHODS or AUTHENTICATION.fullmatch(plain) or CREDENTIAL.fullmatch(plain):
            self.methods.append(plain)
            self.optional_method = self.optional_method or optional
            self.by_certificate = self.by_certificate or CERTIFICATE.fullmatch(plain) is not None
            self.encrypted = self.encrypted or (not optional and plain.startswith("ssh "))
        else:
            self.unknown.append(term)

    def settle(self, *, alternatives: bool) -> None:
        """Weigh what was said against what else was said: ``TLS or none`` is optional TLS."""
        if self.mutual and (self.open or (self.encrypted and alternatives)):
            self.mutual, self.optional_mutual = False, True
        if self.open and self.encrypted:
            self.encrypted, self.optional_encryption = False, True
        self.optional_encryption = self.optional_encryption or self.optional_mutual
        self.optional_method = self.optional_method or self.anonymous


@lru_cache(maxsize=4096)
def _read(security: str) -> _Said:
    folded = PAIR.sub("", " ".join(security.casefold().split()))
    if not folded or folded in NOT_STATED or folded in ANYTHING:
        return _Said(stated=False)
    said = _Said()
    for term in (*_terms(NEITHER.sub(r"\1 \2, \1 \3", folded)), *_remarked(folded)):
        said.hear(term)
    said.settle(alternatives=re.search(r"/|\bor\b", folded) is not None)
    return said


def _terms(folded: str) -> tuple[str, ...]:
    """Return the terms of a cell; a remark such as ``(optional)`` makes each of them so."""
    optional = any(re.search(rf"\b{CONDITION}", remark) for remark in REMARK.findall(folded))
    return tuple(f"optional {term}" if optional else term for term in atoms(folded))


def _remarked(folded: str) -> tuple[str, ...]:
    """Return what a cell says in parentheses, as in ``Basic authentication (over TLS)``, where all of it is known."""
    terms = tuple(term for remark in REMARK.findall(folded) for term in atoms(remark))
    heard = _Said()
    for term in terms:
        heard.hear(term)
    return () if heard.unknown or any(re.search(rf"\b{CONDITION}", term) for term in terms) else terms


def _encryption(application: str, said: _Said) -> Encryption:
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


def _authentication(said: _Said) -> Authentication:
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
