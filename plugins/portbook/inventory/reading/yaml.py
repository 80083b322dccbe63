"""Read YAML as text alone: no value is taken for a number, a date or a truth, and each knows its line.

Aliases are refused, with which a file of a few lines can mean gigabytes.
"""

from collections.abc import Iterator
from typing import Any

import yaml

from portbook.diagnostics import shorten
from portbook.inventory.machines import InventoryError
from portbook.inventory.reading.entry import Text

MOST_CHARACTERS = 8 * 1024 * 1024
DEEPEST = 20
NOTHING = ("", "~", "null", "Null", "NULL")
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(text: str) -> Any:
    """Read mappings, lists and texts; an empty value is None. Raises InventoryError."""
    if len(text) > MOST_CHARACTERS:
        raise InventoryError(
            f"it has {len(text):,} characters; {MOST_CHARACTERS:,} are the most that is read of YAML. Use CSV or JSON"
        )
    try:
        events = _Events(yaml.parse(text, Loader=LOADER))
        return events.document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 0
        raise InventoryError(f"this is no YAML: {error.problem or error.context}", line) from None
    except yaml.YAMLError as error:
        raise InventoryError(f"this is no YAML: {getattr(error, 'reason', error)}") from None


class _Events:
    """Build values out of the events of a parser."""

    def __init__(self, events: Iterator[Any]) -> None:
        self._events = events

    def document(self) -> Any:
        next(self._events)  # the beginning of the stream
        if isinstance(next(self._events), yaml.StreamEndEvent):
            return None
        found = self._value(next(self._events), 0)
        next(self._events)  # the end of the document
        after = next(self._events)
        if not isinstance(after, yaml.StreamEndEvent):
            raise InventoryError("it holds several documents; give each a file", after.start_mark.line + 1)
        return found

    def _value(self, event: Any, depth: int) -> Any:
        line = event.start_mark.line + 1
        if depth > DEEPEST:
            raise InventoryError("its values are nested too deeply to be read", line)
        if isinstance(event, yaml.AliasEvent):
            raise InventoryError("an alias such as *name is not read; repeat the value", line)
        if isinstance(event, yaml.ScalarEvent):
            return _text(event, line)
        if isinstance(event, yaml.SequenceStartEvent):
            return list(self._items(depth))
        return self._mapping(depth)

    def _items(self, depth: int) -> Iterator[Any]:
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            yield self._value(event, depth + 1)

    def _mapping(self, depth: int) -> dict[Any, Any]:
        found: dict[Any, Any] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._value(event, depth + 1)
            line = event.start_mark.line + 1
            if not isinstance(key, str):
                raise InventoryError("expected a name before the colon", line)
            if key in found:
                raise InventoryError(f"{shorten(key)}: it is set twice", line)
            found[key] = self._value(next(self._events), depth + 1)
        return found


def _text(event: Any, line: int) -> Text | None:
    if not event.style and event.value in NOTHING:
        return None
    made = Text(event.value)
    made.line = line
    return made
