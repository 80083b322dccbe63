"""A compiler that errs would be caught: the book of a page is made wrong in one place, and law 3 must notice it."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from portbook.certificate import verify
from portbook.compiler import Compilation, Input, compile_sources
from portbook.model import Book, Encryption, Flow, Kind, PortRange, PortSet
from portbook.options import Options, SourceOptions

PAGE = """# Cider works

## Pressing

| Source | Destination | Port | Transport | Application | Security | Remark |
| --- | --- | --- | --- | --- | --- | --- |
| press | mill | 80, 443 | TCP | HTTP | None | by day |
| press | silo | 1000-2000 | TCP | RPC | Mutual TLS* | by night |
| mill | silo | 443/TCP, 53/UDP | | | | |
| press<br>mill | barn | 80<br>443 | TCP | | | |

\\* Only at night.

## Storing

| Source | Destination | Direction | Port | Transport |
| --- | --- | --- | --- | --- |
| farm | silo | bidirectional | 7000 | TCP |
| farm | mill | outbound | 7001 | TCP |

## Inbound to the barn

| Port | Protocol |
| --- | --- |
| 22 | TCP |

## Keeping

| Role | Listens on | Connects to |
| --- | --- | --- |
| broker | 5672/tcp | store:5432 |

## Carting

| Host | Direction | Peer | Port |
| --- | --- | --- | --- |
| cart | sideways | yard | 9001 |
| cart (loader) | to | yard (optional) | 9002 |

## Weighing

