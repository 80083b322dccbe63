"""Whether the lists of a book agree with its flows: endpoints, subsystems and ids."""

from collections.abc import Iterator

from portbook.certificate.reversible.protected import protection_follows
from portbook.certificate.reversible.qualified import qualifiers_follow
from portbook.model import Book, Flow
from portbook.vocabulary.headers import Role


def check(book: Book) -> Iterator[str]:
    """Yield what a list of the book says otherwise than its flows."""
    ends = {(end.name, end.kind) for flow in book.flows for end in (flow.source, flow.destination)}
    listed = {(entry.name, entry.kind) for entry in book.endpoints}
    yield from (f"the endpoint {name!r} is listed otherwise than in its flows" for name, _ in sorted(ends ^ listed))
    if len({flow.id for flow in book.flows}) < len(book.flows):
        yield "two flows have the same id"
    optional = {subsystem.name: subsystem.optional for subsystem in book.subsystems}
    asking = {
        (table.path, table.index): tuple(column.text for column in table.columns if column.role == Role.SECURITY)
        for table in book.tables
    }
    homes = {(table.path, table.index): table.subsystem for table in book.tables}
    yield from (
        f"the subsystem {name!r} is not listed" for name in dict.fromkeys(homes.values()) if name not in optional
    )
    for flow in book.flows:
        if fault := _fault(flow, optional, homes) or _unprotected(flow, asking):
            row = flow.evidence[0]
            yield f"{row.place}: the flow's {fault} not follow from it"


def _fault(flow: Flow, optional: dict[str, bool], homes: dict[tuple[str, int], str]) -> str:
    if set(flow.subsystems) != {homes.get((row.path, row.table)) for row in flow.evidence}:
        return "subsystems do"
    if flow.optional != all(optional.get(name, False) for name in flow.subsystems):
        return "being optional does"
    if not (qualifiers_follow(flow.source) and qualifiers_follow(flow.destination)):
        return "component or purpose does"
    return ""


def _unprotected(flow: Flow, asking: dict[tuple[str, int], tuple[str, ...]]) -> str:
    headers = {asking.get((row.path, row.table), ()) for row in flow.evidence}
    return "" if protection_follows(flow, headers) else "protection does"
