"""A choice among the flows of a book: by who takes part, and by subsystem, protection and port."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from portbook.model.book import Book
from portbook.model.endpoint import Kind
from portbook.model.flow import Flow
from portbook.model.names import Named, documents_named, subsystem_named
from portbook.model.ports import PortRange

Filter = Callable[[Flow], bool]


class NothingSelectedError(ValueError):
    """Say which filter of a selection left no flow."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Hold what flows are chosen by; what is empty chooses by nothing. A flow is chosen if every filter takes it.

    ``only`` names endpoints as ``Named.of`` reads them, ``machines`` more of them as the book does. ``hops`` 0 takes
    the flows between those named, 1 every flow that begins or ends at one, 2 those of their neighbours as well, and so
    on, with and against the direction of flows.
    The way goes over all flows of the book, but not through an unspecified endpoint: two of them are not one machine.
    ``subsystems`` are names or slugs, ``protections`` grades of ``model.security.GRADES``, ``products`` names with or
    without a version, ``documents`` paths or titles; a flow is of every document that states it. ``optional`` takes the
    flows that belong to optional subsystems, or those that do not.
    """

    only: tuple[str, ...] = ()
    machines: tuple[str, ...] = ()
    hops: int = 1
    subsystems: tuple[str, ...] = ()
    protections: tuple[str, ...] = ()
    ports: tuple[PortRange, ...] = ()
    products: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    optional: bool | None = None


@dataclass(frozen=True, slots=True)
class Selected:
    """Hold the chosen flows in the book's order.

    ``symbolic`` is how many flows only the choice by port left out, because theirs are no numbers: "Varies".
    """

    flows: tuple[Flow, ...]
    symbolic: int = 0


def select(book: Book, selection: Selection) -> Selected:
    """Choose flows of a book.

    Raises UnknownNameError for a name that the book does not hold, and NothingSelectedError where no flow is left.
    """
    flows, symbolic = book.flows, 0
    trail = [f"the book has {len(flows)}"]
    for name, accepts in tuple(_filters(book, selection)):
        symbolic = sum(flow.ports.symbol is not None for flow in flows) if name == "ports" else 0
        flows = tuple(flow for flow in flows if accepts(flow))
        trail.append(f"the {name} leave {len(flows) or 'none'}")
        if not flows:
            unread = f"; the ports of {symbolic} are no numbers" if symbolic else ""
            wider = ", or take more hops" if selection.only or selection.machines else ""
            raise NothingSelectedError(f"no flow is chosen: {', '.join(trail)}{unread}; choose other {name}{wider}")
    return Selected(flows, symbolic)


def filter_of(book: Book, selection: Selection) -> Filter | None:
    """Make one filter of all that a selection chooses by, or None. Raises UnknownNameError."""
    filters = [accepts for _, accepts in _filters(book, selection)]
    return (lambda flow: all(accepts(flow) for accepts in filters)) if filters else None


def _filters(book: Book, selection: Selection) -> Iterator[tuple[str, Filter]]:
    """Yield the filters of a selection with their names. Ports come last: those that are no numbers are counted."""
    if selection.only or selection.machines:
        near = _around(book, Named.of(book, selection.only, selection.machines), selection.hops)
        yield "endpoints", lambda flow: flow.id in near
    if selection.subsystems:
        names = {subsystem_named(book, name).name for name in selection.subsystems}
        yield "subsystems", lambda flow: not names.isdisjoint(flow.subsystems)
    if selection.protections:
        yield "protections", lambda flow: flow.protection.grade in selection.protections
    for name, paths in (("products", _of_products(book, selection)), ("documents", _of_documents(book, selection))):
        if paths is not None:
            yield name, _stated_in(paths)
    if selection.optional is not None:
        yield "conditions", lambda flow: flow.optional is selection.optional
    if selection.ports:
        yield "ports", lambda flow: any(_overlap(one, other) for one in selection.ports for other in flow.ports.ranges)


def _stated_in(paths: set[str]) -> Filter:
    return lambda flow: any(row.path in paths for row in flow.evidence)


def _of_products(book: Book, selection: Selection) -> set[str] | None:
    return documents_named(book, "product", selection.products, lambda d: (d.product, f"{d.product} {d.version}"))


def _of_documents(book: Book, selection: Selection) -> set[str] | None:
    return documents_named(book, "document", selection.documents, lambda d: (d.path, d.title))


def _overlap(one: PortRange, other: PortRange) -> bool:
    return one.first <= other.last and other.first <= one.last


def _around(book: Book, named: Named, hops: int) -> set[str]:
    """Return the ids of the flows within some hops of those named."""
    if not hops:
        return {flow.id for flow in book.flows if flow.source in named and flow.destination in named}
    near = {flow.id for flow in book.flows if named.touches(flow)}
    for _ in range(hops - 1):
        reached = _ends(flow for flow in book.flows if flow.id in near)
        wider = {flow.id for name in reached for flow in (*book.inbound(name), *book.outbound(name))} | near
        if wider == near:
            break
        near = wider
    return near


def _ends(flows: Iterable[Flow]) -> set[str]:
    ends = (end for flow in flows for end in (flow.source, flow.destination))
    return {end.name for end in ends if end.kind is not Kind.UNSPECIFIED}
