"""Write the data of the page of questions as a script: every flow, its texts once, links as places among the pages."""

import json
from dataclasses import dataclass, field
from typing import Any

from portbook.model import Book, DocumentInfo, Endpoint, Evidence, Flow
from portbook.model.names import Names
from portbook.questions.chains import LONGEST, MOST, MOST_STEPS
from portbook.questions.wanted import COMMON
from portbook.views.addresses import Addresses, row_anchor
from portbook.views.blocks import BADGE_KINDS, PageRef
from portbook.views.questions import linked
from portbook.views.wording import GRADE_WORDS, endpoint_text, protection_text, traffic
from portbook.writers.answers import NOT_ROUTING, condition_text, section_text

VARIABLE = "portbookQuestions"
GRADES = {grade: number for number, grade in enumerate(GRADE_WORDS)}
ALL = -1
"""Stands for the component where all of a machine is meant, or none is named."""

ESCAPES = {"<": "\\u003c", "\u2028": "\\u2028", "\u2029": "\\u2029"}
"""A page that takes a script in ends it at ``</script>``, and older browsers end a line at the other two."""


def questions_script(book: Book) -> bytes:
    """Write the script: it sets one variable, and the scripts of the package do the rest."""
    text = json.dumps(_Data.of(book).value(), ensure_ascii=False, separators=(",", ":"))
    for sign, escape in ESCAPES.items():
        text = text.replace(sign, escape)
    return f"globalThis.{VARIABLE} = {text};\n".encode()


@dataclass(frozen=True, slots=True)
class _Data:
    """Hold the book with the numbers that stand for its pages, machines, documents and texts."""

    book: Book
    addresses: Addresses
    pages: dict[PageRef, int]
    machines: dict[str, int]
    documents: dict[str, int]
    texts: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, book: Book) -> "_Data":
        addresses = Addresses.of(book)
        return cls(
            book,
            addresses,
            {page: number for number, page in enumerate(linked(book, addresses))},
            {entry.name: number for number, entry in enumerate(book.endpoints)},
            {document.path: number for number, document in enumerate(book.documents)},
        )

    def value(self) -> dict[str, Any]:
        book, to = self.book, self.addresses
        return {
            "bounds": {"most": MOST, "longest": LONGEST, "steps": MOST_STEPS},
            "notRouting": NOT_ROUTING,
            "transports": list(COMMON),
            "grades": [[grade, words, BADGE_KINDS[grade]] for grade, words in GRADE_WORDS.items()],
            "machines": [[m.name, m.kind.value, self.pages[to.endpoint(m.name)]] for m in book.endpoints],
            "names": self._names(),
            "subsystems": [[s.name, self.pages[to.subsystem(s.name)]] for s in book.subsystems],
            "documents": [self._document(document) for document in book.documents],
            "flows": [self._flow(flow) for flow in book.flows],
            "texts": list(self.texts),  # the last: all others add to it
        }

    def _text(self, text: str) -> int:
        return self.texts.setdefault(text, len(self.texts))

    def _document(self, document: DocumentInfo) -> list[Any]:
        page = self.pages[self.addresses.source_page(document.path)]
        return [document.path, self.addresses.document_title(document), document.product, document.version, page]

    def _names(self) -> list[Any]:
        """Return each name folded, as it is spelled, and whom it means: pairs of a machine and a component."""
        names = Names.of(self.book)
        return [
            [
                key,
                names.spelled[key],
                [[self.machines[name], self._text(part) if part else ALL] for name, part in sorted(ends)],
            ]
            for key, ends in names.ends.items()
        ]

    def _flow(self, flow: Flow) -> list[Any]:
        row = self.addresses.flow(flow)
        return [
            flow.id,
            self._end(flow.source),
            self._end(flow.destination),
            [number for item in flow.ports.ranges for number in (item.first, item.last)],
            self._text(traffic(flow)),
            [self._text(name.upper()) for name in flow.transports],
            GRADES[flow.protection.grade],
            self._text(protection_text(flow.protection)),
            [self._text(name) for name in flow.subsystems],
            int(flow.optional),
            self._text(condition_text(flow)),
            [self._row(item, flow) for item in flow.evidence],
            self.pages[PageRef(row.page)],
            self._text(row_anchor(flow)),
        ]

    def _end(self, end: Endpoint) -> list[int]:
        component = ALL if end.component is None else self._text(end.component)
        return [self.machines[end.name], component, self._text(endpoint_text(end)), self._text(end.kind.value)]

    def _row(self, row: Evidence, flow: Flow) -> list[int]:
        anchor = self.addresses.line_anchor(row.path, row.line, row.sheet)
        section = section_text(self.book, flow, row)
        return [self.documents[row.path], self._text(row.place), self._text(anchor), self._text(section)]
