"""Find whom a table speaks of that states one side of its paths only."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from portbook.model import Binding, Derived
from portbook.passes.draft import Group, RoleTable
from portbook.passes.settings import Settings
from portbook.vocabulary.directions import Direction, spoken_direction
from portbook.vocabulary.owners import Named, name_in_sentence, name_in_title


@dataclass(frozen=True, slots=True)
class Owner:
    """Hold whom a table speaks of, and what says so."""

    name: str
    binding: Binding
    origin: str
    line: int
    strong: bool = True
    """Whether the words leave no doubt that the ports are of this machine."""

    def derived(self, role: str) -> Derived:
        """Return the record that an end was taken from here."""
        return Derived(role, self.binding, self.origin, self.line)


@dataclass(frozen=True, slots=True)
class _Words:
    """Hold words around a table: what they are, and where they stand."""

    what: str
    text: str
    line: int

    @property
    def named(self) -> Named | None:
        return name_in_sentence(self.text) if self.what == "sentence" else name_in_title(self.text)

    def owner(self, name: Named) -> Owner:
        return Owner(name.name, Binding.INFERRED, f'{self.what} "{self.text}"', self.line, name.strong)


def find_owner(table: RoleTable, settings: Settings) -> Owner | None:
    """Return whom a table speaks of: as configured, else by the nearest words that name somebody."""
    configured = _configured(table, settings)
    if configured:
        return configured
    passed: Owner | None = None
    for words in _around(table):
        if named := words.named:
            if not named.vague:
                return words.owner(named)
            passed = passed or words.owner(named)  # a heading further up may name the machine of a network
    return passed or _of_document(table)


def owner_of_group(group: Group | None) -> Owner | None:
    """Return the machine that the title of a group of rows names, where its words leave no doubt."""
    named = name_in_title(group.text) if group else None
    if group is None or named is None or not named.strong:
        return None
    return Owner(named.name, Binding.INFERRED, f'row "{group.text}"', group.line)


def direction_around(table: RoleTable) -> Direction:
    """Return the direction of which the nearest words around a table speak."""
    spoken = (spoken_direction(words.text) for words in _around(table))
    return next(filter(None, spoken), Direction.UNKNOWN)


def _configured(table: RoleTable, settings: Settings) -> Owner | None:
    owners = table.page.options.owner
    names = (table.table.caption, *reversed(table.titles))
    for key in [*filter(None, (name.casefold() for name in names)), ""]:
        for heading, owner in owners.items():
            if heading.casefold() == key:
                settings.use("owner", heading)
                entry = json.dumps({heading: owner} if heading else owner, ensure_ascii=False)
                return Owner(owner, Binding.CONFIGURED, f"option owner: {entry}", table.line)
    return None


def _around(table: RoleTable) -> Iterator[_Words]:
    """Yield the words around a table, the nearest first."""
    if table.table.caption:
        yield _Words("caption", table.table.caption, table.line)
    if table.own_heading:
        yield _Words("heading", table.own_heading.text, table.own_heading.line)
    if table.lead:
        yield _Words("sentence", table.lead.text, table.lead.line)
    for heading in reversed(table.above):
        yield _Words("heading", heading.text, heading.line)
    if table.sheet:
        yield _Words("sheet", table.sheet, table.line)


def _of_document(table: RoleTable) -> Owner | None:
    """Return the product that a document is about, by its options or by what it says of itself."""
    options, own = table.page.options, table.page.document.metadata.get("title", "")
    for what, text in (("product", options.product), ("title", options.title)):
        if text and (named := name_in_title(text)):
            return Owner(named.name, Binding.CONFIGURED, f'option {what}: "{text}"', table.line, strong=False)
    named = name_in_title(own)
    return Owner(named.name, Binding.INFERRED, f'title "{own}"', 1, strong=False) if named else None
