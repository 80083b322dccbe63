"""How much of one source is read."""

MOST_COLUMNS = 1_000
"""Columns of a table. A wider one is left unread and reported."""
MOST_BYTES = 32 * 1024 * 1024
"""Bytes of a file. A larger one is refused before it is decoded."""
