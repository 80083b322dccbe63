"""Traffic in one form, so that what is wanted and what was read back compare whatever rules say it."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from portbook.firewall.permit import VERSIONS, of_version
from portbook.firewall.readback.accepted import Accepted
from portbook.model import PortRange, PortSet
from portbook.model.addresses import Network, joined

End = tuple[Network, ...] | None
Key = tuple[str, End, End]
"""Transport, source and destination, of one version of IP; None is the end at which a policy stands."""
Traffic = Mapping[Key, PortSet]


def traffic(accepted: Iterable[Accepted], *, pairs: bool) -> Traffic:
    """Join the ports of all that goes between the same ends; with ``pairs`` each pair of networks is one of its own."""
    found: dict[Key, list[PortRange]] = {}
    for item in accepted:
        for source, destination in _ends(item, pairs=pairs):
            found.setdefault((item.transport, source, destination), []).extend(item.ports)
    return {key: PortSet.of(ranges) for key, ranges in found.items()}


def differences(wanted: Traffic, found: Traffic) -> Iterator[str]:
    """Say for which traffic the ports differ."""
    for key in dict.fromkeys((*wanted, *found)):
        ours, theirs = wanted.get(key), found.get(key)
        if ours != theirs:
            transport, source, destination = key
            ends = f"{_text(source)} to {_text(destination)}"
            yield f"{transport} from {ends}: the book says {ours or 'no port'}, generated is {theirs or 'no port'}"


def _ends(item: Accepted, *, pairs: bool) -> Iterator[tuple[End, End]]:
    for version in VERSIONS:
        source, destination = _of(item.source, version), _of(item.destination, version)
        if source == () or destination == () or (source is None and destination is None):
            continue
        if not pairs:
            yield source, destination
            continue
        for one in source or ():
            yield from (((one,), (other,)) for other in destination or ())


@lru_cache(maxsize=65536)  # the same ends stand in many rules
def _of(end: End, version: int) -> End:
    return None if end is None else joined(of_version(end, version))


def _text(end: End) -> str:
    if end is None:
        return "these pods"
    return ", ".join(map(str, end[:3])) + (f" and {len(end) - 3} more" if len(end) > 3 else "")
