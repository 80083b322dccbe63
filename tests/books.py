"""Books made by hand, with invented names, for the tests of views, writers and diagrams."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from portbook.model import (
    Authentication,
    Binding,
    Book,
    DocumentInfo,
    Encryption,
    Endpoint,
    EndpointEntry,
    Evidence,
    Flow,
    Kind,
    LedgerEntry,
    Note,
    PortRange,
    PortSet,
    Protection,
    SourceColumn,
    SourceTable,
    Subsystem,
    Topic,
)
from portbook.model.flow import flow_id

PATH = "tables/orchard.txt"
HEADERS = ("Source", "Destination", "Port", "Transport", "Application", "Security")

CLEAR = Protection(Encryption.NONE, Authentication.NONE)
TOKEN_IN_CLEAR = Protection(Encryption.NONE, Authentication.REQUIRED, "bearer token")
TLS = Protection(Encryption.TLS, Authentication.UNKNOWN)
MUTUAL = Protection(Encryption.MUTUAL, Authentication.REQUIRED)
OPTIONAL_TLS = Protection(Encryption.OPTIONAL, Authentication.UNKNOWN)
UNSTATED = Protection(Encryption.UNKNOWN, Authentication.UNKNOWN)

BALANCER = Endpoint("Edge balancer", Kind.EXTERNAL)
GATE = Endpoint("apple_gate", Kind.VM, "Latch")
STORE = Endpoint("pear_store", Kind.VM)
PRESS = Endpoint("cider_press", Kind.VM, "Screw")
PICKERS = Endpoint("Pickers", Kind.GROUP)
NOBODY = Endpoint("N/A", Kind.UNSPECIFIED, purpose="for the weekly count")


def ports(*ranges: int | tuple[int, int]) -> PortSet:
    """Make a port set of numbers and pairs."""
    return PortSet.of(PortRange(*r) if isinstance(r, tuple) else PortRange(r, r) for r in ranges)


def flow(
    source: Endpoint,
    destination: Endpoint,
    port: PortSet | int = 443,
    *,
    lines: Iterable[int] = (1,),
    path: str = PATH,
    table: int = 0,
    port_text: str | None = None,
    transports: tuple[str, ...] = ("TCP",),
    application: str | None = "HTTP",
    security: str | None = "None",
    protection: Protection = CLEAR,
    notes: tuple[Note, ...] = (),
    details: tuple[tuple[str, str], ...] = (),
    subsystems: tuple[str, ...] = ("Sorting",),
    optional: bool = False,
) -> Flow:
    """Make a flow; its id follows from its values and its cells are written as a source would."""
    port_set = ports(port) if isinstance(port, int) else port
    words = str(port_set) if port_text is None else port_text
    cells = (str(source), str(destination), words, ", ".join(transports), application or "", security or "")
    evidence = tuple(Evidence(path, table, row, line, cells) for row, line in enumerate(lines))
    return Flow(
        source,
        destination,
        port_set,
        words,
        transports,
        application,
        security,
        protection,
        notes,
        details,
        subsystems,
        optional,
        evidence,
        flow_id((cells, notes, subsystems, path)),
    )


def book(flows: Sequence[Flow], topics: tuple[Topic, ...] = (), subsystems: tuple[Subsystem, ...] = ()) -> Book:
    """Make a book of flows; what is not given is made from them."""
    given = {subsystem.name for subsystem in subsystems}
    names = [name for name in dict.fromkeys(name for f in flows for name in f.subsystems) if name not in given]
    made = tuple(Subsystem(name, f"subsystem-{number}", PATH, 1, False, (), ()) for number, name in enumerate(names, 1))
    every = subsystems + made
    columns = tuple(SourceColumn(text, text.lower()) for text in HEADERS)
    tables = tuple(SourceTable(s.path, index, s.line, (s.name,), columns, (), s.name) for index, s in enumerate(every))
    ledgers = _ledgers(flows, every, topics)
    return Book(_documents(flows), tables, every, topics, _endpoints(flows), tuple(flows), ledgers)


def orchard() -> Book:
    """Make a small book that has one of everything."""
    marked = Note("Only where the cellar is cooled.", "security", Binding.MARKED, PATH, 20, "*")
    guessed = Note("You can move this range.", "port", Binding.INFERRED, PATH, 21)
    sorting, pressing = "Sorting", "Pressing"
    flows = (
        flow(BALANCER, GATE, 80, lines=(5, 9)),
        flow(BALANCER, GATE, 443, lines=(6,), application="HTTPS", security="TLS", protection=TLS),
        flow(GATE, STORE, 7070, lines=(7,), security="OAuth 2.0", protection=TOKEN_IN_CLEAR),
        flow(GATE, PICKERS, PortSet(symbol="Varies"), lines=(8,), security="Optional TLS", protection=OPTIONAL_TLS),
        *(
            replace(f, optional=True)
            for f in (
                flow(
                    PRESS, STORE, 3307, lines=(14,), table=1, application="SQL", security="Mutual TLS",
                    protection=MUTUAL, notes=(marked,), subsystems=(pressing,),
                ),
                flow(
                    BALANCER, PRESS, ports((20000, 40000)), lines=(15,), table=1, port_text="20000 - 40000",
                    application=None, security=None, protection=UNSTATED, notes=(guessed,), subsystems=(pressing,),
                ),
                flow(NOBODY, PRESS, 8088, lines=(16,), table=1, transports=("TCP", "UDP"), subsystems=(pressing,)),
                flow(PRESS, PRESS, 9099, lines=(17,), table=1, subsystems=(pressing,)),
            )
        ),
    )  # fmt: skip
    whole = Note("Every path may be slow in autumn.", "table", Binding.UNBOUND, PATH, 22)
    subsystems = (
        Subsystem(sorting, "sorting", PATH, 3, False, ("Apples are sorted first.",), ()),
        Subsystem(pressing, "pressing", PATH, 12, True, (), (whole,)),
    )
    topics = (Topic(PATH, 24, "Names", ("Every machine asks the name server beside it.",)),)
    return book(flows, topics, subsystems)


def _documents(flows: Sequence[Flow]) -> tuple[DocumentInfo, ...]:
    paths = dict.fromkeys(row.path for f in flows for row in f.evidence) or {PATH: None}
    return tuple(
        DocumentInfo(
            path, f"document-{number}", f"Orchard paths {number}", "Orchard Ltd", "text", f"{number:064x}",
            _lines(flows, path), (), ("How fruit travels.",),
        )
        for number, path in enumerate(paths, 1)
    )  # fmt: skip


def _endpoints(flows: Sequence[Flow]) -> tuple[EndpointEntry, ...]:
    ends: dict[str, list[Endpoint]] = {}
    for end in (end for f in flows for end in (f.source, f.destination)):
        ends.setdefault(end.name, []).append(end)
    return tuple(
        EndpointEntry(
            name, same[0].kind, f"endpoint-{number}", tuple(dict.fromkeys(e.component for e in same if e.component))
        )
        for number, (name, same) in enumerate(sorted(ends.items()), 1)
    )


def _ledgers(
    flows: Sequence[Flow], subsystems: Sequence[Subsystem], topics: Sequence[Topic]
) -> dict[str, tuple[LedgerEntry, ...]]:
    """Say of each line what it is; what nothing else claims is blank."""
    paths = [document.path for document in _documents(flows)]
    ledgers = {path: {n: LedgerEntry(n, "", "blank") for n in range(1, _lines(flows, path) + 1)} for path in paths}
    for s in subsystems:
        ledgers[s.path][s.line] = LedgerEntry(s.line, s.name, "heading", subsystem=s.name)
        ledgers[s.path].update((n.line, LedgerEntry(n.line, n.text, "footnote", subsystem=s.name)) for n in s.notes)
    for t in topics:
        ledgers[t.path][t.line] = LedgerEntry(t.line, t.title, "heading")
    for f in flows:
        home = f.subsystems[0] if f.subsystems else None
        for row in f.evidence:
            ledgers[row.path][row.line] = LedgerEntry(row.line, " ".join(row.cells), "row", (f.id,), home)
            ledgers[row.path].update((n.line, LedgerEntry(n.line, n.text, "footnote")) for n in f.notes)
    return {path: tuple(entries[line] for line in sorted(entries)) for path, entries in ledgers.items()}


def _lines(flows: Sequence[Flow], path: str) -> int:
    return max((30, *(row.line for f in flows for row in f.evidence if row.path == path)))
