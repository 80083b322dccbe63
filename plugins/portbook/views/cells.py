"""The cells of a flow: which inline content shows each of its values."""

from portbook.model import Binding, Derived, Endpoint, Evidence, Flow, Note, PortSet, Protection
from portbook.model.security import GRADES
from portbook.views.addresses import Addresses
from portbook.views.blocks import Badge, Cell, Code, Inline, Link, Remark, Text, Words
from portbook.views.wording import GRADE_RANK, GRADE_WORDS, count, endpoint_qualifier, endpoint_text

ABSENT = Badge("not stated", "absent", "No source states it")
CONDITIONAL = Badge("optional", "conditional", "Belongs to an optional subsystem: only where that is deployed")
INFERRED = Badge("inferred", "inferred", "The source lost the mark of this note; it fits this cell alone")
AMBIGUOUS = Badge("ambiguous", "ambiguous", "The source row can be split into cells in two ways")
LAST_IN_ORDER = "99999"


End = tuple[Endpoint, Derived | None]
"""An end of a flow, and what it was taken from where no row names it."""


def source(flow: Flow) -> End:
    """Return the end that opens a flow."""
    return flow.source, _derived(flow, "source")


def destination(flow: Flow) -> End:
    """Return the end that listens."""
    return flow.destination, _derived(flow, "destination")


def _derived(flow: Flow, role: str) -> Derived | None:
    return next((item for item in flow.derived if item.role == role), None)


def plain_cell(text: str | None) -> Cell:
    """Show text, or say that no source states it."""
    return Cell((Text(text) if text else ABSENT,))


def number_cell(number: int) -> Cell:
    """Show a count."""
    return Cell((Text(str(number)),), sort=f"{number:07}")


def endpoint_content(end: End, addresses: Addresses) -> tuple[Inline, ...]:
    """Link an endpoint's name to its port sheet; its component and purpose follow as text.

    A badge tells where its rows do not name it.
    """
    endpoint, derived = end
    content: list[Inline] = [Link(endpoint.name, addresses.endpoint(endpoint.name))]
    if qualifier := endpoint_qualifier(endpoint):
        content.append(Text(f" ({qualifier})"))
    if derived:
        title = f"No row names it; taken from {derived.origin}" + (f", line {derived.line}" if derived.line else "")
        content += [Text(" "), Badge(str(derived.binding), str(derived.binding), title)]
    return tuple(content)


def endpoint_cell(end: End, addresses: Addresses) -> Cell:
    """Show one end of a flow."""
    return Cell(endpoint_content(end, addresses), sort=endpoint_text(end[0]))


def port_cell(ports: PortSet, words: str) -> Cell:
    """Show the vendor's words for the ports, and the numbers they mean where those are spelt otherwise."""
    sort = f"{ports.ranges[0].first:05}" if ports.ranges else f"{LAST_IN_ORDER} {words}"
    if not words:
        return Cell((ABSENT,), sort)
    if ports.symbol is not None:
        return Cell((Text(words),), sort)
    if str(ports) == words:
        return Cell((Code(words),), sort)
    return Cell((Badge(str(ports), "ports", "The port numbers meant"), Text(" "), Words(words)), sort)


def ports_attribute(ports: PortSet) -> str:
    """Write port numbers for the look-up of a page: ``1024-65535,8443``; a symbol has none."""
    return ",".join(map(str, ports.ranges))


def grade_badge(grade: str) -> Badge:
    """Show a grade of protection."""
    return Badge(GRADE_WORDS[grade], grade, GRADES[grade])


def protection_cell(protection: Protection, words: str | None) -> Cell:
    """Show the derived protection, and beside it the vendor's words from which it was derived."""
    content: list[Inline] = [grade_badge(protection.grade)]
    if protection.exposed:
        title = f"{protection.exposed}: others on the way can read what proves the caller’s identity"
        content += [Text(" "), Badge("credential in clear", "exposed", title)]
    if words:
        content += [Text(" "), Words(words)]
    return Cell(tuple(content), sort=str(GRADE_RANK[protection.grade]))


MOST_LINKED = 12
"""Rows of one flow that a cell links: one stated by hundreds of tables would fill the page of each with all links."""


def evidence_content(rows: tuple[Evidence, ...], addresses: Addresses) -> tuple[Inline, ...]:
    """Link the source rows of a flow; say where there are several, and where one could be read in two ways.

    Where there are very many, the first are linked; the line-by-line pages, the CSV and the JSON name all of them.
    """
    content: list[Inline] = []
    for row in rows[:MOST_LINKED]:
        label = f"{addresses.documents[row.path].title}, line {row.line}"
        content += [Text(", ")] if content else []
        content.append(Link(addresses.line_text(row), addresses.line(row.path, row.line, row.sheet), label))
    if len(rows) > MOST_LINKED:
        content.append(Text(f" and {len(rows) - MOST_LINKED} more"))
    if len(rows) > 1:
        content += [Text(" "), Badge(count(len(rows), "row"), "repeat", "Several source rows state this same flow")]
    if any(row.ambiguous for row in rows):
        content += [Text(" "), AMBIGUOUS]
    return tuple(content)


def evidence_cell(rows: tuple[Evidence, ...], addresses: Addresses) -> Cell:
    """Show the source rows of a flow."""
    first = rows[0]
    return Cell(evidence_content(rows, addresses), sort=f"{addresses.documents[first.path].slug} {first.line:07}")


def remark(note: Note, addresses: Addresses) -> Remark:
    """Show a note where it governs: its text, how it got there, and its source line."""
    content: list[Inline] = [INFERRED, Text(" ")] if note.binding is Binding.INFERRED else []
    content.append(Text(note.text))
    if note.borrowed_from is not None:
        content.append(Text(f" (defined under {note.borrowed_from})"))
    content += [Text(" "), Link(f"line {note.line}", addresses.line(note.path, note.line, note.sheet))]
    return Remark(tuple(content))


def remarks(notes: tuple[Note, ...], addresses: Addresses) -> tuple[Inline, ...]:
    """Show several notes, in their order; one that governs two cells is shown once."""
    return tuple(dict.fromkeys(remark(note, addresses) for note in notes))


def subsystem_content(names: tuple[str, ...], addresses: Addresses, *, optional: bool) -> tuple[Inline, ...]:
    """Link the subsystems that state a flow, and say where it exists only if they are deployed."""
    content: list[Inline] = []
    for name in names:
        content += [Text(", ")] if content else []
        content.append(Link(name, addresses.subsystem(name)))
    return (*content, Text(" "), CONDITIONAL) if optional else tuple(content)
