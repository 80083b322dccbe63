"""Write source tables as they were read: the contract of ``portbook parse``."""

from typing import Any

from portbook.model import Book, DocumentInfo, LeftAlone, SourceTable

UNPUBLISHED = frozenset({"action"})
"""Roles by which Portbook reads a table and that the contract does not know: it calls such columns ``other``."""


def parsed(book: Book) -> dict[str, Any]:
    """Make the value of ``portbook parse``: every source table with its columns, rows and footnotes."""
    return {"documents": [_document(book, document) for document in book.documents]}


def _document(book: Book, document: DocumentInfo) -> dict[str, Any]:
    tables = [_table(book, table) for table in book.tables if table.path == document.path]
    others = [_other(table) for table in book.left_alone if table.path == document.path]
    return {"path": document.path, "format": document.format, "tables": tables, "other_tables": others}


def _table(book: Book, table: SourceTable) -> dict[str, Any]:
    return {
        "section": list(table.section),
        **({"sheet": table.sheet} if table.sheet else {}),
        "line": table.line,
        "columns": [{"text": column.text, "role": _role(column.role)} for column in table.columns],
        "rows": [
            {"line": row.line, "cells": list(row.cells), "ambiguous": row.ambiguous} for row, _ in book.rows_of(table)
        ],
        "footnotes": [
            {"marker": note.marker, "text": note.text, "line": note.line, "binding": str(note.binding)}
            for note in table.footnotes
        ],
    }


def _other(table: LeftAlone) -> dict[str, Any]:
    return {
        "section": list(table.section),
        **({"sheet": table.sheet} if table.sheet else {}),
        "line": table.line,
        "columns": list(table.columns),
        "why": table.why,
    }


def _role(role: str) -> str:
    return "other" if role in UNPUBLISHED else str(role)
