"""What is written for Graphviz.

Each file of ``tests/cases/diagrams`` is the DOT of one picture. Set ``PORTBOOK_UPDATE=1`` to write them anew after a
change, then read the difference.
"""

import os
from pathlib import Path

import pytest

from books import BALANCER, GATE, MUTUAL, STORE, TLS, book, flow, orchard
from portbook.diagrams.dot import Canvas, to_dot
from portbook.diagrams.graphs import Graph, architecture, graphs, icons, of_subsystem
from portbook.model import Book, Endpoint, Kind

CASES = Path(__file__).parents[1] / "cases" / "diagrams"


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do without icons, as where their package is not installed."""
    monkeypatch.setattr(icons, "PACKAGE", "no_such_package")
    icons.path.cache_clear()


def golden(name: str, graph: Graph) -> None:
    case, dot = CASES / f"{name}.dot", to_dot(graph)
    if os.environ.get("PORTBOOK_UPDATE"):
        case.parent.mkdir(exist_ok=True)
        case.write_text(dot, encoding="utf-8")
    assert dot == case.read_text(encoding="utf-8")


@pytest.mark.usefixtures("plain")
@pytest.mark.parametrize("name", ["architecture", "subsystems/sorting", "subsystems/pressing", "endpoints/endpoint-4"])
def test_the_orchard_is_written_as_ever(name: str) -> None:
    [graph] = [graph for graph in graphs(orchard()) if graph.name == name]
    golden(f"orchard-{name.replace('/', '-')}", graph)


@pytest.mark.usefixtures("plain")
def test_the_real_page_is_written_as_ever(book: Book) -> None:
    for graph in graphs(book):
        if not graph.name.startswith("endpoints/"):
            golden(f"page-{graph.name.replace('/', '-')}", graph)


def test_an_architecture_with_icons_is_written_as_ever() -> None:
    icons.path.cache_clear()
    golden("orchard-architecture-icons", architecture(orchard()))


def test_callers_of_one_port_share_its_plate() -> None:
    made = book([flow(BALANCER, STORE, protection=TLS), flow(GATE, STORE, protection=TLS)])
    assert to_dot(of_subsystem(made, made.subsystems[0])).count("443 TCP · HTTP") == 1


def test_plates_differ_where_the_protection_does() -> None:
    made = book([flow(BALANCER, STORE, protection=TLS), flow(GATE, STORE, protection=MUTUAL)])
    assert to_dot(of_subsystem(made, made.subsystems[0])).count("443 TCP · HTTP") == 2


def test_plates_of_an_architecture_are_narrow_and_its_tiers_stand_on_each_other() -> None:
    dot = to_dot(architecture(book([flow(GATE, STORE)])))
    assert 'rankdir="TB"' in dot
    assert "443 TCP<br/>HTTP>" in dot


def test_a_file_of_its_own_has_its_title_its_source_and_its_ground() -> None:
    made = orchard()
    canvas = Canvas(titled=True, background="white", dpi=300, size=(4, 2.5))
    dot = to_dot(of_subsystem(made, made.subsystems[1]), canvas)
    assert "Pressing (optional)" in dot
    assert "4 endpoints, 4 flows" in dot
    assert "Source: " in dot
    assert all(attribute in dot for attribute in ('bgcolor="white"', 'dpi="300"', 'size="4,2.5!"'))


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
