"""Find the tables whose ports are closed, by the words around them, unless ``allow`` has them read."""

from collections.abc import Iterator

from portbook.passes.closures import allowing, closed_by
from portbook.passes.draft import Page
from portbook.passes.settings import Settings
from portbook.passes.tables.found import Found, tables_of
from portbook.vocabulary.closures import closing_words


def closed(found: Found, settings: Settings) -> str:
    """Return the words that say of a table that its ports are closed, nothing where ``allow`` has it read."""
    table, titles = found.table, found.section.titles
    words = closed_by(found.section, table, found.lead)
    names = (words, table.caption, " | ".join(table.columns), *titles)
    if words and (entry := allowing(found.page.options, names)):
        settings.use("allow", entry)
        return ""
    return words


def allowed_rows(page: Page) -> Iterator[str]:
    """Yield the entries of ``allow`` that name the title of a group of rows."""
    if page.options.allow:
        firsts = {row.cells[0].text for found in tables_of(page) for row in found.table.rows if row.cells}
        titles = {name.casefold() for text in firsts if (words := closing_words(text)) for name in (text, words)}
        yield from (entry for entry in page.options.allow if entry.casefold() in titles)
