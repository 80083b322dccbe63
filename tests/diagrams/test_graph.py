"""Which boxes and edges a picture has, and what they say."""

from books import BALANCER, CLEAR, GATE, MUTUAL, STORE, TLS, book, flow, orchard, ports
from portbook.diagrams.graphs.graph import Graph, architecture, graphs, of_endpoint, of_subsystem
from portbook.diagrams.graphs.stroke import CONDENSED_EDGES, MAX_SPOTS
from portbook.model import Book, Endpoint, Flow, Kind, PortSet


def edges(graph: Graph) -> list[tuple[str, str, str, tuple[str, ...]]]:
    labels = {node.id: node.label for node in graph.nodes}
    return [(labels[edge.tail], labels[edge.head], edge.grade, edge.lines) for edge in graph.edges]


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


def test_the_architecture_has_a_box_for_each_endpoint_and_an_edge_for_each_pair_and_grade() -> None:
    graph = architecture(orchard())
    assert [(node.label, node.kind, node.lines) for node in graph.nodes] == [
        ("Edge balancer", "external", ()),
        ("N/A", "unspecified", ()),
        ("apple_gate", "vm", ()),
        ("cider_press", "vm", ()),
        ("pear_store", "vm", ()),
        ("Pickers", "group", ()),
    ]
    assert edges(graph) == [
        ("Edge balancer", "apple_gate", "encrypted", ("443 TCP · HTTPS",)),
        ("Edge balancer", "apple_gate", "clear", ("80 TCP · HTTP",)),
        ("Edge balancer", "cider_press", "unknown", ("20000-40000 TCP",)),
        ("N/A", "cider_press", "clear", ("8088 TCP/UDP · HTTP",)),
        ("apple_gate", "pear_store", "authenticated", ("7070 TCP · HTTP",)),
        ("apple_gate", "Pickers", "optional", ("Varies TCP · HTTP",)),
        ("cider_press", "cider_press", "clear", ("9099 TCP · HTTP",)),
        ("cider_press", "pear_store", "mutual", ("3307 TCP · SQL",)),
    ]


def test_a_subsystem_shows_its_own_flows_and_the_components_that_take_part() -> None:
    made = orchard()
    graph = of_subsystem(made, made.subsystems[1])
    assert {flow for edge in graph.edges for flow in edge.flows} == {flow.id for flow in made.flows_of("Pressing")}
    assert {node.label: node.lines for node in graph.nodes} == {
        "Edge balancer": (),
        "N/A": ("for the weekly count",),
        "cider_press": ("Screw",),
        "pear_store": (),
    }


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
    assert [node.lines for node in of_subsystem(made, made.subsystems[0]).nodes] == [
        ("admin",),
        ("metrics",),
        ("Latch",),
    ]
    assert [node.label for node in architecture(made).nodes] == ["N/A", "apple_gate"]


def test_a_crowd_is_gathered_by_kind_and_the_picture_says_so() -> None:
    flows = crowd(100)
    graph = architecture(book(flows))
    assert len(graph.nodes) <= MAX_SPOTS
    assert len(graph.edges) <= CONDENSED_EDGES
    assert graph.condensed
    assert "gathered by kind" in graph.description
    assert "101 endpoints, 550 flows" in graph.description
    assert [node.label for node in graph.nodes][-1] == "77 more VMs"
    gathered = graph.edges[-1]
    assert gathered.lines == (f"{len(gathered.flows)} flows", "1 in clear")
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
