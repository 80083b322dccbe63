"""Write a document back as the bytes it was read from."""

from portbook.document.nodes import Blank, Block, Document, Heading, Row, Table
from portbook.source import BOM


def unparse(document: Document) -> bytes:
    """Give back the bytes of the source, built from the nodes alone."""
    text = "".join(_block(block) for block in document.blocks)
    return ((BOM if document.source.bom else "") + text).encode("utf-8")


def _block(block: Block) -> str:
    match block:
        case Table(header, items):
            rows = (_row(item) if isinstance(item, Row) else str(item.line) for item in items)
            return _row(header) + "".join(rows)
        case Blank(line) | Heading(line):
            return str(line)
        case _:
            return "".join(str(line) for line in block.lines)


def _row(row: Row) -> str:
    return "".join(cell.before + cell.text for cell in row.cells) + row.after + row.line.ending
