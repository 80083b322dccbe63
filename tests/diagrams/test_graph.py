"""Which boxes and edges a picture has, and what they say."""

from dataclasses import replace

import pytest

from books import BALANCER, CLEAR, GATE, MUTUAL, NOBODY, PICKERS, PRESS, STORE, TLS, book, flow, orchard, ports
from portbook.diagrams.graphs import (
    Edge,
    Graph,
    Line,
    Look,
    architecture,
    graphs,
    of_endpoint,
    of_flows,
    of_subsystem,
    problems,
)
from portbook.diagrams.graphs.caption import tooltip
from portbook.diagrams.graphs.stroke import CONDENSED_EDGES, MAX_SPOTS
from portbook.diagrams.graphs.tiers import tiers
from portbook.diagrams.theme import TIERS
from portbook.model import Binding, Book, Endpoint, Flow, Kind, Note, PortSet
from portbook.views.addresses import row_anchor


def edges(graph: Graph) -> list[tuple[str, str, str, tuple[str, ...]]]:
    return [(*ends(graph, edge), edge.grade, texts(edge)) for edge in graph.edges]


def ends(graph: Graph, edge: Edge) -> tuple[str, str]:
    """Name the ends of an edge: ``box``, or ``box/component``."""
    nodes = {node.id: node for node in graph.nodes}
    return tuple(  # type: ignore[return-value] # two in, two out
        nodes[name].label if part is None else f"{nodes[name].label}/{nodes[name].parts[part]}"
        for name, part in ((edge.tail, edge.tail_part), (edge.head, edge.head_part))
    )


def texts(edge: Edge) -> tuple[str, ...]:
    return tuple(line.text for line in edge.lines)


def endpoint_graph(made: Book, name: str) -> Graph:
    entry = made.endpoint(name)
    assert entry
    return of_endpoint(made, entry)


