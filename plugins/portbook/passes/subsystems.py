"""Name the subsystem that each table describes."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from portbook.passes.draft import Draft, RoleTable
from portbook.vocabulary.endpoints import OPTIONAL


@dataclass(frozen=True, slots=True)
class Named:
    """Hold the subsystem of a table: a name unique in the book, and whether it is optional."""

    name: str
    optional: bool


def name_subsystems(draft: Draft) -> tuple[Named, ...]:
    """Return the subsystem of each table: its heading without "(optional)", or the document's title.

    Tables under one heading share a subsystem. Headings of one document that read alike get the heading above them,
    those of several documents the document's title, and what is still alike a number.
    """
    sections = list(dict.fromkeys(_section(table) for table in draft.tables))
    plain = _qualified({_section(table): table for table in draft.tables})
    paths: defaultdict[str, set[str]] = defaultdict(set)
    for (path, _), name in plain.items():
        paths[name.casefold()].add(path)
    titles = {_section(table): table.page.title for table in draft.tables}
    names: dict[tuple[str, int], str] = {}
    taken: Counter[str] = Counter()
    for section in sections:
        name = plain[section]
        if len(paths[name.casefold()]) > 1:
            name = f"{name} ({titles[section]})"
        taken[name.casefold()] += 1
        number = taken[name.casefold()]
        names[section] = name if number == 1 else f"{name} {number}"
    return tuple(
        Named(names[_section(table)], table.heading is not None and OPTIONAL.search(table.heading) is not None)
        for table in draft.tables
    )


def _qualified(tables: dict[tuple[str, int], RoleTable]) -> dict[tuple[str, int], str]:
    """Return a name for each section; those of one document that read alike begin with the heading above them."""
    plain = {section: _name(table) for section, table in tables.items()}
    alike = Counter((path, name.casefold()) for (path, _), name in plain.items())
    for section, table in tables.items():
        name = plain[section]
        if alike[section[0], name.casefold()] > 1 and table.above:
            plain[section] = f"{_without_optional(table.above[-1].text)}: {name}"
    return plain


def _section(table: RoleTable) -> tuple[str, int]:
    return table.page.path, table.section


def _name(table: RoleTable) -> str:
    return _without_optional(table.heading or "") or table.sheet or table.page.title


def _without_optional(heading: str) -> str:
    return OPTIONAL.sub("", heading).strip()