| Source | Source component | Destination | Port |
| --- | --- | --- | --- |
| | scale | silo | 9100 |
"""
Change = Callable[[tuple[Flow, ...]], tuple[Flow, ...]]


def ports(*ranges: tuple[int, int]) -> PortSet:
    return PortSet.of(PortRange(*pair) for pair in ranges)


def at(port: str, **values: object) -> Change:
    """Change the first flow of some ports."""

    def change(flows: tuple[Flow, ...]) -> tuple[Flow, ...]:
        first = next(flow for flow in flows if str(flow.ports) == port)
        return tuple(replace(flow, **values) if flow is first else flow for flow in flows)  # type: ignore[arg-type]

    return change


def exchanged(name: str, line: int) -> Change:
    """Exchange a value between the two flows of a row."""

    def change(flows: tuple[Flow, ...]) -> tuple[Flow, ...]:
        one, two = (flow for flow in flows if flow.evidence[0].line == line)
        made = {one.id: replace(one, **{name: getattr(two, name)}), two.id: replace(two, **{name: getattr(one, name)})}
        return tuple(made.get(flow.id, flow) for flow in flows)

    return change


def without_the_last_of(line: int) -> Change:
    def change(flows: tuple[Flow, ...]) -> tuple[Flow, ...]:
        last = [flow for flow in flows if flow.evidence[0].line == line][-1]
        return tuple(flow for flow in flows if flow is not last)

    return change


def without(port: str) -> Change:
    return lambda flows: tuple(flow for flow in flows if str(flow.ports) != port)


def qualified(port: str, role: str, *, component: str | None = None, purpose: str | None = None) -> Change:
    """Say something else in parentheses behind one end of a flow."""

    def change(flows: tuple[Flow, ...]) -> tuple[Flow, ...]:
        flow = next(flow for flow in flows if str(flow.ports) == port)
        end = replace(getattr(flow, role), component=component, purpose=purpose)
        return at(port, **{role: end})(flows)

    return change


def with_the_way_back_of(port: str) -> Change:
    def change(flows: tuple[Flow, ...]) -> tuple[Flow, ...]:
        there = next(flow for flow in flows if str(flow.ports) == port)
        return (*flows, replace(there, source=there.destination, destination=there.source, id="way back"))

    return change


def with_the_note_of(port: str, at_port: str) -> Change:
    def change(flows: tuple[Flow, ...]) -> tuple[Flow, ...]:
        noted = next(flow for flow in flows if str(flow.ports) == port)
        return at(at_port, notes=noted.notes)(flows)

    return change


def as_an_outsider(flows: tuple[Flow, ...]) -> tuple[Flow, ...]:
    return (replace(flows[0], source=replace(flows[0].source, kind=Kind.EXTERNAL)), *flows[1:])


def as_encrypted(flows: tuple[Flow, ...]) -> tuple[Flow, ...]:
    return (replace(flows[0], protection=replace(flows[0].protection, encryption=Encryption.TLS)), *flows[1:])


def with_another_note(flows: tuple[Flow, ...]) -> tuple[Flow, ...]:
    noted = next(flow for flow in flows if flow.notes)
    return at(str(noted.ports), notes=(replace(noted.notes[0], text="Never."),))(flows)


MISTAKES: dict[str, tuple[Change, str]] = {
    "a list becomes a range": (at("80, 443", ports=ports((80, 443))), "port"),
    "a list loses a port": (at("80, 443", ports=ports((80, 80))), "port"),
    "a range loses all but its ends": (at("1000-2000", ports=ports((1000, 1000), (2000, 2000))), "port"),
    "transports change places": (exchanged("transports", 9), "transport"),
    "a port over two transports": (at("53", transports=("TCP", "UDP")), "transport"),
    "one port of two is lost": (without_the_last_of(9), "port"),
    "lines change places": (exchanged("ports", 10), "port"),
    "one way of two is lost": (without_the_last_of(18), "direction"),
    "a way back that no row states": (with_the_way_back_of("7001"), "source"),
    "a note is lost": (at("1000-2000", notes=()), "notes"),
    "a note says something else": (with_another_note, "notes"),
    "a note stands on another row": (with_the_note_of("1000-2000", "80, 443"), "notes"),
    "another column is lost": (at("80, 443", details=()), "details"),
    "another subsystem": (at("80, 443", subsystems=("Storing",)), "subsystems"),
    "optional where it is not": (at("80, 443", optional=True), "optional"),
    "ports as written that are those of no cell": (at("80, 443", port_text="80, 444"), "port"),
    "ports as written that are those of another": (at("53", port_text="443/TCP"), "port"),
    "a number becomes a symbol": (at("7001", ports=PortSet(symbol="Varies")), "port"),
    "the own port of a caller where it calls": (at("5432", ports=ports((5672, 5672)), port_text="5672/tcp"), "port"),
    "whom a machine calls is lost": (without_the_last_of(31), "destination"),
    "the port on which a machine listens is lost": (without("5672"), "destination"),
    "the names of a row without a direction are lost": (at("9001", details=()), "component"),
    "the process of a machine that is not named is lost": (at("9100", details=()), "component"),
    "a process becomes a purpose": (qualified("9002", "source", purpose="loader"), "component or purpose"),
    "a purpose becomes a process": (qualified("9002", "destination", component="optional"), "component or purpose"),
    "protection that nothing states": (as_encrypted, "protection"),
    "an end of another kind": (as_an_outsider, "listed otherwise"),
    "an inferred end as if it were stated": (at("22", derived=()), "destination"),
}


@pytest.fixture(scope="module")
def works() -> Compilation:
    return compile_sources([Input("works.md", PAGE.encode(), SourceOptions(path="works.md"))], Options())


def test_the_page_itself_is_proved(works: Compilation) -> None:
    assert verify(works.book, works.documents).broken == ()


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_of_the_compiler_breaks_the_certificate(works: Compilation, name: str) -> None:
    change, said = MISTAKES[name]
    book: Book = replace(works.book, flows=change(works.book.flows))
    broken = verify(book, works.documents).broken
    assert any(said in fault for fault in broken), broken


def test_flows_that_share_an_id_break_the_certificate(works: Compilation) -> None:
    first, second, *others = works.book.flows
    book = replace(works.book, flows=(first, replace(second, id=first.id), *others))
    assert "two flows have the same id" in verify(book, works.documents).broken


def test_a_footnote_in_other_words_breaks_the_certificate(works: Compilation) -> None:
    first, *others = works.book.tables
    changed = replace(first, footnotes=tuple(replace(note, text="Never.") for note in first.footnotes))
    assert verify(replace(works.book, tables=(changed, *others)), works.documents).broken


def test_ends_that_change_places_with_their_columns_break_the_certificate(works: Compilation) -> None:
    other = {"source": "destination", "destination": "source"}
    first, *tables = works.book.tables
    columns = tuple(replace(column, role=other.get(column.role, column.role)) for column in first.columns)
    flows = tuple(
        replace(flow, source=flow.destination, destination=flow.source) if 7 <= flow.evidence[0].line <= 10 else flow
        for flow in works.book.flows
    )
    book = replace(works.book, tables=(replace(first, columns=columns), *tables), flows=flows)
    assert any("'Source' is taken as destination" in fault for fault in verify(book, works.documents).broken)


def test_ends_change_places_where_an_option_says_so() -> None:
    options = SourceOptions(path="works.md", roles={"Source": "destination", "Destination": "source"})
    turned = compile_sources([Input("works.md", PAGE.encode(), options)], Options())
    assert verify(turned.book, turned.documents).broken == ()
