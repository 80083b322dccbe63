"""One page for each endpoint: what it listens on and from whom, what it opens and to whom."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from portbook.diagnostics import shorten
from portbook.model import EndpointEntry, Flow, Kind, Topic
from portbook.views import columns
from portbook.views.addresses import ENDPOINTS
from portbook.views.blocks import (
    Block,
    Bullets,
    Code,
    Diagram,
    Facts,
    FileRef,
    Heading,
    Inline,
    Link,
    Notice,
    Page,
    Paragraph,
    Text,
)
from portbook.views.cells import remark
from portbook.views.disputes import flagged
from portbook.views.edition import Edition
from portbook.views.endpoint_tables import endpoint_tables
from portbook.views.tables import Anchors, Form
from portbook.views.wording import KIND_TITLES, KIND_WORDS, count, pair_facts

LISTENS = (
    columns.PORT,
    columns.TRANSPORT,
    columns.APPLICATION,
    columns.FROM,
    columns.DESTINATION_COMPONENT,
    columns.DESTINATION_PURPOSE,
    columns.PROTECTION,
    columns.CONDITIONS,
    columns.DETAILS,
    columns.SUBSYSTEM,
    columns.EVIDENCE,
)
OPENS = (
    columns.PORT,
    columns.TRANSPORT,
    columns.APPLICATION,
    columns.TO,
    columns.SOURCE_COMPONENT,
    columns.SOURCE_PURPOSE,
    columns.PROTECTION,
    columns.CONDITIONS,
    columns.DETAILS,
    columns.SUBSYSTEM,
    columns.EVIDENCE,
)

INTRODUCTIONS: dict[Kind, str] = {
    Kind.VM: "What must be open on {name}, and which connections it opens, as the sources state it.",
    Kind.EXTERNAL: "{name} is outside the product. These are its network paths, as the sources state them.",
    Kind.GROUP: "{name} stands for several machines or containers. The paths below concern each of them.",
    Kind.UNSPECIFIED: "The sources name no machine here, they write “{name}”. What they do state is listed below.",
}


def pages(edition: Edition) -> Iterator[Page]:
    """Yield a port sheet for each endpoint, in the order of the kinds.

    First comes a page that lists them, where they are too many for the navigation.
    """
    if not edition.trails.endpoints:
        blocks = tuple(endpoint_tables(edition))
        yield Page(ENDPOINTS.page, "Endpoints", ("Endpoints",), blocks, "Every endpoint of this book")
    for kind in KIND_TITLES:
        for entry in edition.book.endpoints:
            if entry.kind is kind:
                yield sheet(edition, entry)


def sheet(edition: Edition, entry: EndpointEntry) -> Page:
    """Make the port sheet of an endpoint."""
    inbound = _ordered(edition, edition.book.inbound(entry.name))
    outbound = _ordered(edition, edition.book.outbound(entry.name))
    anchors = Anchors()
    blocks: tuple[Block, ...] = (
        *(() if edition.trails.endpoints else (Paragraph((Link("All endpoints", ENDPOINTS),)),)),
        Paragraph((Text(INTRODUCTIONS[entry.kind].format(name=entry.name)),)),
        _facts(entry, inbound, outbound),
        Diagram(f"endpoints/{entry.slug}", f"{entry.name} and its peers", _peers(inbound, outbound)),
        *_table_notes(edition, (*inbound, *outbound)),
        Heading(2, "Listens on", "listens-on"),
        _listens(edition, entry, inbound, anchors),
        Heading(2, "Opens", "opens"),
        _opens(edition, entry, outbound, anchors),
        *(_topics(edition, (*inbound, *outbound)) if entry.kind is Kind.VM else ()),
    )
    title = f"Unspecified: {entry.name}" if entry.kind is Kind.UNSPECIFIED else entry.name
    trail = edition.trails.endpoint(entry)
    return Page(f"endpoints/{entry.slug}", title, trail, blocks, f"Port sheet of {entry.name}")


def _ordered(edition: Edition, flows: list[Flow]) -> list[Flow]:
    """Keep the order of a book's only document; those of several have none in common, so that ports give it."""
    return sorted(flows, key=lambda flow: flow.ports.sort_key) if edition.addresses.many else flows


