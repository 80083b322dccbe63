"""Readers: each knows one format, and nothing of networks beyond the shape of a table."""

from functools import lru_cache
from importlib.metadata import entry_points

from portbook.readers import delimited, html, markdown, rst, text, workbook
from portbook.readers.formats import Format, choose

GROUP = "portbook.readers"
"""The entry points under which other packages declare readers."""

OWN: tuple[Format, ...] = (html.FORMAT, markdown.FORMAT, delimited.FORMAT, workbook.FORMAT, rst.FORMAT, text.FORMAT)
"""The readers of this package, in the order in which they look at a file whose extension says nothing."""

READERS: dict[str, Format] = {kind.name: kind for kind in OWN}
"""The readers of this package by the names of their formats."""


@lru_cache(maxsize=1)
def formats() -> tuple[Format, ...]:
    """Return every reader: those of other packages first, so that they can take over an extension."""
    return (*(point.load() for point in sorted(entry_points(group=GROUP), key=lambda p: p.name)), *OWN)


__all__ = ["OWN", "READERS", "Format", "choose", "formats"]
