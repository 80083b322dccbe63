"""Read a security policy of NSX-T: rules in their order, the first that fits decides."""

import json
from collections.abc import Iterator
from typing import Any

from portbook.diagnostics import shorten
from portbook.firewall.readback.accepted import Accepted, ReadbackError, network, port_range

ANY = ["ANY"]
_FIXED = {"resource_type": "Rule", "services": ANY, "scope": ANY, "direction": "IN_OUT", "ip_protocol": "IPV4_IPV6"}
_KNOWN = {*_FIXED, "action", "display_name", "source_groups", "destination_groups", "service_entries"}
_PASSIVE = {"profiles", "logged", "notes"}
_ENTRY = {"l4_protocol", "resource_type", "destination_ports"}


def from_nsxt(text: str) -> Iterator[Accepted]:
    """Yield what the rules allow up to the one that drops the rest. Raises ReadbackError."""
    rules = json.loads(text)["rules"]
    for rule in rules:
        name = shorten(str(rule.get("display_name")))
        if set(rule) - _KNOWN - _PASSIVE or any(rule.get(key) != value for key, value in _FIXED.items()):
            raise ReadbackError(f"the rule {name!r} of NSX-T is not understood")
        if rule["action"] == "DROP" and _of_everything(rule):
            return
        if rule["action"] != "ALLOW":
            raise ReadbackError(f"the rule {name!r} of NSX-T drops some traffic; only the last one may drop, and all")
        yield from _allowed(rule, name)
    raise ReadbackError("no rule of NSX-T drops the rest")


def _allowed(rule: dict[str, Any], name: str) -> Iterator[Accepted]:
    entries = rule.get("service_entries")
    if not entries:
        raise ReadbackError(f"the rule {name!r} of NSX-T names no service, so that it allows any")
    ends = [tuple(map(network, rule[f"{end}_groups"])) for end in ("source", "destination")]
    for entry in entries:
        if set(entry) != _ENTRY or entry["resource_type"] != "L4PortSetServiceEntry" or not entry["destination_ports"]:
            raise ReadbackError(f"a service of the rule {name!r} of NSX-T is not understood")
        yield Accepted(entry["l4_protocol"].lower(), tuple(map(port_range, entry["destination_ports"])), *ends)


def _of_everything(rule: dict[str, Any]) -> bool:
    return rule["source_groups"] == rule["destination_groups"] == ANY and "service_entries" not in rule
