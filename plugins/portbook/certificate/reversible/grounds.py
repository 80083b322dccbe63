"""What the flows of a table may rest on beside the words of their rows."""

import re
from collections.abc import Set

from portbook.certificate.reversible.numbers import NUMBER
from portbook.certificate.reversible.words import transports, words
from portbook.model import Evidence, SourceTable
from portbook.vocabulary.directions import spoken_direction
from portbook.vocabulary.headers import PROTOCOL, TWO_WAY, Role, is_tick_header, plain_header, spelled_role
from portbook.vocabulary.listeners import listens_and_calls
from portbook.vocabulary.marks import PLAIN
from portbook.vocabulary.port_headers import Bound, bound, port_header
from portbook.vocabulary.ports import PROTOCOL_NUMBERS
from portbook.vocabulary.references import DITTOS, SELVES

PROTOCOLS = frozenset({Role.PORT, Role.TRANSPORT, Role.APPLICATION})
"""Columns of which each may say what belongs to another."""


class Grounds:
    """Hold what the columns of a table say, and the words that its flows were derived from."""

    def __init__(self, table: SourceTable) -> None:
        self.columns = table.columns
        self.roles = tuple(column.role for column in table.columns)
        headers = [column.text for column in table.columns if column.role == Role.PORT]
        bounds = [bound(text) for text in headers]
        self.splits_ranges = bounds.count(Bound.LOW) == bounds.count(Bound.HIGH) == 1
        self.said = [
            (port_header(text), end if self.splits_ranges else "") for text, end in zip(headers, bounds, strict=True)
        ]
        """What the headers of the columns of ports say of them; of columns that say the same, one counts."""
        self.of_one_way = any(port_header(text).direction for text in headers)
        ends = [column for column in table.columns if column.role in (Role.SOURCE, Role.DESTINATION)]
        self.names_both = {column.role for column in ends} == {Role.SOURCE, Role.DESTINATION} and not any(
            spoken_direction(column.text) for column in ends
        )
        """Whether each row names both of its ends."""
        self.sided = frozenset(column.role for column in ends if spoken_direction(column.text))
        """The ends whose columns are about one direction alone, so that a row may lead the other way."""
        texts = {role: [c.text for c in table.columns if c.role == role] for role in self.roles}
        self.listens_and_calls = listens_and_calls(headers, texts.get(Role.SOURCE, ()), texts.get(Role.DESTINATION, ()))
        self.names_both = self.names_both and not self.listens_and_calls
        self.ticks_both = plain_header(texts.get(Role.DIRECTION, [""])[0]) in TWO_WAY
        self.undecided = any(spelled_role(column.text) == PROTOCOL for column in table.columns)
        self.protections = [(at, c.text) for at, c in enumerate(table.columns) if c.role == Role.SECURITY]
        self.asking = tuple(text for _, text in self.protections)
        self.derived: dict[str, set[str]] = {}
        for item in table.derived:
            self.derived.setdefault(item.role, set()).update(words(item.origin))
        self.ticked = tuple(
            (at, transports(column.text))
            for at, column in enumerate(table.columns)
            if column.role == Role.TRANSPORT and is_tick_header(column.text)
        )
        self.above = " ".join(item.origin for item in table.derived if item.role in PROTOCOLS)
        numbers = (PROTOCOL_NUMBERS.get(int(word), "") for word in NUMBER.findall(self.above))
        self.transports = transports(" ".join((*headers, self.above, *numbers)))

        keys = ["".join(PLAIN.get(sign, "") for sign in note.marker or "") for note in table.footnotes]
        known = "|".join(filter(None, keys))
        self.labels = re.compile(rf"(?<=\S)\s?(?:\((?:{known})\)|\[(?:{known})\])(?=[\s,;(\[]|\Z)") if known else None
        """The labels of footnotes, which are no words of a row."""

    def of(self, role: str) -> Set[str]:
        return self.derived.get(role, frozenset())

    def cells(self, row: Evidence, roles: Set[str]) -> list[str]:
        """Return the cells of a row in the columns of some roles."""
        return [cell for role, cell in zip(self.roles, row.cells, strict=False) if role in roles]

    def first(self, row: Evidence, role: str) -> str:
        """Return the first cell of a role; one that points elsewhere says nothing by itself."""
        cell = next(iter(self.cells(row, {role})), "")
        return "" if cell in DITTOS or cell in SELVES else cell
