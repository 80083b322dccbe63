"""What all columns of protection of a row say together, each below its own header."""

from dataclasses import fields
from functools import lru_cache
from typing import NamedTuple

from portbook.passes.protection.read import read_security
from portbook.passes.protection.said import Said
from portbook.vocabulary.ports import NOT_STATED
from portbook.vocabulary.protection import Asks, asked, question
from portbook.vocabulary.protection_answers import UNSAID


class Cell(NamedTuple):
    """Hold the text of a security cell and the header it stands below."""

    text: str
    header: str = ""

    @property
    def is_stated(self) -> bool:
        folded = self.text.casefold()
        return bool(folded) and folded not in NOT_STATED | UNSAID

    @property
    def said(self) -> Said:
        return read_security(self.text, asked(self.header))


@lru_cache(maxsize=4096)
def worded(cells: tuple[Cell, ...]) -> str:
    """Return the words of some cells in one text, with their headers where they mean nothing without them."""
    filled = [cell._replace(text=" ".join(cell.text.split())) for cell in cells if cell.text]
    if len(filled) == 1 and not (filled[0].said.answered and filled[0].said.asks is not Asks.SECURITY):
        return filled[0].text
    if not any(cell.is_stated for cell in filled) and len({cell.text for cell in filled}) == 1:
        return filled[0].text
    return "; ".join(f"{question(cell.header)}: {cell.text}" for cell in filled)


@lru_cache(maxsize=4096)
def heard(cells: tuple[Cell, ...]) -> Said:
    """Return what some cells say together.

    What one makes optional is optional. Where one says what another denies, neither counts.
    """
    each = [cell.said for cell in cells]
    if len(each) == 1:
        return each[0]
    together = Said(Asks.OTHER, stated=any(said.stated for said in each))
    for said in each:
        _join(together, said)
    if any(said.optional_encryption and not said.optional_mutual for said in each):
        together.optional_mutual = together.optional_mutual or together.mutual
        together.encrypted = together.mutual = False
    if together.open and (together.encrypted or together.optional_encryption or together.mutual):
        together.proven = together.proven or together.mutual
        together.open = together.encrypted = together.optional_encryption = together.mutual = False
        together.disputed = True
    if together.anonymous and any(said.names_caller and not said.optional_method for said in each):
        together.anonymous = together.proven = False
        together.methods.clear()
        together.disputed = True
    return together


FACTS = tuple(item.name for item in fields(Said) if item.name not in ("asks", "stated", "methods", "unknown"))


def _join(together: Said, said: Said) -> None:
    """Add what one cell says to what others say."""
    together.methods += said.methods
    together.unknown += said.unknown
    for name in FACTS:
        setattr(together, name, getattr(together, name) or getattr(said, name))
