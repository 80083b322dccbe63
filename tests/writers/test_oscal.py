"""OSCAL: what it says of each flow, what it leaves out since the format has no word for it, and that it is valid."""

from ipaddress import ip_network
from typing import Any

import pytest

from books import BALANCER, GATE, NOBODY, STORE, book, flow, orchard, ports
from portbook.model import Endpoint, Kind, PortSet
from portbook.tickets.plan import Plan
from portbook.writers.oscal import component_definition

GATED, STORED = r"apple\_gate", r"pear\_store"
NOON = "2030-01-02T12:00:00+00:00"


def definition(*flows: Any, **at: Any) -> dict[str, Any]:
    made = book(flows)
    ticket = Plan.of("full", at=at or None).ticket(made, made.flows)
    found: dict[str, Any] = component_definition(ticket, NOON)["component-definition"]
    return found


def services(found: dict[str, Any]) -> list[dict[str, Any]]:
    return [component for component in found["components"] if component["type"] == "service"]


def facts(component: dict[str, Any], name: str) -> list[str]:
    return [prop["value"] for prop in component["props"] if prop["name"] == name]


def test_a_flow_is_a_service_that_links_to_its_ends_and_names_its_evidence() -> None:
    found = definition(flow(GATE, STORE, ports(80, (8000, 8002)), lines=(7, 9)))
    (service,) = services(found)
    ids = {component["title"]: component["uuid"] for component in found["components"]}
    assert service["links"] == [
        {"href": f"#{ids[STORED]}", "rel": "provided-by"},
        {"href": f"#{ids[GATED]}", "rel": "used-by"},
    ]
    assert service["protocols"][0]["port-ranges"] == [
        {"start": 80, "end": 80, "transport": "TCP"},
        {"start": 8000, "end": 8002, "transport": "TCP"},
    ]
    assert facts(service, "evidence") == ["tables/orchard.txt:7; tables/orchard.txt:9"]
    assert facts(service, "not-exact-because") == ["a range of ports"]


@pytest.mark.parametrize(
    ("vague", "reason"),
    [(PortSet(symbol="Varies"), "ports are no numbers"), (ports((0, 65535)), "any port")],
)
def test_ports_that_are_none_have_no_range_and_say_why(vague: PortSet, reason: str) -> None:
    (service,) = services(definition(flow(GATE, STORE, vague)))
    assert "port-ranges" not in service["protocols"][0]
    assert (facts(service, "exact"), facts(service, "not-exact-because")) == (["no"], [reason])


def test_an_unspecified_end_is_no_component() -> None:
    found = definition(flow(NOBODY, STORE))
    assert [component["title"] for component in found["components"][:-1]] == [STORED]


def test_addresses_stand_at_their_component() -> None:
    found = definition(flow(BALANCER, GATE), apple_gate=(ip_network("10.0.4.4/31"),))
    gate = next(component for component in found["components"] if component["title"] == GATED)
    assert facts(gate, "address") == ["10.0.4.4/31"]


def test_ids_follow_from_what_they_name() -> None:
    one, two = definition(flow(GATE, STORE)), definition(flow(GATE, STORE), flow(GATE, BALANCER))
    assert services(one)[0]["uuid"] == services(two)[0]["uuid"]
    assert one["uuid"] != two["uuid"]


def test_it_is_valid_by_the_official_schema() -> None:
    """The models of oscal-bindings are made of the JSON Schema of NIST."""
    bindings = pytest.importorskip("oscal_bindings", reason="needs oscal-bindings, of the extra test")
    odd = flow(
        Endpoint("a\nb *x* ", Kind.VM), Endpoint("]", Kind.GROUP), application=" ", port_text="\n", transports=("SCTP",)
    )
    for found in (definition(*orchard().flows), definition(odd), definition()):
        bindings.ComponentDefinitionDocument.model_validate({"component-definition": found})
    with pytest.raises(ValueError, match="extra_forbidden"):
        bindings.ComponentDefinitionDocument.model_validate({"component-definition": {**definition(), "x": 1}})


def test_each_link_leads_to_a_component_also_where_a_name_is_an_end_of_two_kinds() -> None:
    shed, open_shed = Endpoint("shed", Kind.VM), Endpoint("shed", Kind.UNSPECIFIED)
    found = definition(flow(shed, STORE), flow(open_shed, GATE))
    ids = {f"#{component['uuid']}" for component in found["components"]}
    assert {link["href"] for service in services(found) for link in service["links"]} <= ids
