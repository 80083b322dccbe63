"""Whether the protection of a flow follows from its words, and from the headers of the columns that hold them.

Only what the words rule out is told: they do not say all, and what is unknown claims nothing.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from portbook.certificate.reversible.answers import Kind, Spoken, folded, is_no, is_stated, kind, says_no, spoken
from portbook.model import Authentication, Encryption, Flow
from portbook.model.security import Protection
from portbook.vocabulary.protection_answers import ANSWERS, LETTERS, Answer
from portbook.vocabulary.protocols import APPLICATIONS, ENCRYPTIONS, MUTUAL, NO_ENCRYPTION, NO_SECURITY, VERSION, atoms

_SAFE = {*ENCRYPTIONS, *MUTUAL, *(name for name, encrypted in APPLICATIONS.items() if encrypted)}
SAFE = re.compile(rf"\b(?:certificates?|{'|'.join(map(re.escape, sorted(_SAFE)))})(?:\b|(?=v?[0-9]))", re.IGNORECASE)
"""The words without one of which nothing says that a flow is encrypted."""
TWO_SIDED = re.compile(r"mutual|\bm-?tls|\b(?:two|2)-way|\bclient\b", re.IGNORECASE)
NAMES_ENCRYPTION = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(ENCRYPTIONS | MUTUAL)))})\b", re.IGNORECASE)
DENIES_ENCRYPTION = re.compile(
    r"\b(?:no|not|non|without|un|in)[ -]?(?:tls|ssl|encr|secure)|\b(?:plain|clear)"
    r"|\b(?:no|without) [\w-]+ (?:or|nor|and)\b",
    re.IGNORECASE,
)
DENIES_CALLERS = re.compile(r"\b(?:no|non|not|without)[ -](?:[\w-]+ ){0,2}auth|\banonymous|\bunauth", re.IGNORECASE)
DENIES = re.compile(r"\b(?:no|non|not|without|none|anonymous|un\w+)\b", re.IGNORECASE)

REMARK = re.compile(r"\([^()]*\)")
OF_BOTH = re.compile(r"encr.*\bauth|\bauth.*encr", re.IGNORECASE)

PLAIN_TERMS: tuple[tuple[frozenset[str], frozenset[Encryption]], ...] = (
    (MUTUAL, frozenset({Encryption.MUTUAL})),
    (ENCRYPTIONS, frozenset({Encryption.TLS})),
)
"""What a security cell of one term alone says, whatever the protocol."""
SAID_BY: dict[Answer, frozenset[Encryption]] = {
    Answer.YES: frozenset({Encryption.TLS, Encryption.MUTUAL}),
    Answer.NO: frozenset({Encryption.NONE}),
    Answer.OPTIONAL: frozenset({Encryption.OPTIONAL}),
}
"""What a lone column that asks for encryption says by its answer, unless the protocol encrypts."""


def protection_follows(flow: Flow, headers: Iterable[tuple[str, ...]]) -> bool:
    """Tell whether the words of a flow, below the headers of one of its tables, leave its protection possible."""
    application, security = flow.application or "", flow.security or ""
    return all(_follows(flow.protection, application, security, asking) for asking in headers)


@lru_cache(maxsize=4096)
def _follows(protection: Protection, application: str, security: str, headers: tuple[str, ...]) -> bool:
    said = spoken(security, headers)
    readings = [said] if said[0][0] or not headers else [((header, security),) for header in headers]
    return any(
        _is_encrypted_so(protection.encryption, application, each) and _is_called_so(protection, each)
        for each in readings
    )


def _is_encrypted_so(encryption: Encryption, application: str, said: Spoken) -> bool:
    security = " ".join(text for _, text in said)
    if len(said) == 1 and (possible := _plainly(application, *said[0])):
        return encryption in possible
    match encryption:
        case Encryption.MUTUAL:
            return TWO_SIDED.search(security) is not None or _affirmed(said, Kind.MUTUAL)
        case Encryption.TLS | Encryption.OPTIONAL:
            return SAFE.search(f"{application} {security}") is not None or _affirmed(said, Kind.ENCRYPTION, Kind.MUTUAL)
        case Encryption.NONE:
            return any(_may_deny(header, text) for header, text in said)
        case Encryption.UNKNOWN:
            return len(said) > 1 or not _denies_both(*said[0])


def _plainly(application: str, header: str, text: str) -> frozenset[Encryption]:
    """Return what a cell of one term says whatever stands beside it, empty where it is not as plain as that."""
    term = folded(text)
    plain = next((possible for terms, possible in PLAIN_TERMS if term in terms), frozenset())
    if plain or SAFE.search(application) or kind(header) is not Kind.ENCRYPTION:
        return plain
    answer = ANSWERS.get(LETTERS.get(term, term))
    return SAID_BY[answer] if answer else frozenset()


def _affirmed(said: Spoken, *asking: Kind) -> bool:
    """Tell whether a column that asks for something says more than that it is not so."""
    named = [text for header, text in said if kind(header) in asking or OF_BOTH.search(header)]
    return any(is_stated(text) and not is_no(text) for text in named)


def _may_deny(header: str, text: str) -> bool:
    """Tell whether a cell may say that a flow is not encrypted."""
    if DENIES_ENCRYPTION.search(text):
        return True
    match kind(header):
        case Kind.ENCRYPTION:
            return says_no(text)
        case Kind.GENERAL:
            named = NAMES_ENCRYPTION.search(REMARK.sub("", text)) is not None
            return is_stated(text) and (not named or says_no(text) or DENIES.search(text) is not None)
        case Kind.CALLERS | Kind.MUTUAL:
            return False


def _denies_both(header: str, text: str) -> bool:
    asks, term = kind(header), folded(text)
    if asks is Kind.CALLERS and term == "plain":
        return False  # there it may be the mechanism of that name
    return term in NO_ENCRYPTION or (asks is Kind.GENERAL and term in NO_SECURITY - {"unauthenticated"})


def _is_called_so(protection: Protection, said: Spoken) -> bool:
    """Tell whether the words leave it possible that a caller proves who it is, or need not."""
    match protection.authentication:
        case Authentication.NONE:
            return any(_may_be_nobody(header, text) for header, text in said)
        case Authentication.REQUIRED | Authentication.OPTIONAL:
            return protection.encryption is Encryption.MUTUAL or any(_may_be_proof(*each) for each in said)
        case Authentication.UNKNOWN:
            return True


def _may_be_nobody(header: str, text: str) -> bool:
    """Tell whether a cell may say that a caller need not prove who it is."""
    asked = kind(header) in (Kind.GENERAL, Kind.CALLERS)
    return (asked and (says_no(text) or DENIES.search(text) is not None)) or DENIES_CALLERS.search(text) is not None


def _may_be_proof(header: str, text: str) -> bool:
    """Tell whether a cell says more than that a flow is encrypted, or that nothing is asked of the caller."""
    answers = kind(header) is Kind.ENCRYPTION and LETTERS.get(folded(text), folded(text)) in ANSWERS
    encrypts = all(ENCRYPTIONS & {term, VERSION.sub("", term)} for term in atoms(text))
    return is_stated(text) and not (is_no(text) or answers or encrypts)
