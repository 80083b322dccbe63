"""Read access lists of Nokia SR Linux: entries in the order of their numbers, the first that fits decides."""

import json
from collections.abc import Iterator
from typing import Any

from portbook.firewall.readback.accepted import Accepted, ReadbackError, network, port_range
from portbook.model import PortRange

TRANSPORTS = {6: "tcp", 17: "udp", 132: "sctp"}
_FILTERS = {"ipv4-filter": ("protocol", 4), "ipv6-filter": ("next-header", 6)}
_WORDS = {"sequence-id", "description", "_annotate_description"}


def from_srlinux(text: str) -> Iterator[Accepted]:
    """Yield what the entries of the one list accept up to the one that drops the rest. Raises ReadbackError."""
    filters = json.loads(text)
    if len(filters) != 1 or len(filters[0]) != 1 or not set(filters[0]) <= set(_FILTERS):
        raise ReadbackError("one list of SR Linux is expected, for one version of IP")
    ((kind, body),) = filters[0].items()
    for entry in sorted(body["entry"], key=lambda entry: int(entry["sequence-id"])):
        rule = {key: value for key, value in entry.items() if key not in _WORDS}
        if rule == {"action": {"drop": {}}, "match": {}}:
            return
        if set(rule) != {"action", "match"} or rule["action"] != {"accept": {}}:
            raise ReadbackError(f"the entry {entry['sequence-id']} of SR Linux is not understood")
        yield _accepted(rule["match"], *_FILTERS[kind])
    raise ReadbackError("no entry of SR Linux drops the rest")


def _accepted(match: dict[str, Any], protocol: str, version: int) -> Accepted:
    if set(match) != {"source-ip", "destination-ip", "destination-port", protocol}:
        raise ReadbackError(f"an entry of SR Linux leaves an end, the protocol or the port open: {sorted(match)}")
    source, destination = (network(match[end]["prefix"]) for end in ("source-ip", "destination-ip"))
    if {source.version, destination.version} != {version} or match[protocol] not in TRANSPORTS:
        raise ReadbackError("an entry of SR Linux names what does not go together")
    return Accepted(TRANSPORTS[match[protocol]], (_ports(match["destination-port"]),), (source,), (destination,))


def _ports(port: dict[str, Any]) -> PortRange:
    if set(port) == {"range"}:
        return PortRange(int(port["range"]["start"]), int(port["range"]["end"]))
    if set(port) != {"value"}:
        raise ReadbackError("a port of SR Linux is not understood")
    return port_range(str(port["value"]))
