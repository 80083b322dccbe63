"""Addresses of the orchard, and short ways through an export, for the tests of the firewall room."""

from collections.abc import Iterable, Sequence
from ipaddress import ip_network

import pytest

from books import book
from portbook.firewall import TARGETS, Choice, Export, choose, export
from portbook.firewall.files import NETWORKS, POLICY, SERVICES
from portbook.firewall.generator import Definitions, generate
from portbook.model import Flow
from portbook.model.addresses import Addresses

NEEDS_AERLEON = "the extra `firewall` is not installed: pip install 'portbook[firewall]'"


def addresses(**texts: str) -> Addresses:
    """Make addresses of endpoints, several with spaces between."""
    return {name: tuple(map(ip_network, text.split())) for name, text in texts.items()}


ORCHARD: Addresses = {
    **addresses(apple_gate="10.0.0.0/25 10.0.0.128/25 2001:db8:1::/64"),
    **addresses(pear_store="10.1.0.4", cider_press="10.2.0.0/30 2001:db8:2::1", Pickers="10.3.0.0/24"),
    **addresses(**{"Edge balancer": "192.0.2.1 2001:db8::5"}),
}


def chosen(flows: Iterable[Flow], known: Addresses = ORCHARD) -> Choice:
    """Choose among flows that make a book."""
    return choose(book(tuple(flows)), known)


def exported(flows: Iterable[Flow], targets: Sequence[str] = tuple(TARGETS), known: Addresses = ORCHARD) -> Export:
    """Export flows that make a book."""
    return export(chosen(flows, known), targets)


def rendered(made: Export) -> dict[str, str]:
    """Have Aerleon generate from the files of an export."""
    pytest.importorskip("aerleon", reason=NEEDS_AERLEON)
    definitions = Definitions.read(made.files[NETWORKS], made.files[SERVICES])
    return generate({policy.name: made.files[POLICY.format(policy.name)] for policy in made.policies}, definitions)
