"""What a row says of the ports of its machine, apart from what it says of those whom that calls."""

import re
from collections.abc import Iterator, Sequence

from portbook.certificate.reversible.ends import NOBODY
from portbook.certificate.reversible.numbers import NUMBER
from portbook.model import NOT_GIVEN, Evidence, Flow, SourceColumn
from portbook.vocabulary.headers import Role
from portbook.vocabulary.listeners import says_who_listens, sockets

Part = tuple[Sequence[Flow], Evidence]


def statements(flows: Sequence[Flow], row: Evidence, columns: Sequence[SourceColumn]) -> Iterator[Part]:
    """Yield the flows to each machine that a row calls with what it says of them, then the others with the rest.

    A row of which either has no flow is left as it is, and so says what no flow has; one that calls nobody says so.
    """
    sources, called, ports = ([at for at, column in enumerate(columns) if column.role == role] for role in ROLES)
    row = _with(row, {at: "" for at in called if row.cells[at].casefold() in NOBODY})
    own = [at for at in ports if says_who_listens(columns[at].text)]
    silent, theirs = dict.fromkeys((*sources, *called), ""), [at for at in ports if at not in own]
    found: list[Flow] = []
    for name, port in (
        (name, port) for at in called for name, port in sockets(row.cells[at]) or ((row.cells[at], ""),)
    ):
        leading = [flow for flow in flows if _calls(flow, name)]
        found += leading
        said = dict.fromkeys(theirs, "") | {own[0]: port} if port else {own[0]: ""}
        yield leading, _with(row, {**silent, **dict.fromkeys(own, ""), **said, called[0]: name})
    others = [flow for flow in flows if flow not in found]
    if others:
        yield others, _with(row, dict.fromkeys((*called, *theirs), "") if found else {})
    elif any(NUMBER.search(row.cells[at]) for at in own):
        yield flows, row


ROLES = (Role.SOURCE, Role.DESTINATION, Role.PORT)


def _calls(flow: Flow, name: str) -> bool:
    return flow.source.name != NOT_GIVEN and _words(flow.destination.name) <= _words(name)


def _with(row: Evidence, said: dict[int, str]) -> Evidence:
    return row._replace(cells=tuple([said.get(at, cell) for at, cell in enumerate(row.cells)]))


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold()))
