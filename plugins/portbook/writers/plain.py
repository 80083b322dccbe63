"""Write tables as plain text, one line a row: what a search needs of them."""

from collections.abc import Iterator

from portbook.views.blocks import Badge, Inline, Listing, Remark, Table


def words(block: Table | Listing) -> str:
    """Return the text of a table or a listing, without markup."""
    return "\n".join(_listed(block) if isinstance(block, Listing) else _rows(block))


def _rows(table: Table) -> Iterator[str]:
    for row in table.rows:
        yield " ".join(inlines(cell.content) for cell in row.cells)


def _listed(listing: Listing) -> Iterator[str]:
    return (line.text for line in listing.lines)


def inlines(nodes: tuple[Inline, ...]) -> str:
    """Return the text of inline content; badges are Portbook's own words and repeat in every row."""
    return "".join(
        f" {inlines(node.content)}" if isinstance(node, Remark) else "" if isinstance(node, Badge) else node.text
        for node in nodes
    )
