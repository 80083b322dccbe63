"""The states in which docutils reads, changed in two ways: plain cells are quick to read, and no row is passed over.

Imported when needed only, since docutils takes long to import.
"""

import re
from typing import Any

from docutils import nodes
from docutils.parsers.rst import states
from docutils.parsers.rst.tableparser import SimpleTableParser
from docutils.statemachine import StringList

PLAIN = re.compile(r"\s*[A-Za-z0-9](?:[A-Za-z0-9 ,/-]|[._](?=[A-Za-z0-9]))*")
"""A line that can only be a paragraph without markup."""
BORDER = re.compile(r"[=-][ =-]*")
EMPTY_CELL = "\\"
"""What stands for an empty first cell in a simple table."""

TRANSITIONS: dict[type, list[tuple[str, re.Pattern[str], str]]] = {}
"""By kind of state, in the order of search: the names of its transitions, their patterns, and where they lead."""


class WholeTableParser(SimpleTableParser):
    """Read the rows below a border whose first cell is empty, which docutils takes for the rest of a row above."""

    def setup(self, block: StringList) -> None:
        super().setup(block)
        first, end = self.parse_columns(self.block[0], 0)[0]
        is_in_row = False
        for at in range(1, len(self.block) - 1):
            line = self.block[at]
            if not is_in_row and line.strip() and not line[first:end].strip():
                self.block[at] = line[:first] + EMPTY_CELL + line[first + 1 :]
            is_in_row = not BORDER.fullmatch(line) and (is_in_row or bool(line.strip()))


class State:
    """Take a line of plain text for a paragraph without starting a machine of its own."""

    transition_order: list[str]
    transitions: dict[str, tuple[re.Pattern[str], Any, str]]
    nested_sm_cache: list[Any] = []  # noqa: RUF012 - machines that docutils uses again, apart from those of others

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.nested_sm_kwargs = {"state_classes": STATES, "initial_state": "Body"}

    def add_initial_transitions(self) -> None:
        """Bind the transitions that are found once for each kind of state, and by docutils for each machine anew."""
        known = TRANSITIONS.get(type(self))
        if known is None:
            super().add_initial_transitions()  # type: ignore[misc]
            found = ((name, *self.transitions[name]) for name in self.transition_order)
            TRANSITIONS[type(self)] = [(name, pattern, following) for name, pattern, _, following in found]
            return
        self.transition_order = [name for name, _, _ in known]
        self.transitions = {name: (pattern, getattr(self, name), following) for name, pattern, following in known}

    def unlink(self) -> None:
        """Let go of the transitions too: they hold the state that holds them, which is many for each list."""
        super().unlink()  # type: ignore[misc]
        self.transitions = {}

    def nested_parse(self, block: StringList, input_offset: int, node: Any, *given: Any, **named: Any) -> int:
        filled = [at for at, line in enumerate(block) if line.strip()]
        if given or named or len(filled) != 1 or not PLAIN.fullmatch(block[filled[0]].rstrip()):
            return int(super().nested_parse(block, input_offset, node, *given, **named))  # type: ignore[misc]
        text = block[filled[0]].strip()
        paragraph = nodes.paragraph(text, "", nodes.Text(text))
        paragraph.line = (block.info(filled[0])[1] or 0) + 1
        node += paragraph
        return input_offset + len(block)

    def explicit_list(self, blank_finish: bool) -> None:
        """End a list of explicit markup at an empty line at once; docutils copies all lines below it to find that."""
        machine: Any = self.state_machine  # type: ignore[attr-defined]
        below = machine.line_offset + 1
        if below == len(machine.input_lines) or machine.input_lines[below].strip():
            super().explicit_list(blank_finish)  # type: ignore[misc]
        elif not blank_finish:
            self.parent += self.unindent_warning("Explicit markup")  # type: ignore[attr-defined]

    def table_top(self, match: Any, context: Any, next_state: Any, isolate: Any, parser: type) -> Any:
        chosen = WholeTableParser if parser is SimpleTableParser else parser
        return super().table_top(match, context, next_state, isolate, chosen)  # type: ignore[misc]


STATES = tuple(type(kind.__name__, (State, kind), {}) for kind in states.state_classes)
