"""What weighs the cells of each column, and what is known of each kind of column."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from portbook.readers.flattened.endpoint_cost import endpoint
from portbook.readers.flattened.port_cost import (
    begins_direction,
    begins_port,
    begins_transport,
    direction,
    goes_on_direction,
    goes_on_port,
    goes_on_transport,
    port,
    transport,
)
from portbook.readers.flattened.term_cost import application, security
from portbook.vocabulary.headers import PROTOCOL, Role

Cost = Callable[[str], float]


def protocol(text: str) -> float:
    """Weigh the cell of a column that names transports in some tables and application protocols in others."""
    return min(transport(text), application(text))


def words(text: str) -> float:
    """Weigh free text: anything goes, and more of it is no less likely, but it seldom begins in the middle."""
    ending = 8.0 if text.endswith((" and", " or")) else 0.0
    return 1.0 + ending + (1.0 if text[0].islower() or text[0].isdigit() or text[0] in "(,;/&" else 0.0)


_remembered = lru_cache(maxsize=65536)
_name = _remembered(endpoint)

COSTS: dict[str, Cost] = {
    Role.SOURCE: _name,
    Role.DESTINATION: _name,
    Role.PEER: _name,
    Role.COMPONENT: _name,
    Role.PORT: _remembered(port),
    Role.TRANSPORT: _remembered(transport),
    Role.APPLICATION: _remembered(application),
    Role.SECURITY: _remembered(security),
    Role.DIRECTION: _remembered(direction),
    PROTOCOL: _remembered(protocol),
    Role.PURPOSE: words,
    Role.ACTION: words,
    Role.OTHER: words,
}
"""The cost function of each column role; costs are remembered, since cells recur."""


@dataclass(frozen=True, slots=True)
class Flags:
    """Say what a word can be in a cell of a closed column."""

    begins: bool
    goes_on: bool
    says_port: bool


def _flags(begins: Callable[[str], bool], goes_on: Callable[[str], bool]) -> Callable[[str], Flags]:
    return _remembered(lambda word: Flags(begins(word), goes_on(word), "port" in word.casefold()))


CLOSED: dict[str, Callable[[str], Flags]] = {
    Role.PORT: _flags(begins_port, goes_on_port),
    Role.TRANSPORT: _flags(begins_transport, goes_on_transport),
    Role.DIRECTION: _flags(begins_direction, goes_on_direction),
}
"""Roles whose cells are recognised by themselves, each with what a word can be in one.

A row is split from these outwards.
"""

NAMED = frozenset({Role.SOURCE, Role.DESTINATION, Role.PEER, Role.COMPONENT})
"""Roles whose cells are names that recur in other rows."""

FREE = frozenset({Role.PURPOSE, Role.ACTION, Role.OTHER})
"""Roles whose cells are free text."""
