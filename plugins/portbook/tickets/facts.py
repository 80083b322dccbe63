"""What a flow says, each fact in one text that is exact: the cells of every table for programs and spreadsheets."""

from collections.abc import Callable, Iterable

from portbook.model import Binding, Book, Evidence, Flow, Note
from portbook.views.disputes import ABOUT_WORDS
from portbook.views.wording import protection_text, transports_text


def evidence_text(evidence: Iterable[Evidence]) -> str:
    """Name source rows as ``path:line``."""
    return "; ".join(row.place for row in evidence)


def conditions_text(notes: Iterable[Note]) -> str:
    """Write notes, each once: one that governs two cells says the same of both."""
    texts = (f"(inferred) {n.text}" if n.binding is Binding.INFERRED else n.text for n in notes)
    return "; ".join(dict.fromkeys(texts))


def details_text(flow: Flow) -> str:
    """Write the cells of columns that carry no network meaning, each with its header."""
    return "; ".join(f"{header}: {text}" for header, text in flow.details)


def disputed_text(book: Book, flow: Flow) -> str:
    """Say what the sources of a flow disagree on, and how sure it is."""
    told = (f"{ABOUT_WORDS[item.about]} ({item.grade.value})" for item in book.contradicted.get(flow.id, ()))
    return "; ".join(dict.fromkeys(told))


FACTS: dict[str, Callable[[Flow], str]] = {
    "Source": lambda f: f.source.name,
    "Source component": lambda f: f.source.component or "",
    "Source purpose": lambda f: f.source.purpose or "",
    "Source kind": lambda f: f.source.kind.value,
    "Destination": lambda f: f.destination.name,
    "Destination component": lambda f: f.destination.component or "",
    "Destination purpose": lambda f: f.destination.purpose or "",
    "Destination kind": lambda f: f.destination.kind.value,
    "Ports": lambda f: str(f.ports),
    "Ports as written": lambda f: f.port_text,
    "Transport": transports_text,
    "Protocol": lambda f: f.application or "",
    "Security": lambda f: f.security or "",
    "Protection": lambda f: protection_text(f.protection),
    "Conditions": lambda f: conditions_text(f.notes),
    "Details": details_text,
    "Subsystems": lambda f: "; ".join(f.subsystems),
    "Optional": lambda f: "yes" if f.optional else "no",
    "Evidence": lambda f: evidence_text(f.evidence),
    "Flow": lambda f: f.id,
}
"""Every fact that a flow states by itself, in order, by its title. Programs read them by title: never rename."""
