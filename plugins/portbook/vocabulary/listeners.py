"""Rows that state on which ports a machine listens and, in another column, whom it calls: two statements a row."""

import re
from collections.abc import Sequence
from functools import lru_cache

from portbook.vocabulary.marks import strip_marks

CALLERS = frozenset({"called by", "accessed by", "requested by", "received from", "connects from", "used by"})
CALLED = frozenset({"connects to", "connections to", "calls", "talks to", "opens connections to"})
"""Headers, lower case, of those with whom the machine of a row talks, which may have ports of its own to listen on."""
_LISTENS = re.compile(r"\blisten(?:s|er|ing)?\b", re.IGNORECASE)
_SOCKET = re.compile(r"(?P<name>[^\W\d][^:/,;\n]*?)\s*:\s*(?P<ports>[0-9]{1,5}(?:\s?/\s?(?:tcp|udp))?)", re.IGNORECASE)
_SOCKETS_JOIN = re.compile(r"\s*(?:[,;\n]|\band\b)\s*", re.IGNORECASE)


def says_who_listens(header: str) -> bool:
    """Tell whether a header names the ports on which the machine of a row listens."""
    return _LISTENS.search(header) is not None


def listens_and_calls(ports: Sequence[str], sources: Sequence[str], destinations: Sequence[str]) -> bool:
    """Tell by the headers of each role whether rows say where their machine listens, and by itself whom it calls."""
    listens = bool(destinations) and any(map(says_who_listens, ports))
    return listens and CALLED.issuperset(map(_plain, destinations)) and CALLERS.issuperset(map(_plain, sources))


@lru_cache(maxsize=4096)
def sockets(text: str) -> tuple[tuple[str, str], ...]:
    """Return each name of a cell with the port behind its colon; nothing where not all of them have one.

    >>> sockets("Store:5432, Cache:6379/tcp")
    (('Store', '5432'), ('Cache', '6379/tcp'))
    """
    if ":" not in text:
        return ()
    found = [_SOCKET.fullmatch(part) for part in _SOCKETS_JOIN.split(text.strip())]
    return tuple((match["name"], match["ports"]) for match in found if match) if all(found) else ()


def _plain(header: str) -> str:
    return " ".join(strip_marks(header).casefold().split()).strip(" *_:.`")
