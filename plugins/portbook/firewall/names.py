"""Names of definitions and rules: safe for every target, one for each thing, and the same in every build.

A name is a function of what it names alone, so that no other flow of the book can change it.
"""

import hashlib
import re

from portbook.model import PortRange

PREFIX = "PB_"
"""Keeps the definitions apart from those that people have written themselves."""
_PLAIN = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
_LIKE_OURS = re.compile(r"_(?:[0-9a-f]{8}|ipv[46])$")
_LONGEST_WORDS = 30


def network_name(endpoint: str, version: int | None = None) -> str:
    """Name the addresses of an endpoint, or those of one version of IP: ``PB_PEAR_STORE``, ``PB_PEAR_STORE_IPV4``.

    Where letters are lost a digest tells names apart.
    """
    tail = f"_IPV{version}" if version else ""
    plain = _PLAIN.fullmatch(endpoint) and len(endpoint) <= _LONGEST_WORDS and not _LIKE_OURS.search(endpoint)
    if plain:
        return f"{PREFIX}{endpoint.upper()}{tail}"
    return f"{PREFIX}{_words(endpoint, '_').upper()}_{_digest(endpoint).upper()}{tail}"


def service_name(transport: str, ports: PortRange) -> str:
    """Name a range of ports of one transport: ``PB_TCP_443``, ``PB_TCP_8000_8010``."""
    return f"{PREFIX}{transport.upper()}_{str(ports).replace('-', '_')}"


def term_name(flow: str, transport: str) -> str:
    """Name the rule of a flow, by its id, and one of its transports: ``flow-0f3a5c7e9b1d-tcp``.

    iptables takes no more than 24 characters, of which there are none for words.
    """
    return f"flow-{flow}-{transport}"


def _words(text: str, joint: str) -> str:
    words = re.findall(r"[a-z0-9]+", text.casefold())
    return joint.join(words)[:_LONGEST_WORDS].rstrip(joint) or "x"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
