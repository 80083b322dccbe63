"""Take the port from the cell of the transport or of the protocol where the two changed places."""

import re
from functools import lru_cache

from portbook.passes.ports.grammar import read_ports
from portbook.passes.ports.protocols import Problem, sorted_terms
from portbook.vocabulary.ports import TRANSPORTS
from portbook.vocabulary.protocols import APPLICATIONS, atoms

NUMBER = re.compile("[0-9]")


def unswapped(port: str, transport: str, application: str) -> tuple[str, str, str, tuple[Problem, ...]]:
    """Return the words of a row in their places, and a problem where they stood in others."""
    if not port or not _names_protocol(port):
        return port, transport, application, ()
    said, protocol = sorted_terms(port, transports=False)
    if _holds_port(transport):
        return transport, said, application or protocol, (_swapped(port, "transport", transport),)
    if _holds_port(application):
        return application, transport or said, protocol, (_swapped(port, "application", application),)
    return port, transport, application, ()


def _swapped(port: str, name: str, other: str) -> Problem:
    return "cells-swapped", f"the port {port!r} and the {name} {other!r} changed places"


def _holds_port(text: str) -> bool:
    return text.strip()[:1].isdigit() and read_ports(text).numeric


@lru_cache(maxsize=4096)
def _names_protocol(text: str) -> bool:
    terms = atoms(text)
    return bool(terms) and not NUMBER.search(text) and all(t in TRANSPORTS or t in APPLICATIONS for t in terms)
