"""Tell what a cell by itself can be: ports, transports, or a name."""

from functools import lru_cache

from portbook.passes.ports import read_ports
from portbook.passes.ports.grammar import states_no_number
from portbook.passes.ports.protocols import transport
from portbook.vocabulary.ports import PORT_PHRASE
from portbook.vocabulary.protocols import atoms

LONGEST_NAME = 60
NUMBERED = frozenset({"port-ambiguous", "port-invalid", "port-reversed"})
"""What is wrong with cells that do hold numbers."""


@lru_cache(maxsize=16384)
def is_port(text: str) -> bool:
    """Tell whether a cell holds ports: numbers, words for any number, protocols without ports, or a named port."""
    return states_port(text) or _speaks_of_ports(text)


def states_port(text: str) -> bool:
    """Tell whether a cell holds ports, and not only words about them."""
    reading = read_ports(text)
    named = reading.numeric or reading.items[0].transports or reading.rule in NUMBERED
    return bool(named) or states_no_number(text)


def _speaks_of_ports(text: str) -> bool:
    return PORT_PHRASE.fullmatch(text) is not None or "port" in text.casefold()


def is_number(text: str) -> bool:
    """Tell whether a cell holds ports by number."""
    return read_ports(text).numeric


@lru_cache(maxsize=4096)
def states_transport(text: str) -> bool:
    """Tell whether a cell holds ports with their transports, as ``443/TCP`` does."""
    reading = read_ports(text)
    return reading.numeric and bool(reading.items[0].transports)


@lru_cache(maxsize=4096)
def is_transport(text: str) -> bool:
    """Tell whether a cell holds transports and nothing else."""
    terms = atoms(text)
    return bool(terms) and all(transport(term) and not term.isdecimal() for term in terms)


def is_name(text: str) -> bool:
    """Tell whether a cell is short enough for a name, and no sentence."""
    return len(text) <= LONGEST_NAME and not text.endswith(".")
