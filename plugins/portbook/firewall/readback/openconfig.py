"""Read access lists of OpenConfig: entries in the order of their numbers, the first that fits decides."""

import json
from collections.abc import Iterator
from typing import Any

from portbook.firewall.readback.accepted import Accepted, ReadbackError, network, port_range

TRANSPORTS = {6: "tcp", 17: "udp", 132: "sctp"}
_DROP = {"actions": {"config": {"forwarding-action": "DROP"}}}
_ACCEPT = {"config": {"forwarding-action": "ACCEPT"}}
_VERSIONS = {"ipv4": 4, "ipv6": 6}


def from_openconfig(text: str) -> Iterator[Accepted]:
    """Yield what the entries of the one list accept up to the one that drops the rest. Raises ReadbackError."""
    lists = json.loads(text)
    if len(lists) != 1:
        raise ReadbackError(f"one list of OpenConfig is expected, there are {len(lists)}")
    entries = sorted(lists[0]["acl-entries"]["acl-entry"], key=lambda entry: int(entry["sequence-id"]))
    for entry in entries:
        body = {key: value for key, value in entry.items() if key != "sequence-id"}
        if body == _DROP:
            return
        yield _accepted(body, entry["sequence-id"])
    raise ReadbackError("no entry of OpenConfig drops the rest")


def _accepted(body: dict[str, Any], number: int) -> Accepted:
    version = next((key for key in _VERSIONS if key in body), "")
    if set(body) != {"actions", version, "transport"} or body["actions"] != _ACCEPT:
        raise ReadbackError(f"the entry {number} of OpenConfig is not understood")
    ends, ports = body[version]["config"], body["transport"]["config"]
    if set(ends) != {"source-address", "destination-address", "protocol"} or set(ports) != {"destination-port"}:
        raise ReadbackError(f"the entry {number} of OpenConfig is not understood")
    source, destination = network(ends["source-address"]), network(ends["destination-address"])
    if {source.version, destination.version} != {_VERSIONS[version]} or ends["protocol"] not in TRANSPORTS:
        raise ReadbackError(f"the entry {number} of OpenConfig names what does not go together")
    return Accepted(
        TRANSPORTS[ends["protocol"]], (port_range(str(ports["destination-port"]), ".."),), (source,), (destination,)
    )
