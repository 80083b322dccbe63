"""Which flows are contradicted, and how their rows say so."""

from portbook.model import About, Contradiction, Grade
from portbook.views.addresses import Addresses
from portbook.views.blocks import Badge, Cell, Inline, Link, Text
from portbook.views.columns import PROTECTION, Column

FLAG = "Contradicted"
"""The title of the column that flags contradicted flows."""

GRADE_TITLES: dict[Grade, tuple[str, str]] = {
    Grade.PROVEN: ("Proven", "The same components, so that at most one side can be right."),
    Grade.SUSPECT: (
        "Suspect",
        "The same machines, but the sides may mean different components, or one leaves open what it means.",
    ),
    Grade.WORDING: ("Wording only", "The same in other words, or a number here and words there."),
}
"""Every grade of contradictions, the gravest first, with its title and meaning."""

ABOUT_WORDS: dict[About, str] = {
    About.PORTS: "different ports",
    About.PROTECTION: "different protection",
    About.PROTOCOL: "different protocols",
    About.TRANSPORT: "different transports",
    About.MISSING: "missing at the other end",
}


def badge(contradiction: Contradiction) -> Badge:
    """Show what a contradiction is about, and how sure it is."""
    title, meaning = GRADE_TITLES[contradiction.grade]
    return Badge(ABOUT_WORDS[contradiction.about], "disputed", f"{title}: {meaning}")


def flags(contradictions: tuple[Contradiction, ...], addresses: Addresses) -> tuple[Inline, ...]:
    """Flag a flow: what its sources disagree on, each with a link to the sides."""
    content: list[Inline] = []
    for item in contradictions:
        link = Link("compare", addresses.contradiction(item), f"Compare the sides: {item.topic}")
        content += [*([Text(" ")] if content else []), badge(item), Text(" "), link]
    return tuple(content)


def flagged(columns: tuple[Column, ...], flag: Column) -> tuple[Column, ...]:
    """Put the column that flags where it is seen: behind the protection."""
    at = columns.index(PROTECTION) + 1
    return (*columns[:at], flag, *columns[at:])


def flag_column(found: dict[str, tuple[Contradiction, ...]]) -> Column:
    """Declare the column that flags contradicted flows; a table without any has none."""

    def cell(value: tuple[Contradiction, ...], addresses: Addresses) -> Cell:
        return Cell(flags(value, addresses))

    return Column(FLAG, lambda flow: found.get(flow.id, ()), cell, optional=True)
