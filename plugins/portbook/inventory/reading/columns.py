"""What inventories call names and addresses."""

import re
from collections.abc import Iterable

from portbook.inventory.machines import InventoryError

NAMES = (
    "instance group", "instance", "group", "endpoint", "role", "name", "vm", "vm name", "machine", "host", "hostname",
    "host name", "server", "node",
)  # fmt: skip
"""Headers of names; the first that is there counts, since a group is what a book speaks of."""

ADDRESSES = (
    "ips", "ip", "ip address", "ip addresses", "ipaddress", "address", "addresses", "ipv4", "ipv6", "ipv4 address",
    "ipv6 address", "private ip", "private ip address", "primary ip",
)  # fmt: skip
"""Headers of addresses; all that are there count. A public or a gateway's address is none of the machine's own."""

EXPECTED = "expected a name under one such as instance, group, name or host, and addresses under ips, ip or address"


def folded(header: str) -> str:
    """Return a header without regard to case and to how its words are joined."""
    return " ".join(re.split(r"[\s_\-]+", header.strip().casefold()))


def roles(headers: Iterable[str]) -> tuple[int | None, tuple[int, ...]]:
    """Return which header is that of names, and which are those of addresses, counted from 0.

    Raises InventoryError where two may be that of names.
    """
    spelled = [folded(header) for header in headers]
    name = next((spelling for spelling in NAMES if spelling in spelled), None)
    if name is not None and spelled.count(name) > 1:
        raise InventoryError(f"{name!r} stands twice in it, and either may be the name; take one away", 1)
    addresses = (at for spelling in ADDRESSES for at, header in enumerate(spelled) if header == spelling)
    return None if name is None else spelled.index(name), tuple(addresses)
