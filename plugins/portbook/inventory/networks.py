"""Networks as sets of addresses: read from text, joined, and taken from each other, always exactly."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network, summarize_address_range

from portbook.diagnostics import shorten
from portbook.inventory.machines import InventoryError
from portbook.model.addresses import Network

Span = tuple[int, int, int]
"""The version of the protocol, the first address and the last one."""
_BETWEEN = re.compile(r"[\s,;]+")
_LONGEST = 80
"""Characters of an address, and some to spare."""


def read_networks(text: str) -> tuple[Network, ...]:
    """Read addresses, networks such as ``10.0.4.0/30`` and ranges such as ``10.0.4.8-10.0.4.11``, in any number.

    Raises InventoryError.
    """
    return tuple(network for word in _BETWEEN.split(text) if word for network in _networks(word))


def _networks(word: str) -> Iterator[Network]:
    first, dash, last = word.partition("-")
    try:
        if len(word) > _LONGEST or "%" in word:  # the zone of an address means nothing elsewhere
            raise ValueError
        if dash:
            yield from _range(ip_address(first), ip_address(last))
        else:
            yield _machines_own(ip_network(word))
    except (ValueError, TypeError):
        raise InventoryError(f"{shorten(word)!r} is no address{_hint(word)}") from None


def _machines_own(network: Network) -> Network:
    """Refuse 0.0.0.0 and ::, which no machine has and a firewall may read as any address."""
    if network.prefixlen == network.max_prefixlen and network.is_unspecified:
        raise ValueError
    return network


def _range(first: IPv4Address | IPv6Address, last: IPv4Address | IPv6Address) -> Iterator[Network]:
    yield from summarize_address_range(first, last)


def _hint(word: str) -> str:
    """Say what may have been meant: the network that an address with a length is in."""
    try:
        whole = ip_network(word, strict=False)
        if whole.is_unspecified:
            return f" of a machine; write {whole.network_address}/0 for any address"
    except ValueError:
        return "; expected one such as 10.0.4.9, 10.0.4.0/30, 10.0.4.8-10.0.4.11 or fd00::9"
    return f" of a network; write {whole} for all of it, or {word.partition('/')[0]} for one machine"


def without(networks: Iterable[Network], others: Iterable[Network]) -> tuple[Network, ...]:
    """Return what is in networks and not in others; both are joined."""
    taken = [_span(network) for network in others]
    ends = [(version, last) for version, _, last in taken]
    left: list[Span] = []
    for version, first, last in map(_span, networks):
        free = first
        for at in range(bisect_left(ends, (version, first)), len(taken)):
            if taken[at][:2] > (version, last):
                break
            if taken[at][1] > free:
                left.append((version, free, taken[at][1] - 1))
            free = taken[at][2] + 1
        if free <= last:
            left.append((version, free, last))
    return tuple(network for span in left for network in _of(span))


def _span(network: Network) -> Span:
    return network.version, int(network.network_address), int(network.broadcast_address)


def _of(span: Span) -> Iterator[Network]:
    version, first, last = span
    kind = IPv4Address if version == 4 else IPv6Address
    return summarize_address_range(kind(first), kind(last))
