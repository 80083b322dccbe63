"""Law 2, accounted for: each row is evidence of one flow, each footnote is bound, or a finding names it."""

from collections import Counter
from collections.abc import Iterator

from portbook.certificate.outcome import Outcome
from portbook.compiler import Compilation
from portbook.diagnostics import Place
from portbook.document import Document, Footnote, Row
from portbook.model import Binding


def check(compilation: Compilation) -> Outcome:
    """Check that each row states exactly one flow or is named by a finding, and each footnote is bound or reported."""
    book = compilation.book
    stated = Counter((row.path, row.line) for flow in book.flows for row in flow.evidence)
    bound = {(t.path, n.line) for t in book.tables for n in t.footnotes if n.binding != Binding.UNBOUND}
    named = compilation.report.places
    broken: list[str] = []
    rows = footnotes = 0
    for document in compilation.documents:
        path = document.source.path
        for line in _row_lines(document):
            rows += 1
            times = stated.pop((path, line), 0)
            if times > 1 or (times == 0 and Place(path, line) not in named):
                broken.append(f"{path}:{line} is evidence of {times} flows")
        for line in (b.lines[0].number for b in document.blocks if isinstance(b, Footnote)):
            footnotes += 1
            if (path, line) not in bound and Place(path, line) not in named:
                broken.append(f"the footnote {path}:{line} is neither bound nor reported")
    broken += [f"{path}:{line} is evidence, but no row of the source" for path, line in stated]
    return Outcome(f"{rows:,} rows and {footnotes:,} footnotes accounted for", tuple(broken))


def _row_lines(document: Document) -> Iterator[int]:
    for table in document.tables:
        for item in table.items:
            if isinstance(item, Row) or item.line.text.strip():
                yield item.line.number
