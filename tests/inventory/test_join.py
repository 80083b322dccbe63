"""Joining: endpoints get the addresses of their machines, grouped exactly, and nobody is dropped silently."""

import json
from ipaddress import ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from books import BALANCER, GATE, PICKERS, PRESS, STORE, book, flow
from inventory.reading import found, joined, read
from portbook.diagnostics import Place
from portbook.inventory.changes import Moved, flows_moved, moved
from portbook.inventory.join import join
from portbook.inventory.machines import InventoryError
from portbook.inventory.mapping import Aliases, read_aliases
from portbook.inventory.networks import without
from portbook.model import Endpoint, Kind
from portbook.model.addresses import Network, networks_text
from portbook.model.addresses import joined as collapsed

SMALL = book([flow(GATE, STORE, 7070), flow(STORE, PRESS, 3307)])


def texts(addresses: object) -> dict[str, str]:
    return {name: networks_text(networks) for name, networks in dict(addresses).items()}  # type: ignore[call-overload]


def test_names_match_whatever_joins_their_words() -> None:
    made, report = joined(SMALL, {"apple-gate/0": "10.0.4.4", "Pear Store": "10.0.4.6", "CIDER_PRESS": "10.0.4.7"})
    assert texts(made.addresses) == {"apple_gate": "10.0.4.4", "cider_press": "10.0.4.7", "pear_store": "10.0.4.6"}
    assert found(report) == []


def test_addresses_become_networks_only_where_that_is_exact() -> None:
    machines = {f"apple_gate/{n}": f"10.0.4.{n}" for n in (4, 5, 6, 9)}
    made, _ = joined(SMALL, machines)
    assert texts(made.addresses) == {"apple_gate": "10.0.4.4/31, 10.0.4.6, 10.0.4.9"}


def test_a_pattern_and_a_group_that_several_endpoints_share() -> None:
    aliases = {"press-*": ["cider_press"], "control": ["pear_store", "apple_gate"], "jump*": []}
    made, report = joined(SMALL, {"press-large": "10.0.4.4", "control/0": "10.0.4.5", "jumpbox": "10.0.4.6"}, aliases)
    assert texts(made.addresses) == {"apple_gate": "10.0.4.5", "cider_press": "10.0.4.4", "pear_store": "10.0.4.5"}
    assert (made.unmatched, made.missing, made.left_out, found(report)) == ((), (), ("jumpbox",), [])


def test_an_exact_name_goes_before_a_pattern_and_an_instance_before_its_group() -> None:
    aliases = {"p*": ["pear_store"], "press": ["cider_press"], "press/1": ["apple_gate"]}
    made, _ = joined(SMALL, {"press/0": "10.0.0.1", "press/1": "10.0.0.2", "pot": "10.0.0.3"}, aliases)
    assert texts(made.addresses) == {"apple_gate": "10.0.0.2", "cider_press": "10.0.0.1", "pear_store": "10.0.0.3"}


def test_names_without_a_partner_are_findings_on_both_sides() -> None:
    made, report = joined(
        book([flow(BALANCER, GATE), flow(GATE, PICKERS)]), {"mill/0": "10.0.0.1", "mill/1": "10.0.0.2"}
    )
    assert (made.unmatched, made.missing) == (("mill",), ("Edge balancer", "Pickers", "apple_gate"))
    assert found(report) == [
        ("inventory-unaddressed", "deployed.yml: no machine of the inventory is Edge balancer"),
        ("inventory-unaddressed", "deployed.yml: no machine of the inventory is Pickers"),
        ("inventory-missing", "deployed.yml: no machine of the inventory is apple_gate"),
        ("inventory-unmatched", "deployed.yml:1: mill is no endpoint of the book"),
    ]


def test_endpoints_that_are_spelled_alike_are_not_guessed_at() -> None:
    alike = book([flow(Endpoint("web-db", Kind.VM), Endpoint("web_db", Kind.VM))])
    made, report = joined(alike, {"web db": "10.0.0.1"})
    assert made.addresses == {}
    assert "web db is no endpoint of the book; it may be web-db or web_db" in found(report)[-1][1]
    made, _ = joined(alike, {"web_db": "10.0.0.1"})
    assert texts(made.addresses) == {"web_db": "10.0.0.1"}


def test_an_alias_that_leads_nowhere_is_a_finding() -> None:
    _, report = joined(SMALL, {"press": "10.0.0.1"}, {"press": ["cider_pres"], "mill-*": ["apple_gate"]})
    told = found(report)
    assert ("inventory-alias", "machines: press: the book has no endpoint 'cider_pres'") in told
    assert ("inventory-alias-unused", "machines: mill-*: no machine of the inventory is called so") in told


