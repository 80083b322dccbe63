"""Find the tables and groups of rows whose titles say that their ports are closed."""

import json
from collections.abc import Iterable

from portbook.document import Prose, Section, Table
from portbook.options import SourceOptions
from portbook.vocabulary.closures import closing_words


def closed_by(section: Section, table: Table, lead: Prose | None) -> str:
    """Return the nearest words around a table that say that its ports are closed, nothing where none do."""
    around = (table.caption, lead.text if lead else "", *reversed(section.titles))
    return next(filter(None, map(closing_words, filter(None, around))), "")


def allowing(options: SourceOptions, names: Iterable[str]) -> str:
    """Return the entry of ``allow`` that names a table or a title, nothing where none does."""
    if not options.allow:
        return ""
    folded = {name.casefold() for name in names}
    return next((entry for entry in options.allow if entry and entry.casefold() in folded), "")


def remedy(words: str) -> str:
    """Say how to have ports read that a title says are closed."""
    entry = json.dumps(words, ensure_ascii=False)
    return f"If they are open after all, name those words under `allow` of the source: `allow: [{entry}]`."
