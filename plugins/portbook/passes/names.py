"""Tell the names in the cell of an endpoint apart: those on lines of their own, and those of a list on one line."""

import re
from functools import lru_cache

from portbook.vocabulary.endpoints import ADDRESS, CONNECTORS, HOST_NAME, SUBNET

LONGEST_NAME = 8
"""Words of a line that is a name; a longer one is a sentence."""
LONGEST_LIST = 500
"""Characters of a list of endpoints; what is longer is prose."""
LONGEST_ADDRESSES = 2_000
"""Characters of a list of addresses."""
JOIN = re.compile(
    r"\s*(?:,\s*(?:and|or)\b|[,;&]|\s/\s|(?<![:/])/(?![0-9/])|\band/or\b|\band\b|\bor\b)\s*(?![^()]*\))", re.IGNORECASE
)
"""What joins the names of a list; the slash of ``10.0.0.0/8`` and that of a web address do not."""
PLAIN_JOIN = re.compile(r",|;|&|\s/\s|\b(?:and|or)\b")
ADDRESSES_JOIN = re.compile(r"(?:\s(?!\()|[,;&|]|\band/or\b|\band\b|\bor\b|(?<=\s)/(?=\s))+(?![^()]*\))", re.IGNORECASE)
MASK = re.compile(r"\b(?:255|254|252|248|240|224|192|128|0)(?:\.(?:255|254|252|248|240|224|192|128|0)){3}(?![\w/.])")
"""A mask of a network, which stands beside an address and is none."""
IN_PARENTHESES = re.compile(r"\s*\([^()]*\)")
OPENING = CONNECTORS | {"alternately", "optionally", "including", "except", "e.g.", "via"}


@lru_cache(maxsize=16384)
def may_be_several(text: str) -> bool:
    """Tell whether a cell may hold several names."""
    return "\n" in text or len(parts(text)) > 1 or len(addresses(text)) > 1


@lru_cache(maxsize=16384)
def parts(text: str) -> list[str]:
    """Return the parts of a list on one line; a text that is none is its only part."""
    if len(text) > LONGEST_LIST or not (PLAIN_JOIN.search(text) or "/" in text):
        return [text]
    return [part for part in (part.strip() for part in JOIN.split(text)) if part]


@lru_cache(maxsize=16384)
def addresses(text: str) -> list[str]:
    """Return the addresses, networks and host names of a list that holds nothing else; they need no dictionary."""
    if ("." not in text and ":" not in text) or len(text) > LONGEST_ADDRESSES or MASK.search(text):
        return []
    listed = [part for part in ADDRESSES_JOIN.split(text) if part]
    return listed if all(map(is_address, listed)) else []


def is_address(text: str) -> bool:
    """Tell whether a text is an address, a network in CIDR notation, a host name or a web address."""
    folded = IN_PARENTHESES.sub("", text).casefold()
    return any(shape.fullmatch(folded) for shape in (ADDRESS, SUBNET, HOST_NAME))


def is_name(text: str) -> bool:
    """Tell whether a part of a list can be a name: it is short and does not go on with another part."""
    words = text.casefold().split()
    return 0 < len(words) <= LONGEST_NAME and words[0] not in OPENING


def is_list(text: str) -> bool:
    """Tell whether a name looks like a list in so many words, other than one by slashes alone."""
    return len(parts(text)) > 1 and PLAIN_JOIN.search(re.sub(r"\([^()]*\)", "", text)) is not None


@lru_cache(maxsize=16384)
def lines(text: str) -> list[str]:
    """Return the lines of a cell that are names; a line that goes on with the one before it is part of that."""
    found: list[str] = []
    for line in filter(None, text.split("\n")):
        if found and _goes_on(found[-1], line):
            found[-1] = f"{found[-1]} {line}"
        else:
            found.append(line.rstrip(",;"))
    return found


@lru_cache(maxsize=16384)
def spellings(end: str) -> tuple[str, ...]:
    """Return the endpoints of a cell in lower case, with and without what stands in parentheses behind them."""
    named = [line.casefold() for line in lines(end)]
    return (*named, *(line.partition(" (")[0] for line in named))


def fused(text: str) -> list[str]:
    """Return the names that stand on several lines, other than those whose further lines are in parentheses."""
    if "\n" not in text:
        return []
    plain = IN_PARENTHESES.sub("", text)
    alone = {line.rstrip(",;") for line in plain.split("\n")}
    return [line for line in lines(plain) if line not in alone]


def _goes_on(before: str, line: str) -> bool:
    words = line.split()
    last = before.rsplit(maxsplit=1)[-1]
    return (
        line[0] in "(["
        or (words[0] if len(words[0]) == 1 else words[0].casefold().strip(",")) in OPENING
        or last in CONNECTORS
        or before.count("(") > before.count(")")
        or len(words) > LONGEST_NAME
        or line.endswith(".")
    )