def _facts(entry: EndpointEntry, inbound: list[Flow], outbound: list[Flow]) -> Facts:
    pairs: list[tuple[str, tuple[Inline, ...]]] = [("Kind", (Text(KIND_WORDS[entry.kind]),))]
    if entry.components:
        pairs.append(("Components", (Text(", ".join(entry.components)),)))
    ports = ", ".join(_open_ports(inbound))
    pairs.append(("Open ports", (Code(ports),) if ports else (Text("none stated"),)))
    flows = f"{count(len(inbound), 'inbound flow')}, {count(len(outbound), 'outbound flow')}"
    pairs.append(("Flows", (Text(flows),)))
    pairs.append(("Download", (Link("CSV", FileRef(f"endpoints/{entry.slug}.csv"), f"CSV of {entry.name}"),)))
    return Facts(tuple(pairs))


def _open_ports(inbound: list[Flow]) -> Iterable[str]:
    """Return each port and range once, in order; where there are no numbers, the words of the source."""
    numbers = sorted({(span.first, span.last): str(span) for flow in inbound for span in flow.ports.ranges}.items())
    words = (flow.port_text for flow in inbound if not flow.ports.ranges)
    return dict.fromkeys((*(text for _, text in numbers), *sorted(filter(None, words))))


def _peers(inbound: list[Flow], outbound: list[Flow]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*pair_facts(inbound), *pair_facts(outbound))))


def _table_notes(edition: Edition, flows: tuple[Flow, ...]) -> Iterator[Block]:
    """Repeat the notes of the tables that the flows come from: nothing in a row tells of them."""
    names = dict.fromkeys(name for flow in flows for name in flow.subsystems)
    items = tuple(
        (Link(name, edition.addresses.subsystem(name)), Text(": "), *remark(note, edition.addresses).content)
        for name in names
        for note in edition.table_notes.get(name, ())
    )
    if items:
        yield Heading(2, "Notes on whole tables", "notes-on-whole-tables")
        yield Bullets(items)


def _listens(edition: Edition, entry: EndpointEntry, flows: list[Flow], anchors: Anchors) -> Block:
    if not flows:
        return Paragraph((Text(f"The sources state no path to {entry.name}."),))
    shown = flagged(LISTENS, edition.flag)
    form = Form("listens-table", f"{entry.name} listens on", shown, "Filter what it listens on")
    return edition.tables.table(form, flows, anchors)


def _opens(edition: Edition, entry: EndpointEntry, flows: list[Flow], anchors: Anchors) -> Block:
    if not flows:
        return Paragraph((Text(f"The sources state no path from {entry.name}."),))
    form = Form("opens-table", f"{entry.name} opens", flagged(OPENS, edition.flag), "Filter what it opens")
    return edition.tables.table(form, flows, anchors)


def _topics(edition: Edition, flows: tuple[Flow, ...]) -> Iterator[Block]:
    """Yield what to read besides: the beginning of each section or, of several documents, a line of links for each."""
    paths = {row.path for flow in flows for row in flow.evidence}
    topics = [topic for topic in edition.book.topics if topic.path in paths]
    if topics and edition.addresses.many:
        yield Heading(2, "See also", "see-also")
        yield Bullets(tuple(_linked(edition, topics)))
    elif topics:
        yield from (_opening(edition, topic) for topic in topics)


def _opening(edition: Edition, topic: Topic) -> Notice:
    text = shorten(" ".join(topic.prose), 200)
    link = Link("Read the section", edition.addresses.topic(topic), f"Read the section {topic.title}")
    return Notice("note", f"See also: {topic.title}", (Text(f"{text} "), link))


def _linked(edition: Edition, topics: Iterable[Topic]) -> Iterator[tuple[Inline, ...]]:
    for path, of_one in groupby(topics, key=lambda topic: topic.path):
        title = edition.addresses.document_title(edition.addresses.documents[path])
        links = [(Text(", "), Link(topic.title, edition.addresses.topic(topic))) for topic in of_one]
        yield (Text(f"{title}: "), *[inline for pair in links for inline in pair][1:])
