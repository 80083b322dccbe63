"""Find whom a table speaks of that states one side of its paths only: by the nearest words that name somebody.

option owner -> caption -> paragraph above -> own heading -> headings further up -> sheet -> option product, title
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace

from portbook.model import Binding, Derived
from portbook.passes.draft import Draft, Group, RoleTable
from portbook.passes.settings import Settings
from portbook.vocabulary.directions import ARTICLE, Direction, surrounding_direction
from portbook.vocabulary.headers import Role
from portbook.vocabulary.leads import said_in_sentences
from portbook.vocabulary.owners import Said
from portbook.vocabulary.titles import said_in_title

NAMED = frozenset({Role.SOURCE, Role.DESTINATION, Role.PEER})
"""The roles of columns that hold names of machines."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Hold a name that the words around a table give, and what says so."""

    name: str
    binding: Binding
    origin: str
    line: int
    strong: bool = True
    """Whether this is a machine on which processes run, not a product of many."""

    def derived(self, role: str) -> Derived:
        """Return the record that an end was taken from here."""
        return Derived(role, self.binding, self.origin, self.line)


@dataclass(frozen=True, slots=True)
class Ends:
    """Hold what the words around a table say of the ends of its paths: on one side alone, or on whichever it is."""

    source: Owner | None = None
    destination: Owner | None = None
    owner: Owner | None = None

    def fixed(self, role: str) -> Owner | None:
        """Return whom the words put on one side."""
        return self.source if role == Role.SOURCE else self.destination

    def at(self, role: str, stated: bool) -> Owner | None:
        """Return whom the table speaks of, on the side of a role; ``stated`` where the row itself says which it is.

        Nobody is taken for both ends of a path.
        """
        if stated:
            return self.owner
        other = self.fixed(Role.DESTINATION if role == Role.SOURCE else Role.SOURCE)
        taken = self.owner and other and self.owner.name.casefold() == other.name.casefold()
        return self.fixed(role) or (None if taken else self.owner)


NOBODY = Ends()


@dataclass(frozen=True, slots=True)
class _Words:
    """Hold words around a table: what they are, and where they stand."""

    what: str
    text: str
    line: int

    def said(self, known: frozenset[str]) -> Said | None:
        return said_in_sentences(self.text, known) if self.what == "sentence" else said_in_title(self.text, known)

    def ends(self, said: Said, binding: Binding = Binding.INFERRED) -> Ends:
        origin = f'{self.what} "{self.text}"'
        names = (said.source, said.destination, said.owner)
        return Ends(*(Owner(name, binding, origin, self.line, not said.weak) if name else None for name in names))


def known_names(draft: Draft) -> frozenset[str]:
    """Return what the cells of all tables call machines, lower case."""
    columns = [[at for at, role in enumerate(table.roles) if role in NAMED] for table in draft.tables]
    return frozenset(
        ARTICLE.sub("", statement.cells[at].casefold(), count=1)
        for statement in draft.statements
        for at in columns[statement.table]
    )


def find_ends(table: RoleTable, settings: Settings, known: frozenset[str] = frozenset()) -> Ends:
    """Return whom a table speaks of: as configured, else by the nearest words that name somebody.

    Words that mean somebody, but do not say clearly whom, end the search: what stands further up is about others.
    """
    configured = _configured(table, settings)
    if configured:
        return Ends(owner=configured)
    found, passed = NOBODY, NOBODY
    for words in _around(table):
        said = words.said(known)
        if said is None:
            continue
        if said.vague:
            passed = passed if passed.owner else words.ends(said)  # a heading further up may name the machine
            continue
        if not said.readable:
            return found if said.denied or words.what != "sentence" else _by_heading(table, found, known)
        found = joined(found, words.ends(said))
        if found.owner or (found.source and found.destination):
            return found
    return joined(found, passed if passed.owner else _of_document(table, known))


def ends_of_group(group: Group | None, known: frozenset[str] = frozenset()) -> Ends:
    """Return whom the title of a group of rows names."""
    said = said_in_title(group.text, known) if group else None
    if group is None or said is None or said.vague:
        return NOBODY
    return _Words("row", group.text, group.line).ends(said)


def _by_heading(table: RoleTable, found: Ends, known: frozenset[str]) -> Ends:
    """Return what the table's own heading adds: below words that cannot be read, no heading further up counts."""
    heading = table.own_heading
    said = said_in_title(heading.text, known) if heading else None
    if heading is None or said is None or said.vague:
        return found
    return joined(found, _Words("heading", heading.text, heading.line).ends(said))


def joined(near: Ends, far: Ends) -> Ends:
    """Return the ends that near words give, and those that they leave open from words further away."""
    if near.owner:
        return near
    return Ends(near.source or far.source, near.destination or far.destination, far.owner)


def direction_around(table: RoleTable) -> Direction:
    """Return the direction of which the nearest words around a table speak."""
    spoken = (surrounding_direction(words.text) for words in _around(table))
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
    if table.lead:
        yield _Words("sentence", table.lead.text, table.lead.line)
    if table.own_heading:
        yield _Words("heading", table.own_heading.text, table.own_heading.line)
    for heading in reversed(table.above):
        yield _Words("heading", heading.text, heading.line)
    if table.sheet:
        yield _Words("sheet", table.sheet, table.line)


def _of_document(table: RoleTable, known: frozenset[str]) -> Ends:
    """Return the product that a document is about, by its options or by what it says of itself."""
    options, own = table.page.options, table.page.document.metadata.get("title", "")
    if options.product:
        origin = f'option product: "{options.product}"'
        return Ends(owner=Owner(options.product, Binding.CONFIGURED, origin, table.line, strong=False))
    configured, inferred = Binding.CONFIGURED, Binding.INFERRED
    titles = (("option title:", options.title, table.line, configured), ("title", own, 1, inferred))
    for what, text, line, binding in titles:
        said = said_in_title(text, known) if text else None
        if said and said.readable:
            return _Words(what, text, line).ends(replace(said, weak=True), binding)
    return NOBODY