def crowd(callers: int) -> list[Flow]:
    """Make callers of one listener: the higher their number, the more flows they have."""
    return [
        flow(Endpoint(f"caller_{n:03}", Kind.VM), GATE, 1000 + port, protection=CLEAR if n == port == 0 else TLS)
        for n in range(callers)
        for port in range(1 + n // 10)
    ]


def test_the_architecture_has_a_box_for_each_endpoint_in_its_tier_and_an_edge_for_each_pair() -> None:
    graph = architecture(orchard())
    assert [(node.label, node.kind, node.tier, node.parts) for node in graph.nodes] == [
        ("Edge balancer", "external", "outside", ()),
        ("N/A", "unspecified", "outside", ()),
        ("apple_gate", "vm", "routing", ()),
        ("cider_press", "vm", "routing", ()),
        ("Pickers", "group", "cells", ()),
        ("pear_store", "vm", "data", ()),
    ]
    assert edges(graph) == [
        ("Edge balancer", "apple_gate", "clear", ("80 TCP · HTTP", "443 TCP · HTTPS")),
        ("Edge balancer", "cider_press", "unknown", ("20000-40000 TCP",)),
        ("N/A", "cider_press", "clear", ("8088 TCP/UDP · HTTP",)),
        ("apple_gate", "Pickers", "optional", ("Varies TCP · HTTP",)),
        ("apple_gate", "pear_store", "authenticated", ("7070 TCP · HTTP",)),
        ("cider_press", "cider_press", "clear", ("9099 TCP · HTTP",)),
        ("cider_press", "pear_store", "mutual", ("3307 TCP · SQL",)),
    ]


def test_each_line_of_an_edge_keeps_its_own_grade_condition_and_notes() -> None:
    graph = architecture(orchard())
    lines = {line.text: line for edge in graph.edges for line in edge.lines}
    assert lines["80 TCP · HTTP"] == Line("80 TCP · HTTP", "clear")
    assert lines["443 TCP · HTTPS"].grade == "encrypted"
    assert lines["3307 TCP · SQL"] == Line("3307 TCP · SQL", "mutual", optional=True, notes=(2,))
    assert graph.notes == ("You can move this range.", "Only where the cellar is cooled.")


@pytest.mark.parametrize(
    ("made", "tier"),
    [
        (flow(STORE, BALANCER), "outside"),
        (flow(STORE, NOBODY), "outside"),
        (flow(BALANCER, GATE), "routing"),
        (flow(NOBODY, GATE), "control"),
        (flow(STORE, GATE), "control"),
        (flow(GATE, PICKERS), "cells"),
        (flow(BALANCER, GATE, application="PostgreSQL"), "data"),
        (flow(GATE, STORE, application="NFS"), "data"),
    ],
)
def test_tiers_follow_from_the_flows(made: Flow, tier: str) -> None:
    assert tiers(book([made]), {})[made.destination.name] == tier


def test_a_configured_tier_goes_before_the_rule() -> None:
    graph = architecture(orchard(), Look(tiers={"apple_gate": "control"}))
    assert {node.label: node.tier for node in graph.nodes}["apple_gate"] == "control"
    order = [list(TIERS).index(node.tier) for node in graph.nodes]
    assert order == sorted(order)


def test_settings_that_name_nothing_known_are_told() -> None:
    look = Look({"aple_gate": "data"}, {"pear_store": "onprem.compute.Nowhere", "apple_gate": "os.system"})
    assert list(problems(orchard(), look)) == [
        "tiers: no endpoint is named 'aple_gate'; did you mean 'apple_gate'?",
        "icons.pear_store: there is no icon 'onprem.compute.Nowhere'; expected one such as 'onprem.compute.Server'",
        "icons.apple_gate: there is no icon 'os.system'; expected one such as 'onprem.compute.Server'",
    ]
    assert list(problems(orchard(), Look({"apple_gate": "data"}, {"pear_store": "onprem.compute.Server"}))) == []


def test_a_configured_icon_goes_before_the_rule() -> None:
    graph = architecture(orchard(), Look(icons={"pear_store": "onprem.compute.Server"}))
    icons = {node.label: node.icon for node in graph.nodes}
    assert icons["pear_store"] == "onprem/compute/server.png"
    assert icons["apple_gate"] == "generic/network/router.png"


def test_a_subsystem_joins_the_components_that_take_part() -> None:
    made = orchard()
    graph = of_subsystem(made, made.subsystems[1])
    assert {flow for edge in graph.edges for flow in edge.flows} == {flow.id for flow in made.flows_of("Pressing")}
    assert {node.label: (node.parts, node.note) for node in graph.nodes} == {
        "Edge balancer": ((), ""),
        "N/A": ((), "for the weekly count"),
        "cider_press": (("Screw",), ""),
        "pear_store": ((), ""),
    }
    assert [ends(graph, edge) for edge in graph.edges] == [
        ("Edge balancer", "cider_press/Screw"),
        ("N/A", "cider_press/Screw"),
        ("cider_press/Screw", "cider_press/Screw"),
        ("cider_press/Screw", "pear_store"),
    ]


def test_flows_of_different_grades_have_edges_of_their_own_in_a_subsystem() -> None:
    made = orchard()
    graph = of_subsystem(made, made.subsystems[0])
    assert [edge.grade for edge in graph.edges if ends(graph, edge)[0] == "Edge balancer"] == ["encrypted", "clear"]


def test_the_machine_itself_and_its_components_are_different_ends() -> None:
    whole, part = replace(GATE, component=None), GATE
    graph = architecture(book([flow(STORE, whole)]))
    assert graph.nodes[0].parts == ()
    made = book([flow(STORE, whole, 1), flow(STORE, part, 2)])
    graph = of_subsystem(made, made.subsystems[0])
    assert [ends(graph, edge) for edge in graph.edges] == [
        ("pear_store", "apple_gate"),
        ("pear_store", "apple_gate/Latch"),
    ]


def test_an_endpoint_stands_between_its_callers_and_whom_it_calls() -> None:
    graph = endpoint_graph(orchard(), "cider_press")
    assert [(node.label, node.centre) for node in graph.nodes] == [
        ("Edge balancer", False),
        ("N/A", False),
        ("cider_press", True),
        ("cider_press", False),  # it calls itself, hence stands on the right as well
        ("pear_store", False),
    ]
    centre = graph.nodes[2].id
    assert all(centre in (edge.tail, edge.head) for edge in graph.edges)


def test_ports_of_one_protocol_share_a_line() -> None:
    flows = [
        flow(GATE, STORE, 8443, application="HTTPS", protection=TLS),
        flow(GATE, STORE, 443, application="HTTPS", protection=TLS),
        flow(GATE, STORE, 9000, application="GRPC", protection=TLS),
    ]
    assert edges(architecture(book(flows)))[0][3] == ("443, 8443 TCP · HTTPS", "9000 TCP · GRPC")


def test_a_line_that_stands_for_the_rest_has_the_grade_to_notice() -> None:
    flows = [flow(GATE, STORE, 10 + n, application=f"P{n}", protection=CLEAR if n == 6 else TLS) for n in range(7)]
    assert architecture(book(flows)).edges[0].lines[-1] == Line("and 4 more", "clear")


def test_many_ports_and_many_protocols_are_cut_and_counted() -> None:
    flows = [flow(GATE, STORE, port, application="A") for port in range(10, 30, 2)]
    flows += [flow(GATE, STORE, 5000 + n, application=f"P{n}") for n in range(5)]
    assert edges(architecture(book(flows)))[0][3] == (
        "10, 12, 14, 16, 18, and 5 more TCP · A",
        "5000 TCP · P0",
        "5001 TCP · P1",
        "and 3 more",
    )


def test_words_that_say_nothing_twice_and_purposes() -> None:
    checker = Endpoint("Edge balancer", Kind.EXTERNAL, purpose="health check")
    flows = [
        flow(GATE, STORE, PortSet(symbol="Varies"), application="Varies"),
        flow(BALANCER, STORE, ports((1024, 65535)), application="TCP"),
        flow(checker, GATE, 8002),
    ]
    assert {edge[3] for edge in edges(architecture(book(flows)))} == {
        ("Varies TCP",),
        ("1024-65535 TCP",),
        ("8002 TCP · HTTP (health check)",),
    }


def test_unspecified_ends_with_different_purposes_are_different_boxes() -> None:
    flows = [flow(Endpoint("N/A", Kind.UNSPECIFIED, purpose=purpose), GATE) for purpose in ("admin", "metrics")]
    made = book(flows)
    assert [node.note for node in of_subsystem(made, made.subsystems[0]).nodes] == ["admin", "metrics", ""]
    assert [node.label for node in architecture(made).nodes] == ["N/A", "apple_gate"]
    assert endpoint_graph(made, "N/A").nodes[0].parts == ("admin", "metrics")


def test_equal_notes_bear_one_number() -> None:
    notes = [Note(text, "port", Binding.MARKED, "p", 1) for text in ("first", "second", "first")]
    made = book([flow(GATE, end, notes=(note,)) for end, note in zip((STORE, PRESS, PICKERS), notes, strict=True)])
    graph = of_subsystem(made, made.subsystems[0])
    assert graph.notes == ("second", "first")
    assert [edge.lines[0].notes for edge in graph.edges] == [(1,), (2,), (2,)]


def test_only_notes_of_shown_lines_are_numbered_and_lines_that_differ_in_them_alone_are_joined() -> None:
    def noted(number: int) -> tuple[Note, ...]:
        return (Note(f"condition {number}", "port", Binding.MARKED, "p", 1),)

    same = [flow(GATE, STORE, notes=noted(n)) for n in range(6)]
    [edge] = architecture(book(same)).edges
    assert edge.lines == (Line("443 TCP · HTTP", "clear", notes=(1, 2, 3, 4, 5, 6)),)
    graph = architecture(book([flow(GATE, STORE, application=f"P{n}", notes=noted(n)) for n in range(6)]))
    assert [line.notes for line in graph.edges[0].lines] == [(1,), (2,), (3,), ()]
    assert len(graph.notes) == 3


def test_a_name_that_runs_from_right_to_left_does_not_turn_a_tooltip_round() -> None:
    assert tooltip("abc\u202ecba", "db", [], []) == "\u2068abc\u202ecba\u2069 → db"


def test_an_edge_leads_to_the_row_of_its_first_flow() -> None:
    made = orchard()
    rows = {f.id: row_anchor(f) for f in made.flows}
    for graph in graphs(made):
        for edge in graph.edges:
            page, _, anchor = edge.target.partition("#")
            assert anchor in {rows[name] for name in edge.flows}
            assert graph.name in (page, "architecture")


def test_any_choice_of_flows_can_be_drawn() -> None:
    made = orchard()
    graph = of_flows(made, "selection", "Two of them", made.flows[:2])
    assert {flow for edge in graph.edges for flow in edge.flows} == {flow.id for flow in made.flows[:2]}
    assert (graph.name, graph.title) == ("selection", "Two of them")


def test_a_crowd_is_gathered_by_kind_and_the_picture_says_so() -> None:
    flows = crowd(100)
    graph = architecture(book(flows))
    assert len(graph.nodes) <= MAX_SPOTS
    assert len(graph.edges) <= CONDENSED_EDGES
    assert graph.condensed
    assert "gathered by kind" in graph.description
    assert "101 endpoints, 550 flows" in graph.description
    assert "77 more VMs" in [node.label for node in graph.nodes]
    gathered = next(edge for edge in graph.edges if ends(graph, edge)[0] == "77 more VMs")
    assert gathered.lines == (Line(f"{len(gathered.flows)} flows", ""), Line("1 in clear", "clear"))
    assert gathered.grade == "clear"
    assert sorted(flow for edge in graph.edges for flow in edge.flows) == sorted(flow.id for flow in flows)


def test_the_busiest_callers_stay_apart_and_so_does_the_centre() -> None:
    graph = endpoint_graph(book(crowd(100)), "apple_gate")
    labels = [node.label for node in graph.nodes]
    assert "caller_099" in labels
    assert "caller_000" not in labels
    assert [node.label for node in graph.nodes if node.centre] == ["apple_gate"]


def test_a_tangle_keeps_to_the_limits() -> None:
    ends = [Endpoint(f"vm_{n:02}", Kind.VM) for n in range(34)]
    flows = [flow(a, b, 443 + n % 7, protection=MUTUAL) for n, a in enumerate(ends) for b in ends]
    assert all(len(graph.edges) <= CONDENSED_EDGES for graph in graphs(book(flows)) if graph.condensed)


def test_every_graph_has_its_name_and_links_lead_to_sheets() -> None:
    made = orchard()
    every = graphs(made)
    assert [graph.name for graph in every] == [
        "architecture",
        *(f"subsystems/{entry.slug}" for entry in made.subsystems),
        *(f"endpoints/{entry.slug}" for entry in made.endpoints),
    ]
    sheets = {f"endpoints/{entry.slug}" for entry in made.endpoints}
    assert {node.target for graph in every for node in graph.nodes} == sheets


def test_an_empty_book_has_an_empty_picture() -> None:
    assert architecture(book([])).nodes == ()
