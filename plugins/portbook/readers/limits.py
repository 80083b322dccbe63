"""How much of one source is read."""

from portbook.source import Source

MOST_COLUMNS = 1_000
"""Columns of a table. A wider one is left unread and reported."""
MOST_BYTES = 32 * 1024 * 1024
"""Bytes of a file. A larger one is refused before it is decoded."""
MOST_SLOW = 1024 * 1024
"""Characters of a page in a format that takes long to read, which reStructuredText is."""

MOST_SLOW_LINES = 20_000
"""Lines of such a page: at each list in it, all lines below are copied."""
MOST_LINES = 250_000
"""Lines of a text, or rows of a workbook. Of as many rows, a gigabyte of memory holds what they mean."""
MOST_SIGNS = 1_000_000
"""Of each sign that makes tags or cells."""
SIGNS = {"<": "tags", "|": "bars", "\t": "tabs", ",": "commas", ";": "semicolons"}


def refusal(size: int) -> str:
    """Say why a file of so many bytes is not read; nothing where it is."""
    return f"the file has {size:,} bytes; {MOST_BYTES:,} are the most that is read" if size > MOST_BYTES else ""


def crowding(source: Source) -> str:
    """Say why a text is not read that is small enough, but would become more parts than memory holds."""
    if len(source.text) <= min(MOST_LINES, MOST_SIGNS):
        return ""
    if source.line_count > MOST_LINES:
        return f"it has {source.line_count:,} lines; {MOST_LINES:,} are the most that is read"
    counts = ((what, source.text.count(sign)) for sign, what in SIGNS.items())
    return next(
        (f"it has {n:,} {what}; {MOST_SIGNS:,} are the most that is read" for what, n in counts if n > MOST_SIGNS), ""
    )
