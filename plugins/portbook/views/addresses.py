"""Where everything of a book stands: the pages and anchors that views link to."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from portbook.model import Book, Contradiction, DocumentInfo, Evidence, Flow, Topic
from portbook.views.blocks import FileRef, PageRef

OVERVIEW = PageRef("index")
PORTS = PageRef("ports")
QUESTIONS = PageRef("questions")
PROTECTION = PageRef("protection")
CONTRADICTIONS = PageRef("contradictions")
CHANGES = PageRef("changes")
DOCUMENTS = PageRef("documents/index")
ENDPOINTS = PageRef("endpoints/index")
FIDELITY = PageRef("fidelity/index")
ALL_FLOWS_CSV = FileRef("flows.csv")
ALL_FLOWS_JSON = FileRef("flows.json")
ALL_FLOWS_XLSX = FileRef("flows.xlsx")
QUESTIONS_SCRIPT = FileRef("questions.js")
"""The data of the page of questions, as a script: from ``file://`` a page may load nothing else."""

MOST_COMPARED = 50
"""Contradictions on one page; more of them are shown on several, listed on the first."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Find the page of an endpoint, subsystem, document or flow by name, path or value."""

    endpoint_slugs: dict[str, str]
    subsystem_slugs: dict[str, str]
    documents: dict[str, DocumentInfo]
    titles: dict[str, str]
    """For the path of a document, its title; where others bear the same, with what tells them apart."""
    contradiction_pages: dict[str, str]
    """For the id of a contradiction, the page that shows its sides."""

    @classmethod
    def of(cls, book: Book) -> "Addresses":
        return cls(
            {entry.name: entry.slug for entry in book.endpoints},
            {entry.name: entry.slug for entry in book.subsystems},
            {document.path: document for document in book.documents},
            _titles(book.documents),
            _contradiction_pages(book.contradictions),
        )

    @property
    def many(self) -> bool:
        """Tell whether the book has several documents, so that each has a page."""
        return len(self.documents) > 1

    def document(self, path: str) -> PageRef:
        """Return the page that shows what a document says in prose: its own, if the book has several."""
        return PageRef(f"documents/{self.documents[path].slug}") if self.many else OVERVIEW

    def endpoint(self, name: str) -> PageRef:
        return PageRef(f"endpoints/{self.endpoint_slugs[name]}")

    def subsystem(self, name: str) -> PageRef:
        return PageRef(f"subsystems/{self.subsystem_slugs[name]}")

    def flow(self, flow: Flow) -> PageRef:
        """Return the row of a flow: in the first subsystem that states it, else on the listener's port sheet."""
        home = self.subsystem(flow.subsystems[0]) if flow.subsystems else self.endpoint(flow.destination.name)
        return PageRef(home.page, row_anchor(flow))

    def contradiction(self, contradiction: Contradiction) -> PageRef:
        """Return where the sides of a contradiction stand beside each other."""
        return PageRef(self.contradiction_pages[contradiction.id], contradiction.id)

    def line(self, path: str, line: int, sheet: str = "") -> PageRef:
        """Return where the fidelity pages show a line; in a workbook it is a row of a sheet."""
        return PageRef(self.source_page(path).page, self.line_anchor(path, line, sheet))

    def source_page(self, path: str) -> PageRef:
        """Return the page that shows a document line by line."""
        return PageRef(f"fidelity/{self.documents[path].slug}")

    def line_anchor(self, path: str, line: int, sheet: str = "") -> str:
        """Return the anchor of a line on the page of its document."""
        sheets = self.documents[path].sheets
        number = sheets.index(sheet) if sheet in sheets else 0
        return f"S{number + 1}L{line}" if number else f"L{line}"

    def topic(self, topic: Topic) -> PageRef:
        return PageRef(self.document(topic.path).page, topic_anchor(self.documents[topic.path], topic))

    def line_text(self, row: Evidence) -> str:
        """Name a source line as short as is clear: its number alone where the book has one document."""
        place = f"{row.sheet}:{row.line}" if row.sheet else str(row.line)
        return place if not self.many else f"{row.path}:{place}"

    def document_title(self, document: DocumentInfo) -> str:
        """Return a document's title as no other document of the book has it."""
        return self.titles[document.path]


def _titles(documents: Iterable[DocumentInfo]) -> dict[str, str]:
    """Tell documents of one title apart by product and version where each has its own, else by their paths."""
    namesakes: defaultdict[str, list[DocumentInfo]] = defaultdict(list)
    for document in documents:
        namesakes[document.title].append(document)
    titles: dict[str, str] = {}
    for title, alike in namesakes.items():
        if len(alike) == 1:
            titles[alike[0].path] = title
            continue
        releases = {document.path: release(document) for document in alike}
        told = all(releases.values()) and len(set(releases.values())) == len(alike)
        titles |= {path: f"{title} ({name if told else path})" for path, name in releases.items()}
    return titles


def release(document: DocumentInfo) -> str:
    """Name the product of a document with its version, as far as they are known."""
    return f"{document.product} {document.version}".strip()


def _contradiction_pages(found: tuple[Contradiction, ...]) -> dict[str, str]:
    if len(found) <= MOST_COMPARED:
        return {item.id: CONTRADICTIONS.page for item in found}
    return {item.id: f"{CONTRADICTIONS.page}/{at // MOST_COMPARED + 1}" for at, item in enumerate(found)}


def row_anchor(flow: Flow) -> str:
    """Return the anchor of a flow's row, the same on every page."""
    return f"f-{flow.id}"


def topic_anchor(document: DocumentInfo, topic: Topic) -> str:
    """Return the anchor of a topic on the page of its document."""
    return f"topic-{document.slug}-{topic.line}"
