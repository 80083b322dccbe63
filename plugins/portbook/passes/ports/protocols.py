"""Read the cells of transports, and those that hold transports, application protocols or both."""

import re
from functools import lru_cache

from portbook.diagnostics import shorten
from portbook.passes.ports.names import is_protocol
from portbook.vocabulary.ports import ANYTHING, NOT_STATED, PROTOCOL_NUMBERS, TRANSPORTS
from portbook.vocabulary.protocols import atoms

Problem = tuple[str, str]
"""A rule, and the message under it."""

PIECE = re.compile(r"\([^()]*\)|[^()]+")
JOIN = re.compile(
    r"\s*(?:[,;:+&|\n]|/(?!\d))\s*|(?<=\s)[-–—]\s+|\s+(?=[-–—]\s)|\s+(?:and/or|and|or|over|with|via|using|on)\s+",
    re.IGNORECASE,
)
IN_REMARK = re.compile(r"\(([^()]*)\)")
BESIDE = re.compile(
    r"(?:\A|[\s-]+)(?:only|traffic|based|packets?|protocols?|transport|custom|rules?|ipv[46]|ip(?=\s+protocol))(?=\s|\Z)"
)
"""Words beside the name of a transport that change nothing."""


BLANK = re.compile(r"[\s_-]+")
"""What stands between transports that are listed without a separator: ``TCP UDP``, ``tcp-udp``."""
LONGEST = 2_000
"""Characters of a cell of protocols; what is longer is prose."""
HIGHEST = 255
"""The highest number of an IP protocol (RFC 791: a field of 8 bits)."""
NUMBERS = re.compile(r"[0-9]{1,3}(?:, ?[0-9]{1,3})*")
"""Protocols by number; beside a name, a number is the mark of a footnote."""


def transport(term: str) -> str:
    """Return the usual spelling of a transport by its name or IANA number; nothing where it is none."""
    plain = BESIDE.sub("", term.casefold()).strip()
    number = PROTOCOL_NUMBERS.get(int(plain), "") if re.fullmatch("[0-9]{1,3}", plain) else ""
    return TRANSPORTS.get(plain, number) or _numbered(plain)


def _numbered(plain: str) -> str:
    """Return the transport that stands behind its own number: ``17 UDP``."""
    number, _, name = plain.partition(" ")
    known = TRANSPORTS.get(name.strip(), "")
    return known if re.fullmatch("[0-9]{1,3}", number) and PROTOCOL_NUMBERS.get(int(number)) == known else ""


@lru_cache(maxsize=4096)
def sorted_terms(text: str, transports: bool) -> tuple[str, str]:
    """Return the transports and the application protocols of a cell that may hold either, in its own words.

    ``transports`` says what a word outside the vocabulary counts as. What is undecided beside a transport, as in ``not
    TCP``, counts as one, for that is where a finding tells of it.
    """
    if len(text) > LONGEST:
        return "", text
    parts = _parts(text)
    carriers = [part for part in parts if _are_transports(part) and not part.isdigit()]
    carried = [part for part in parts if is_protocol(part) and part not in carriers]
    if carriers and carried:
        return ", ".join(part for part in parts if part not in carried), ", ".join(carried)
    numbered = NUMBERS.fullmatch(text) is not None and all(int(part) <= HIGHEST for part in parts)
    spoken = bool(carriers) or (not carried and (numbered or any(map(_speaks_of_transport, parts))))
    return (text, "") if spoken or (transports and not carried) else ("", text)


def _listed(term: str) -> list[str]:
    """Return the transports of a term: one, or several with blanks alone between them, as in ``TCP UDP``."""
    named = [transport(term)]
    if not named[0]:
        named = [transport(word) if not word.isdigit() else "" for word in BLANK.split(term)]
    return named if all(named) else []


def _are_transports(text: str) -> bool:
    named = atoms(text)
    return bool(named) and all(map(transport, named))


def _speaks_of_transport(text: str) -> bool:
    """Tell whether a text holds the name of a transport among other words."""
    return any(word in TRANSPORTS for word in re.findall(r"\w+", text.casefold()))


def _parts(text: str) -> list[str]:
    """Return the terms of a cell; a remark is one where it names protocols, else it stays with the term before it."""
    parts: list[str] = []
    for piece in PIECE.findall(text):
        inside = piece.strip("() \n")
        named = not inside.isdigit() and (_are_transports(inside) or is_protocol(inside))
        if piece[0] == "(" and parts and not named:
            parts[-1] = f"{parts[-1]} {piece}"
        else:
            parts += [term for joined in JOIN.split(inside) for term in _apart(joined)]
    return parts


def _apart(text: str) -> list[str]:
    """Part a protocol from its transport where a blank alone stands between them: ``HTTPS TCP``."""
    words = text.split()
    carriers = [word for word in words if word.casefold() in TRANSPORTS]
    carried = " ".join(word for word in words if word not in carriers)
    if carriers and is_protocol(carried):
        return [*carriers, carried]
    return [text] if text else []


@lru_cache(maxsize=4096)
def read_transports(text: str) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """Return the transports that a cell states, sorted, and what is wrong with it; an unknown word is kept."""
    if text.casefold() in NOT_STATED or text.casefold() in ANYTHING:
        return (), ()
    if len(text) > LONGEST:
        return (), (("transport-unknown", f"{shorten(text, 60)!r} is too long for a transport"),)
    found, problems = set(), []
    terms = atoms(text)
    numbered = all(term.isdigit() for term in terms)
    for term in terms:
        known = _listed(term) if numbered or not term.isdigit() else []
        if term in ("ip", "ipv4", "ipv6") and {"tcp", "udp"}.intersection(terms):
            continue  # TCP/IP
        if not known:
            problems.append(("transport-unknown", f"{term!r} in {text!r} is no known transport"))
        found.update(known or [term.upper()])
    for term in re.findall(r"\w+", " ".join(IN_REMARK.findall(text.casefold()))):
        if TRANSPORTS.get(term, "") not in ("", *found):
            message = f"{term!r} in {text!r} stands in parentheses and counts as a remark"
            problems.append(("transport-unknown", message))
    return tuple(sorted(found)), tuple(problems)
