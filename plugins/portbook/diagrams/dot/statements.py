"""Write statements of DOT: https://graphviz.org/doc/info/lang.html.

Names are synthetic. A value that begins with ``<`` is a label in HTML-like form, in which every text is escaped
already; all others are written in quotes. So nothing that a document says can be taken for syntax.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass(slots=True)
class Statements:
    """Collect the lines of a graph, and of the subgraphs in it."""

    lines: list[str] = field(default_factory=list)
    indent: str = "\t"

    def set(self, what: str, attributes: Mapping[str, str]) -> None:
        """Set attributes for what follows: of the ``graph`` itself, or of each ``node`` or ``edge``."""
        self._add(what, attributes)

    def node(self, name: str, attributes: Mapping[str, str]) -> None:
        self._add(name, attributes)

    def edge(self, ends: Iterable[str], attributes: Mapping[str, str]) -> None:
        """Add an edge from the first of its ends to the second."""
        self._add(" -> ".join(ends), attributes)

    @contextmanager
    def subgraph(self, name: str = "") -> "Iterator[Statements]":
        """Open a subgraph; one whose name begins with ``cluster`` is drawn with a frame."""
        self.lines.append(f"{self.indent}{f'subgraph {name} ' if name else ''}{{")
        yield Statements(self.lines, f"{self.indent}\t")
        self.lines.append(f"{self.indent}}}")

    def _add(self, start: str, attributes: Mapping[str, str]) -> None:
        pairs = " ".join([f"{name}={_value(value)}" for name, value in attributes.items()])
        self.lines.append(f"{self.indent}{start} [{pairs}]" if pairs else f"{self.indent}{start}")

    def __str__(self) -> str:
        return "\n".join(["digraph {", *self.lines, "}\n"])


def _value(text: str) -> str:
    if text.startswith("<"):
        return text
    escaped = text.replace('"', '\\"')
    return f'"{escaped}"'
