"""Read network policies of Kubernetes: what any of them allows is allowed, and the pods they choose are closed else."""

from collections.abc import Iterator
from typing import Any

import yaml

from portbook.diagnostics import shorten
from portbook.firewall.readback.accepted import Accepted, Network, ReadbackError, network
from portbook.model import PortRange

_PEERS = {"Ingress": ("ingress", "from"), "Egress": ("egress", "to")}
_TRANSPORTS = {"TCP": "tcp", "UDP": "udp", "SCTP": "sctp"}
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def from_kubernetes(text: str) -> Iterator[Accepted]:
    """Yield what the policies of a list allow; the end at which they stand is None. Raises ReadbackError."""
    whole = yaml.load(text, Loader=_LOADER)  # noqa: S506 - one of the two safe ones
    for item in whole["items"]:
        name = shorten(str(item["metadata"]["name"]))
        spec = item["spec"]
        kinds = spec["policyTypes"]
        if item["kind"] != "NetworkPolicy" or spec["podSelector"] != {} or len(kinds) != 1 or kinds[0] not in _PEERS:
            raise ReadbackError(f"the policy {name!r} of Kubernetes is not understood")
        rules, peers = _PEERS[kinds[0]]
        if set(spec) - {"podSelector", "policyTypes", rules}:
            raise ReadbackError(f"the policy {name!r} of Kubernetes says more than is understood")
        for rule in spec.get(rules, ()):
            yield from _allowed(rule, peers, name)


def _allowed(rule: dict[str, Any], peers: str, name: str) -> Iterator[Accepted]:
    if set(rule) != {"ports", peers} or not rule["ports"] or not rule[peers]:
        raise ReadbackError(f"the policy {name!r} of Kubernetes leaves its peers or ports open")
    found = tuple(_block(peer, name) for peer in rule[peers])
    ends = (found, None) if peers == "from" else (None, found)
    for port in rule["ports"]:
        if set(port) - {"endPort"} != {"port", "protocol"} or port["protocol"] not in _TRANSPORTS:
            raise ReadbackError(f"a port of the policy {name!r} of Kubernetes is not understood")
        ports = PortRange(port["port"], port.get("endPort", port["port"]))
        yield Accepted(_TRANSPORTS[port["protocol"]], (ports,), *ends)


def _block(peer: dict[str, Any], name: str) -> Network:
    if set(peer) != {"ipBlock"} or set(peer["ipBlock"]) != {"cidr"}:
        raise ReadbackError(f"a peer of the policy {name!r} of Kubernetes is not understood")
    return network(peer["ipBlock"]["cidr"])
