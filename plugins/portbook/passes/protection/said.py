"""What a security cell says, term by term, and what that comes to."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from portbook.vocabulary.ports import ANYTHING, NOT_STATED
from portbook.vocabulary.protocols import (
    AUTHENTICATION,
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
DOUBT = re.compile(
    r"\b(?:not|no longer|never|planned|future|deprecated|legacy|disabled|removed|unless|except|until|upcoming|tbd)\b"
)
"""Words of a remark that take back what stands before it."""
OPTIONAL = re.compile(rf"\A(?:optional|optionally)\s+|\s+{CONDITION}.*\Z")
QUALIFIER = re.compile(r"\A(?:required|mandatory|strong|server|client|over|using)\s+(?=\S)")
NEGATION = re.compile(r"\A(?:no|not|non|without)[\s-]+")
CERTIFICATE = re.compile(r"(?:(?:client|mutual|tls|ssl) )?certificates?|x\.509|(?:mutual|two-way) auth(?:entication)?")
"""Ways to prove who one is that TLS brings along: without a word on TLS, encryption is likely and not stated."""
SERVER_CERTIFICATE = re.compile(r"server(?:-side)? certificates?")
"""What the called side proves, in TLS; it says nothing of the caller."""
REMARK = re.compile(r"\(([^()]*)\)")
PAIR = re.compile(r"\buser ?names? and (?=passwords?\b)")
NEITHER = re.compile(r"\b(no|without) ([\w-]+) (?:or|nor|and) ([\w-]+)\Z")


@dataclass(slots=True)
class Said:
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
        elif not all(forms) and self._names_encryption:
            pass  # another version of what was named before it, as in ``TLS 1.2, 1.3``
        elif forms & ENCRYPTIONS:
            self.encrypted = self.encrypted or not optional
            self.optional_encryption = self.optional_encryption or optional
        elif forms & METHODS or AUTHENTICATION.fullmatch(plain) or CREDENTIAL.fullmatch(plain):
            self.methods.append(plain)
            self.optional_method = self.optional_method or optional
            self.by_certificate = self.by_certificate or CERTIFICATE.fullmatch(plain) is not None
            self.encrypted = self.encrypted or (not optional and plain.startswith("ssh "))
        else:
            self.unknown.append(term)

    @property
    def _names_encryption(self) -> bool:
        """Tell whether a way to encrypt was named, of which a number by itself may be another version."""
        return self.encrypted or self.optional_encryption or self.mutual or self.optional_mutual

    def settle(self, *, alternatives: bool) -> None:
        """Weigh what was said against what else was said: ``TLS or none`` is optional TLS."""
        if self.mutual and (self.open or (self.encrypted and alternatives)):
            self.mutual, self.optional_mutual = False, True
        if self.open and self.encrypted:
            self.encrypted, self.optional_encryption = False, True
        self.optional_encryption = self.optional_encryption or self.optional_mutual
        self.optional_method = self.optional_method or self.anonymous


@lru_cache(maxsize=4096)
def read_security(security: str) -> Said:
    """Return what a security cell says."""
    folded = PAIR.sub("", " ".join(security.casefold().split()))
    if not folded or folded in NOT_STATED or folded in ANYTHING:
        return Said(stated=False)
    if any(DOUBT.search(remark) for remark in REMARK.findall(folded)):
        return Said(unknown=[folded])
    said = Said()
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
    heard = Said()
    for term in terms:
        heard.hear(term)
    return () if heard.unknown or any(re.search(rf"\b{CONDITION}", term) for term in terms) else terms
