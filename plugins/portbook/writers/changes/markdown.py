"""Write what changed as Markdown, for a ticket: text of documents stays text, whatever it looks like."""

from portbook.changes.comparison import Comparison
from portbook.diagnostics import printable
from portbook.views.blocks import Block, Heading, Target
from portbook.views.changes.tables import blocks
from portbook.writers.escape import markdown as inert
from portbook.writers.markdown import BLOCKS, Context

TITLE = "What changed"


def _nowhere(target: Target) -> str:
    raise ValueError(f"a ticket links nothing, and {target} would be linked")


CONTEXT = Context(_nowhere, lambda _: None)


def markdown(comparison: Comparison) -> str:
    """Write a comparison with its title as a heading of level 2, for it stands among others."""
    written = "\n\n".join([f"## {TITLE}", *map(_written, blocks(comparison))])
    return "\n".join(map(printable, written.split("\n"))) + "\n"


def _written(block: Block) -> str:
    if isinstance(block, Heading):  # a ticket needs no anchors
        return f"{'#' * (block.level + 1)} {inert(block.text)}"
    return BLOCKS[type(block)](block, CONTEXT)
