"""What a security cell says, term by term, and what that comes to."""

import re
from dataclasses import dataclass, field

from portbook.vocabulary.protection import Asks
from portbook.vocabulary.protection_answers import ANSWERS, EFFECTS, TLS_VERSION, Answer
from portbook.vocabulary.protocols import (
    AUTHENTICATION,
    CREDENTIAL,
    ENCRYPTIONS,
    METHODS,
    MUTUAL,
    NO_CALLER,
    NO_ENCRYPTION,
    VERSION,
)

CONDITION = r"(?:optional|optionally|if|when|where)\b"
OPTIONAL = re.compile(rf"\A(?:optional|optionally)\s+|\s+{CONDITION}.*\Z")
QUALIFIER = re.compile(r"\A(?:required|mandatory|strong|server|client|over|using)\s+(?=\S)")
NEGATION = re.compile(r"\A(?:no|not|non|without)[\s-]+")
CERTIFICATE = re.compile(r"(?:(?:client|mutual|tls|ssl) )?certificates?|x\.509|(?:mutual|two-way) auth(?:entication)?")
"""Ways to prove who one is that TLS brings along: without a word on TLS, encryption is likely and not stated."""
SERVER_CERTIFICATE = re.compile(r"server(?:-side)? certificates?")
"""What the called side proves, in TLS; it says nothing of the caller."""


def _needs_encryption(method: str) -> bool:
    """Tell whether a way to prove who one is comes with encryption: ``Client certificate``, ``TLS pre-shared key``."""
    return CERTIFICATE.fullmatch(method) is not None or not ENCRYPTIONS.isdisjoint(method.split())


@dataclass(slots=True)
class Said:
    """Hold what a security cell says; ``open`` and ``anonymous`` are the negative statements."""

    asks: Asks = Asks.SECURITY
    stated: bool = True
    answered: bool = False
    """Whether it takes the header to tell what the cell says."""
    methods: list[str] = field(default_factory=list)
    proven: bool = False
    """Whether the caller proves who it is, in a way that is not named."""
    mutual: bool = False
    optional_mutual: bool = False
    encrypted: bool = False
    optional_encryption: bool = False
    optional_method: bool = False
    by_certificate: bool = False
    open: bool = False
    anonymous: bool = False
    refused: bool = False
    """Whether the one thing that the header asks for is not used: another may be."""
    nothing: bool = False
    """Whether the cell says ``none``: the alternative to what else it names, or that nobody proves anything."""
    unknown: list[str] = field(default_factory=list)
    disputed: bool = False
    """Whether one column denies what another says."""

    def hear(self, term: str) -> None:
        """Take in one term of the cell."""
        optional = OPTIONAL.search(term) is not None
        plain = QUALIFIER.sub("", OPTIONAL.sub("", SERVER_CERTIFICATE.sub("tls", term)))
        denied = NEGATION.sub("", plain)
        if self._answer(plain, optional):
            return
        if denied != plain:
            self._deny(term, denied)
        elif plain == "plain" and self.asks is Asks.AUTHENTICATION:
            self.unknown.append(term)  # there it may be the mechanism of that name
        elif plain in NO_ENCRYPTION:
            self.open = True
        elif plain in NO_CALLER:
            self.anonymous = True
        else:
            self._affirm(term, plain, optional)

    def _answer(self, plain: str, optional: bool) -> bool:
        """Take in a term that answers the header, if it does."""
        answer, effects = ANSWERS.get(plain), EFFECTS[self.asks]
        if self.asks is Asks.ENCRYPTION and TLS_VERSION.fullmatch(plain) and not self._names_encryption:
            answer = Answer.YES
        if answer and optional and Answer.OPTIONAL in effects:
            answer = Answer.OPTIONAL
        if answer is None or answer not in effects:
            return False
        self.answered = True
        for name in effects[answer]:
            setattr(self, name, True)
        return True

    def _deny(self, term: str, denied: str) -> None:
        encryption = denied in ENCRYPTIONS
        caller = denied in METHODS | {"authenticated"} or AUTHENTICATION.fullmatch(denied) is not None
        both = denied in ("required", "needed", "used", "security", "protection", "protected")
        if denied in MUTUAL:
            return  # another way to encrypt may be used
        if both and self.asks not in (Asks.SECURITY, Asks.BOTH):
            encryption = caller = both = False
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
            self.by_certificate = self.by_certificate or _needs_encryption(plain)
            self.encrypted = self.encrypted or (not optional and plain.startswith("ssh "))
        else:
            self.unknown.append(term)

    @property
    def _names_encryption(self) -> bool:
        """Tell whether a way to encrypt was named, of which a number by itself may be another version."""
        return self.encrypted or self.optional_encryption or self.mutual or self.optional_mutual

    def settle(self, *, alternatives: bool) -> None:
        """Weigh what was said against what else was said: ``TLS or none`` is optional TLS."""
        denied = self.open or self.nothing
        if self.mutual and (denied or self.refused or (self.encrypted and alternatives)):
            self.mutual, self.optional_mutual = False, True
        if denied and self.encrypted:
            self.encrypted, self.optional_encryption = False, True
        self.optional_encryption = self.optional_encryption or self.optional_mutual
        self.open = self.open and not self.optional_encryption
        self.anonymous = self.anonymous or (self.nothing and not self._names_encryption)
        alternative = self.anonymous or self.nothing or self.refused
        self.optional_method = self.optional_method or (self.names_caller and alternative)

    @property
    def names_caller(self) -> bool:
        """Tell whether the caller proves who it is, one way or another."""
        return bool(self.methods) or self.proven

    @property
    def is_silent(self) -> bool:
        """Tell whether the cell names who may call, and not that anything is encrypted, where both is asked for."""
        asked = self.asks in (Asks.SECURITY, Asks.BOTH)
        return asked and (self.names_caller or self.anonymous) and not (self.unknown or self.by_certificate)
