"""What is written for Mermaid. The real Mermaid draws it in ``browser/test_mermaid.py``."""

from dataclasses import replace

from books import BALANCER, GATE, MUTUAL, PICKERS, PRESS, STORE, TLS, book, flow, orchard, ports
from portbook.diagrams.graphs import Graph, Line, architecture, of_endpoint, of_subsystem
from portbook.diagrams.mermaid import limits_of, to_mermaid
from portbook.model import Endpoint, Flow, Kind

SORTING = """\
flowchart LR
%% Mermaid cannot express:
%% - links to the pages of endpoints and flows, and tooltips
%% - a title on the picture: it is told to screen readers alone
%% - components as rows of their machine: they are boxes in its box
accTitle: Sorting
n0["Edge balancer"]
subgraph n1["apple_gate"]
  n1c0["Latch"]
end
n2("pear_store")
key["#9670; Mutual TLS<br/>#9679; Encrypted<br/>3 endpoints, 3 flows<br/>From Orchard paths 1"]
n0 -->|"#9679; 443, 8443 TCP · HTTPS"| n1c0
n1c0 ==>|"#9670; 3307 TCP · SQL"| n2
linkStyle 1 stroke:#1b6b3a,stroke-width:2.6px
linkStyle 0 stroke:#1b6b3a,stroke-width:1.3px
classDef vm fill:#e8eefc,stroke:#3f5ba9,color:#1f2328
class n1,n2 vm
classDef external fill:#fdf0d9,stroke:#8a5a00,color:#1f2328
class n0 external
classDef component fill:#ffffff,stroke:#3f5ba9,color:#1f2328
class n1c0 component
classDef tier fill:#f7f8fa,stroke:#d3d8df,color:#1f2328
class key tier
"""


def drawn(*flows: Flow) -> Graph:
    made = book(flows)
    return of_subsystem(made, made.subsystems[0])


def test_machines_hold_their_components_and_edges_join_these() -> None:
    graph = drawn(
        flow(BALANCER, GATE, 443, application="HTTPS", protection=TLS),
        flow(BALANCER, GATE, 8443, application="HTTPS", protection=TLS),
        flow(GATE, STORE, 3307, application="SQL", protection=MUTUAL),
    )
    text = to_mermaid(replace(graph, summary="3 endpoints, 3 flows", source="From Orchard paths 1"))
    assert "".join(line for line in text.splitlines(keepends=True) if not line.startswith("accDescr: ")) == SORTING
    assert "\naccDescr: 3 endpoints, 3 flows#58; " in text


def test_a_machine_without_a_named_component_gets_a_box_among_those_that_are_named() -> None:
    graph = drawn(flow(GATE, GATE, 1), flow(Endpoint("apple_gate", Kind.VM), GATE, 2))
    text = to_mermaid(graph)
    assert '  n0x["(component not named)"]\n' in text
    assert '\nn0x -.->|"#9632; 2 TCP · HTTP"| n0c0\n' in text


def test_tiers_hold_the_boxes_of_an_architecture() -> None:
    text = to_mermaid(architecture(orchard()))
    assert text.startswith("flowchart TB\n")
    assert '\nsubgraph outside["Outside"]\n  n0["Edge balancer"]\n' in text


def test_kinds_differ_by_shape() -> None:
    text = to_mermaid(
        drawn(flow(BALANCER, STORE), flow(PICKERS, STORE), flow(Endpoint("N/A", Kind.UNSPECIFIED), STORE))
    )
    for box in ('["Edge balancer"]', '[["Pickers"]]', '(["N/A"])', '("pear_store")'):
        assert box in text


def test_what_is_optional_and_notes_stand_on_edges_and_in_the_key() -> None:
    sorting, pressing = (of_subsystem(orchard(), subsystem) for subsystem in orchard().subsystems)
    assert "(note 2)" in to_mermaid(pressing)
    assert "Note 2#58; Only where the cellar is cooled#46;" in to_mermaid(pressing)
    assert "All of this is optional" in to_mermaid(pressing)
    assert "(optional)" not in to_mermaid(pressing) + to_mermaid(sorting)
    assert "3307 TCP · SQL (optional) (note 2)" in to_mermaid(architecture(orchard()))


def test_every_mark_that_means_something_is_a_number() -> None:
    text = to_mermaid(drawn(flow(Endpoint('a"];b\n<c>#35;', Kind.VM), STORE)))
    assert 'n0("a#34;#93;#59;b #60;c#62;#35;35#59;")' in text


def test_names_stay_readable_in_the_text() -> None:
    text = to_mermaid(drawn(flow(Endpoint("vm_db-07 (north, south/east)", Kind.VM), STORE, ports((8000, 8999)))))
    assert '("vm_db-07 (north, south/east)")' in text
    assert "8000-8999 TCP" in text


def test_long_words_are_broken_and_long_texts_cut() -> None:
    text = to_mermaid(drawn(flow(Endpoint("x" * 50, Kind.VM), Endpoint("y" * 5000, Kind.VM))))
    assert f'("{"x" * 24}<br/>{"x" * 24}<br/>xx")' in text
    assert 600 <= text.count("y") < 610
    assert '#8230;")' in text


def test_limits_are_those_of_the_graph() -> None:
    plain = drawn(flow(BALANCER, STORE))
    assert [limit.partition(" ")[0] for limit in limits_of(to_mermaid(plain))] == ["links", "a"], (
        "what concerns every graph"
    )
    centred = of_endpoint(orchard(), orchard().endpoints[-1])
    assert any("in the middle" in limit for limit in limits_of(to_mermaid(centred)))
    (edge,) = plain.edges
    mixed = replace(plain, edges=(replace(edge, lines=(*edge.lines, Line("9 TCP", "mutual"))),))
    assert any("line style" in limit for limit in limits_of(to_mermaid(mixed)))
    iconic = replace(plain, nodes=tuple(replace(node, icon="a.png") for node in plain.nodes))
    assert "icons" in limits_of(to_mermaid(iconic))


def test_a_text_too_large_for_mermaid_says_so() -> None:
    graph = drawn(flow(PRESS, STORE))
    many = replace(graph, edges=tuple(replace(graph.edges[0], id=f"e{number}") for number in range(600)))
    assert "maxEdges" in to_mermaid(many)
    assert "maxEdges" not in to_mermaid(graph)


def test_a_condensed_graph_says_so() -> None:
    ends = [Endpoint(f"vm_{number}", Kind.VM) for number in range(100)]
    graph = drawn(*(flow(one, STORE) for one in ends))
    assert graph.condensed
    assert "There is too much to draw each" in to_mermaid(graph).partition("\nkey[")[2]


def test_the_same_graph_gives_the_same_text() -> None:
    assert to_mermaid(architecture(orchard())) == to_mermaid(architecture(orchard()))
