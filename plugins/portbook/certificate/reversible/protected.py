"""Whether the protection of a flow follows from its words.

Only what the words rule out is told: they do not say all, and what is unknown claims nothing.
"""

import re
from functools import lru_cache

from portbook.model import Encryption, Flow
from portbook.model.security import Protection
from portbook.vocabulary.ports import ANYTHING, NOT_STATED
from portbook.vocabulary.protocols import APPLICATIONS, ENCRYPTIONS, MUTUAL, NO_ENCRYPTION, NO_SECURITY

_SAFE = {*ENCRYPTIONS, *MUTUAL, *(name for name, encrypted in APPLICATIONS.items() if encrypted)}
SAFE = re.compile(rf"\b(?:certificates?|{'|'.join(map(re.escape, sorted(_SAFE)))})(?:\b|(?=v?[0-9]))", re.IGNORECASE)
"""The words without one of which nothing says that a flow is encrypted."""
TWO_SIDED = re.compile(r"mutual|\bm-?tls|\b(?:two|2)-way|\bclient\b", re.IGNORECASE)

PLAIN_TERMS: tuple[tuple[frozenset[str], frozenset[Encryption]], ...] = (
    (MUTUAL, frozenset({Encryption.MUTUAL})),
    (ENCRYPTIONS, frozenset({Encryption.TLS})),
)
"""What a security cell of one term alone says, whatever the protocol."""


def protection_follows(flow: Flow) -> bool:
    """Tell whether the words of a flow leave its protection possible."""
    return _follows(flow.protection, flow.application or "", flow.security or "")


@lru_cache(maxsize=4096)
def _follows(protection: Protection, application: str, security: str) -> bool:
    folded = " ".join(security.casefold().split())
    for terms, possible in PLAIN_TERMS:
        if folded in terms:
            return protection.encryption in possible
    match protection.encryption:
        case Encryption.MUTUAL:
            return TWO_SIDED.search(security) is not None
        case Encryption.TLS | Encryption.OPTIONAL:
            return SAFE.search(f"{application} {security}") is not None
        case Encryption.NONE:
            return folded not in NOT_STATED | ANYTHING | {""}
        case Encryption.UNKNOWN:
            return folded not in NO_ENCRYPTION | NO_SECURITY - {"unauthenticated"}
