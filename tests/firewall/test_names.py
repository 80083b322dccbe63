"""Names of definitions and rules: safe, one for each thing, and the same whatever else the book holds."""

import re
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from books import GATE, STORE, flow
from portbook.firewall.comments import LONGEST, flow_comment, plain
from portbook.firewall.names import network_name, service_name, term_name
from portbook.model import Endpoint, Kind, PortRange

TOKEN = re.compile(r"[A-Z][A-Z0-9_]{0,62}")
TEXTS = st.text(min_size=1) | st.from_regex(r"[A-Za-z _-]{1,40}(_[0-9a-f]{8}|_ipv4)?", fullmatch=True)


@pytest.mark.parametrize(
    ("endpoint", "name"),
    [
        ("pear_store", "PB_PEAR_STORE"),
        ("web", "PB_WEB"),
        ("Edge balancer", "PB_EDGE_BALANCER_2E6C2CBE"),
        ("press/../x", "PB_PRESS_X_A7365534"),
        ("配置", "PB_X_148D195E"),
    ],
)
def test_a_definition_reads_like_its_endpoint(endpoint: str, name: str) -> None:
    assert network_name(endpoint) == name


@given(TEXTS)
def test_definitions_are_names_for_every_target(endpoint: str) -> None:
    for version in (None, 4, 6):
        assert TOKEN.fullmatch(network_name(endpoint, version))


@given(st.lists(TEXTS, unique=True, max_size=8))
def test_two_endpoints_never_share_a_definition(endpoints: list[str]) -> None:
    names = [network_name(endpoint, version) for endpoint in endpoints for version in (None, 4, 6)]
    assert len(set(names)) == len(names)


def test_names_that_look_like_made_ones_are_told_apart() -> None:
    made = network_name("Edge balancer").removeprefix("PB_").lower()
    names = [network_name(text) for text in ("Edge balancer", made, "edge-balancer", "EDGE BALANCER", "web_ipv4")]
    assert all(one != other for one, other in combinations((*names, network_name("web", 4)), 2))


@pytest.mark.parametrize("transport", ["tcp", "udp", "sctp"])
def test_rules_are_names_for_every_target(transport: str) -> None:
    name = term_name("0123456789ab", transport)
    assert name == f"flow-0123456789ab-{transport}"
    assert len(f"{name}-e") <= 24  # iptables takes no more, and Kubernetes adds its own


def test_services_are_named_by_what_they_are() -> None:
    assert service_name("tcp", PortRange(443, 443)) == "PB_TCP_443"
    assert service_name("udp", PortRange(8000, 8010)) == "PB_UDP_8000_8010"


@given(st.text())
def test_comments_hold_nothing_that_means_something(text: str) -> None:
    comment = plain(text)
    assert len(comment) <= LONGEST
    assert re.fullmatch(r"[A-Za-z0-9 ._:;,/()\[\]=+@-]*", comment)


def test_a_comment_names_the_ends_and_as_many_rows_as_there_is_room_for() -> None:
    assert flow_comment(flow(GATE, STORE, lines=(1, 2))) == (
        "apple_gate to pear_store: tables/orchard.txt:1; tables/orchard.txt:2"
    )
    many = flow_comment(flow(GATE, STORE, lines=range(1, 40)))
    assert many == "apple_gate to pear_store: tables/orchard.txt:1; tables/orchard.txt:2; and 37 more"
    press = Endpoint("the press at the far end of the orchard", Kind.VM)
    long = flow_comment(flow(press, press, lines=range(3), path="folder/" * 30 + "orchard.txt"))
    assert long.startswith("the press at the far to the press at the far: ")
    assert long.endswith("folder/orchard.txt:0; and 2 more")
    assert len(long) == LONGEST
