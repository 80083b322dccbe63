"""What a row says of the ports of its machine, apart from what it says of those whom that calls."""

import re
from collections.abc import Iterator, Sequence

from portbook.model import NOT_GIVEN, Evidence, Flow
from portbook.vocabulary.headers import Role
from portbook.vocabulary.listeners import sockets

Part = tuple[Sequence[Flow], Evidence]


def statements(flows: Sequence[Flow], row: Evidence, roles: Sequence[str]) -> Iterator[Part]:
    """Yield the flows to each machine that a row calls with what it says of them, then the others with the rest.

    Where no flow leads to a machine, the row stays whole, and so names one that no flow has.
    """
    columns = [at for at, role in enumerate(roles) if role == Role.DESTINATION]
    port = list(roles).index(Role.PORT)
    called: list[Flow] = []
    for name, ports in ((n, p) for at in columns for n, p in sockets(row.cells[at]) or ((row.cells[at], ""),)):
        found = [flow for flow in flows if flow.source.name != NOT_GIVEN and _words(flow.destination.name) <= _words(name)]
        called += found
        said = {**dict.fromkeys(columns, ""), port: ports, columns[0]: name}
        yield found, _with(row, said)
    rest = [flow for flow in flows if flow not in called]
    said = dict.fromkeys(columns, "") if called else {}
    yield rest or called, _with(row, said)


def _with(row: Evidence, said: dict[int, str]) -> Evidence:
    return row._replace(cells=tuple(said.get(at, cell) for at, cell in enumerate(row.cells)))


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold()))
