"""The lossless document: what a reader makes and ``unparse`` turns back into the same bytes."""

from portbook.document.nodes import (
    Blank,
    Block,
    Cell,
    Document,
    Footnote,
    Furniture,
    Heading,
    Metadata,
    Prose,
    Row,
    Section,
    Sheet,
    Stray,
    StrayKind,
    Table,
)
from portbook.document.unparse import unparse

__all__ = [
    "Blank",
    "Block",
    "Cell",
    "Document",
    "Footnote",
    "Furniture",
    "Heading",
    "Metadata",
    "Prose",
    "Row",
    "Section",
    "Sheet",
    "Stray",
    "StrayKind",
    "Table",
    "unparse",
]
