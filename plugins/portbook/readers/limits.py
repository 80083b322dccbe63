"""How much of one source is read."""

MOST_COLUMNS = 1_000
"""Columns of a table. A wider one is left unread and reported."""
MOST_BYTES = 32 * 1024 * 1024
"""Bytes of a file. A larger one is refused before it is decoded."""
MOST_SLOW = 1024 * 1024
"""Characters of a page in a format that takes long to read, which reStructuredText is."""


def refusal(size: int) -> str:
    """Say why a file of so many bytes is not read; nothing where it is."""
    return f"the file has {size:,} bytes; {MOST_BYTES:,} are the most that is read" if size > MOST_BYTES else ""
