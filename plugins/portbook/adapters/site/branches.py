"""Nest the pages of a book under their titles, for the navigation of any host."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from portbook.views.blocks import Page


@dataclass(frozen=True, slots=True)
class Branch:
    """Hold an entry of the navigation: a page, or the title of those below."""

    title: str
    page: Page | None
    below: "list[Branch]" = field(default_factory=list)


def nest(pages: Iterable[Page]) -> list[Branch]:
    """Nest pages by their trails of titles, in the order in which they come; one without a trail is left out."""
    root = Branch("", None)
    sections: dict[tuple[str, ...], Branch] = {(): root}
    for page in pages:
        trail = page.nav
        if not trail:
            continue
        for depth in range(1, len(trail)):
            if trail[:depth] not in sections:
                sections[trail[:depth]] = section = Branch(trail[depth - 1], None)
                sections[trail[: depth - 1]].below.append(section)
        sections[trail[:-1]].below.append(Branch(trail[-1], page))
    return root.below
