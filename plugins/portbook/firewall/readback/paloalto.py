"""Read a configuration of a Palo Alto firewall: rules in their order, with the objects that they name."""

from collections.abc import Iterator
from typing import TypeVar
from xml.etree.ElementTree import Element  # the type; defusedxml parses

from defusedxml.ElementTree import fromstring

from portbook.diagnostics import shorten
from portbook.firewall.readback.accepted import Accepted, Network, ReadbackError, network, port_range
from portbook.model import PortRange

ANY = ["any"]
_PASSIVE = {"description", "tag"}
_PARTS = {"to", "from", "source", "destination", "service", "action", "application"}

Item = TypeVar("Item")
Services = dict[str, tuple[str, tuple[PortRange, ...]]]
Groups = dict[str, tuple[Network, ...]]


def from_paloalto(text: str) -> Iterator[Accepted]:
    """Yield what the rules allow up to the one that denies the rest. Raises ReadbackError."""
    root = fromstring(text.partition("?>")[2])
    system = root.find("./devices/entry/vsys/entry")
    rules = None if system is None else system.find("./rulebase/security/rules")
    if system is None or rules is None:
        raise ReadbackError("there are no rules of Palo Alto")
    services, groups = _services(system), _groups(system)
    for rule in rules:
        name = shorten(rule.get("name", ""))
        if {part.tag for part in rule} - _PASSIVE != _PARTS or any(
            _members(rule, part) != ANY for part in ("to", "from", "application")
        ):
            raise ReadbackError(f"the rule {name!r} of Palo Alto is not understood")
        ends = [_members(rule, part) for part in ("source", "destination", "service")]
        action = rule.findtext("action")
        if action == "deny" and ends == [ANY, ANY, ANY]:
            return
        if action != "allow" or ANY in ends:
            raise ReadbackError(f"the rule {name!r} of Palo Alto allows or denies more than a flow")
        source, destination = ([n for member in end for n in _known(groups, member)] for end in ends[:2])
        for member in ends[2]:
            transport, ports = _known(services, member)
            yield Accepted(transport, ports, tuple(source), tuple(destination))
    raise ReadbackError("no rule of Palo Alto denies the rest")


def _members(rule: Element, part: str) -> list[str]:
    return [member.text or "" for member in rule.findall(f"./{part}/member")]


def _services(system: Element) -> Services:
    found: Services = {}
    for entry in system.findall("./service/entry"):
        protocols = list(entry.findall("./protocol/*"))
        if len(protocols) != 1 or [part.tag for part in protocols[0]] != ["port"]:
            raise ReadbackError(f"the service {shorten(entry.get('name', ''))!r} of Palo Alto is not understood")
        ports = (protocols[0].findtext("port") or "").split(",")
        _add(found, entry, (protocols[0].tag, tuple(map(port_range, ports))))
    return found


def _groups(system: Element) -> Groups:
    single: Groups = {}
    for entry in system.findall("./address/entry"):
        _add(single, entry, (network(entry.findtext("ip-netmask") or ""),))
    groups: Groups = {}
    for entry in system.findall("./address-group/entry"):
        members = [member.text or "" for member in entry.findall("./static/member")]
        _add(groups, entry, tuple(n for member in members for n in _known(single, member)))
    return groups


def _add(found: dict[str, Item], entry: Element, item: Item) -> None:
    name = entry.get("name", "")
    if name in found:
        raise ReadbackError(f"two objects of Palo Alto are called {shorten(name)!r}")
    found[name] = item


def _known(found: dict[str, Item], name: str) -> Item:
    if name not in found:
        raise ReadbackError(f"a rule of Palo Alto names {shorten(name)!r}, which is not there")
    return found[name]