def test_a_file_of_aliases() -> None:
    assert read_aliases("press-*: cider_press\ncontrol: [pear_store, apple_gate]\njumpbox: []\nmill: []\n") == {
        "press-*": ("cider_press",),
        "control": ("pear_store", "apple_gate"),
        "jumpbox": (),
        "mill": (),
    }
    for wrong in ("[a]", "a: {b: c}", "a: &x [b]\nc: *x\n", ""):
        with pytest.raises(InventoryError):
            read_aliases(wrong)


def test_what_moved_is_told_for_each_flow() -> None:
    old, _ = joined(SMALL, {"apple_gate/0": "10.0.4.4", "pear_store": "10.0.4.6"})
    new, _ = joined(SMALL, {"apple_gate/0": "10.0.4.4", "apple_gate/1": "10.0.4.5", "cider_press": "10.0.4.7"})
    ends = moved(old.addresses, new.addresses)
    one = {name: (networks_text(change.added), networks_text(change.removed)) for name, change in ends.items()}
    assert one == {"apple_gate": ("10.0.4.5", ""), "cider_press": ("10.0.4.7", ""), "pear_store": ("", "10.0.4.6")}
    concerned = list(flows_moved(SMALL, ends))
    assert [(str(item.flow.ports), bool(item.source), bool(item.destination)) for item in concerned] == [
        ("7070", True, True),
        ("3307", True, True),
    ]
    assert moved(new.addresses, new.addresses) == {}


NETWORKS = st.lists(
    st.builds(
        lambda first, length: ip_network((0x0A000000 + (first >> (32 - length) << (32 - length)), length)),
        st.integers(0, 63),
        st.integers(27, 32),
    )
    | st.builds(lambda first: ip_network((0xFD << 120 | first, 128)), st.integers(0, 7)),
    max_size=12,
)


def addresses(networks: list[Network] | tuple[Network, ...]) -> set[str]:
    return {str(address) for network in networks for address in network}


@given(NETWORKS)
def test_grouping_adds_no_address_and_loses_none(networks: list[Network]) -> None:
    assert addresses(collapsed(networks)) == addresses(networks)


@given(NETWORKS, NETWORKS)
def test_a_difference_holds_what_is_in_one_and_not_in_the_other(one: list[Network], other: list[Network]) -> None:
    left = without(collapsed(one), collapsed(other))
    assert addresses(left) == addresses(one) - addresses(other)


@given(NETWORKS, NETWORKS)
def test_a_change_applied_to_the_old_gives_the_new(one: list[Network], other: list[Network]) -> None:
    old, new = collapsed(one), collapsed(other)
    change = moved({"web": old}, {"web": new}).get("web", Moved())
    assert collapsed([*without(old, change.removed), *change.added]) == new


def test_machines_of_several_deployments_are_told_where_they_become_one_endpoint() -> None:
    row = {"instance": "apple_gate/a", "ips": "10.0.4.4"}
    other = {"instance": "apple_gate/b", "ips": "10.9.0.4"}
    alone = {"instance": "pear_store/a", "ips": "10.0.4.9"}
    text = json.dumps({"Tables": [{"Rows": [row, alone]}, {"Rows": [other]}]})
    machines, report = read("vms.json", text)
    join(book([flow(GATE, STORE)]), machines or (), Aliases.of({}, "machines"), report, Place("vms.json"))
    assert found(report) == [
        (
            "inventory-merged",
            "vms.json: apple_gate has machines in several deployments: vms.json Tables[0], vms.json Tables[1]",
        )
    ]


def test_an_alias_without_an_endpoint_leaves_no_machine_out_in_silence() -> None:
    with pytest.raises(InventoryError, match=r"write \[\] to leave these machines out"):
        read_aliases("press:\n")


@pytest.mark.parametrize("instance", ["4f1c (0)", "0 (4f1c)", "4f1c (0)*"])
@pytest.mark.parametrize("alias", ["control/0", "control/4f1c", "control/?", "control/4*"])
def test_an_instance_is_known_by_its_id_and_by_its_index(instance: str, alias: str) -> None:
    made, report = joined(book([flow(GATE, STORE)]), {f"control/{instance}": "10.0.4.4"}, {alias: ["apple_gate"]})
    assert made.machines == {"apple_gate": ("control",)}
    assert not [code for code, _ in found(report) if code.startswith("inventory-alias")]
