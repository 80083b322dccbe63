"""The definitions of one mark in one place, looked at once however many cells bear the mark."""

from functools import cached_property

from portbook.passes.footnotes.definitions import Definition

MOST_NAMED = 10
"""Lines that a finding names."""


class SameMark:
    """Hold the definitions of one mark below one table, in one section or on one page."""

    def __init__(self) -> None:
        self.definitions: list[Definition] = []
        self._is_asked = False

    @cached_property
    def differ(self) -> bool:
        """Whether they do not all say the same."""
        return len({definition.footnote.text for definition in self.definitions}) > 1

    @cached_property
    def lines(self) -> str:
        """The lines on which they stand."""
        named = ", ".join(str(definition.line) for definition in self.definitions[:MOST_NAMED])
        return named + (" and others" if len(self.definitions) > MOST_NAMED else "")

    def keys_once(self) -> list[int]:
        """Return the keys of the definitions to the first who asks: nobody needs to note them again."""
        keys = [] if self._is_asked else [definition.key for definition in self.definitions]
        self._is_asked = True
        return keys
