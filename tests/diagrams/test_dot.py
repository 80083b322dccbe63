"""What is written for Graphviz."""

from books import BALANCER, GATE, MUTUAL, STORE, TLS, book, flow
from portbook.diagrams.dot import to_dot
from portbook.diagrams.graphs.graph import architecture, of_subsystem
from portbook.model import Endpoint, Kind

TWO_CALLERS = """\
digraph {
	graph [bgcolor=transparent nodesep=0.16 outputorder=edgesfirst pad=0.1 rankdir=LR ranksep=0.32]
	node [fontcolor="#1f2328" fontname=Arial fontsize=14 margin="0.14,0.08"]
	edge [arrowsize=0.8]
	n0 [label=<<b>Edge balancer</b>> color="#8a5a00" fillcolor="#fdf0d9" id=n0 penwidth=1.2 shape=box \
style=filled]
	n1 [label=<<b>apple_gate</b><br/><font point-size="11" color="#4d5560">Latch</font>> color="#3f5ba9" \
fillcolor="#e8eefc" id=n1 penwidth=1.2 shape=box style="rounded,filled"]
	n2 [label=<<b>pear_store</b>> color="#3f5ba9" fillcolor="#e8eefc" id=n2 penwidth=1.2 shape=box \
style="rounded,filled"]
	node [fillcolor="#ffffff" fontsize=12 height=0 margin="0.08,0.035" shape=box style="rounded,filled" width=0]
	p0 [label=<443 TCP · HTTP> color="#1b6b3a" id=p0]
	n0 -> p0 [color="#1b6b3a" dir=none id=e0 penwidth=1.3 style=solid]
	n1 -> p0 [color="#1b6b3a" dir=none id=e1 penwidth=1.3 style=solid]
	p0 -> n2 [color="#1b6b3a" id=a0 penwidth=1.3 style=solid weight=4]
}
"""


def test_callers_of_one_port_share_its_plate() -> None:
    made = book([flow(BALANCER, STORE, protection=TLS), flow(GATE, STORE, protection=TLS)])
    assert to_dot(of_subsystem(made, made.subsystems[0])) == TWO_CALLERS


def test_plates_differ_where_the_protection_does() -> None:
    made = book([flow(BALANCER, STORE, protection=TLS), flow(GATE, STORE, protection=MUTUAL)])
    dot = to_dot(of_subsystem(made, made.subsystems[0]))
    assert dot.count("label=<443 TCP · HTTP>") == 2


def test_plates_of_an_architecture_are_narrow_and_its_tiers_stand_on_each_other() -> None:
    dot = to_dot(architecture(book([flow(GATE, STORE)])))
    assert "rankdir=TB" in dot
    assert "label=<443 TCP<br/>HTTP>" in dot


def test_text_is_escaped_once_and_backslashes_are_no_escapes() -> None:
    made = book([flow(Endpoint('<b>"&\\N', Kind.VM), STORE)])
    assert "<b>&lt;b&gt;&quot;&amp;\\\\N</b>" in to_dot(architecture(made))


def test_long_names_are_wrapped_where_they_read_well() -> None:
    names = ("a name with blanks that is long", "name_with_underscores_that_is_long", "x" * 60, "y" * 2000)
    made = book([flow(Endpoint(name, Kind.VM), STORE) for name in names])
    dot = to_dot(architecture(made))
    assert "<b>a name with blanks that</b><br/><b>is long</b>" in dot
    assert "<b>name_with_underscores_</b><br/><b>that_is_long</b>" in dot
    assert f"<b>{'x' * 24}</b><br/><b>{'x' * 24}</b><br/><b>{'x' * 12}</b>" in dot
    assert dot.count("y" * 24) == 23
    assert "<b>…</b>" in dot
