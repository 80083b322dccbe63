"""Write a document back as the text it was read from."""

from collections.abc import Iterator

from portbook.document.nodes import Document, Table


def unparse(document: Document) -> bytes:
    """Give back the bytes of the source, built from the nodes alone; of a workbook, its cells as text."""
    return document.source.encode("".join(_raws(document)))


def _raws(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Table):
            yield block.header.raw
            yield from (item.raw for item in block.items)
        else:
            yield block.raw
