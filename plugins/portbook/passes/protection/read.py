"""Read a security cell, below a header that asks something, term by term."""

import re
from functools import lru_cache

from portbook.passes.protection.said import CONDITION, Said
from portbook.vocabulary.ports import ANYTHING, NOT_STATED
from portbook.vocabulary.protection import Asks
from portbook.vocabulary.protection_answers import LETTERS, UNSAID
from portbook.vocabulary.protocols import atoms

DOUBT = re.compile(
    r"\b(?:not|no longer|never|planned|future|deprecated|legacy|disabled|removed|unless|except|until|upcoming|tbd)\b"
)
"""Words of a remark that take back what stands before it."""
REMARK = re.compile(r"\(([^()]*)\)")
PAIR = re.compile(r"\buser ?names? and (?=passwords?\b)")
NEITHER = re.compile(r"\b(no|without) ([\w-]+) (?:or|nor|and) ([\w-]+)\Z")


@lru_cache(maxsize=4096)
def read_security(security: str, asks: Asks = Asks.SECURITY) -> Said:
    """Return what a security cell says below a header that asks something."""
    folded = PAIR.sub("", " ".join(security.casefold().split()))
    if not folded or folded in NOT_STATED or folded in ANYTHING or folded in UNSAID:
        return Said(asks, stated=False)
    remarks = REMARK.findall(folded)
    if any(DOUBT.search(remark) for remark in remarks) or (remarks and REMARK.sub("", folded).strip() in NOT_STATED):
        return Said(asks, unknown=[folded])
    folded = LETTERS.get(folded, folded)
    said = Said(asks)
    for term in (*_terms(NEITHER.sub(r"\1 \2, \1 \3", folded)), *_remarked(folded, asks)):
        said.hear(term)
    said.settle(alternatives=re.search(r"/|\bor\b", folded) is not None)
    return said


def _terms(folded: str) -> tuple[str, ...]:
    """Return the terms of a cell; a remark such as ``(optional)`` makes each of them so."""
    optional = any(re.search(rf"\b{CONDITION}", remark) for remark in REMARK.findall(folded))
    return tuple(f"optional {term}" if optional else term for term in atoms(folded))


def _remarked(folded: str, asks: Asks) -> tuple[str, ...]:
    """Return what a cell says in parentheses, as in ``Basic authentication (over TLS)``, where all of it is known."""
    terms = tuple(term for remark in REMARK.findall(folded) for term in atoms(remark))
    heard = Said(asks)
    for term in terms:
        heard.hear(term)
    return () if heard.unknown or any(re.search(rf"\b{CONDITION}", term) for term in terms) else terms
