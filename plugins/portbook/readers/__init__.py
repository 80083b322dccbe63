"""Readers: each knows one format, and nothing of networks beyond the shape of a table."""

from portbook.readers import text
from portbook.readers.text import Reader

READERS: dict[str, Reader] = {"text": text.read}
"""Every reader by the name of its format."""

__all__ = ["READERS", "Reader"]
