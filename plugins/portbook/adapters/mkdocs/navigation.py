"""Give the generated pages their place in the navigation of a MkDocs site."""

from collections.abc import Iterable, Sequence
from typing import Any

from portbook.adapters.site.branches import Branch
from portbook.writers.escape import html

NavItem = Any
"""What MkDocs takes as ``nav``: a path, a mapping of one title to a path or to a list, or a list of these."""

INERT = str.maketrans({"<": "‹", ">": "›", '"': "”"})


def inert(text: str) -> str:
    """Make a text safe as a title in any theme.

    MkDocs themes print titles raw in one place and strip and unescape them in another, so no spelling of ``<`` is
    safe in all; a look-alike is.
    """
    return html(text.translate(INERT))


def tree(branches: Iterable[Branch], folder: str) -> list[NavItem]:
    """Write the navigation as MkDocs configuration."""
    return [
        {inert(branch.title): f"{folder}/{branch.page.path}.md" if branch.page else tree(branch.below, folder)}
        for branch in branches
    ]


def place(nav: Sequence[NavItem] | None, ours: Sequence[NavItem], folder: str, title: str) -> list[NavItem]:
    """Put our tree where the placeholder stands in the nav, or at its end."""
    placed, found = _replace(list(nav or ()), ours, f"{folder}/", inert(title))
    return placed if found else [*placed, {inert(title): list(ours)}]


def _replace(items: Iterable[NavItem], ours: Sequence[NavItem], mark: str, title: str) -> tuple[list[NavItem], bool]:
    placed: list[NavItem] = []
    found = False
    for item in items:
        if item == mark:
            placed.append({title: list(ours)})
            found = True
        elif isinstance(item, dict):
            entry, inside = _replace_in_mapping(item, ours, mark, title)
            placed.append(entry)
            found = found or inside
        else:
            placed.append(item)
    return placed, found


def _replace_in_mapping(
    item: dict[str, NavItem], ours: Sequence[NavItem], mark: str, title: str
) -> tuple[dict[str, NavItem], bool]:
    entry: dict[str, NavItem] = {}
    found = False
    for key, value in item.items():
        if value == mark:
            entry[key], inside = list(ours), True
        elif isinstance(value, list):
            entry[key], inside = _replace(value, ours, mark, title)
        else:
            entry[key], inside = value, False
        found = found or inside
    return entry, found
