"""Which settings of a source decided something; those that did not are reported."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from portbook.diagnostics import Place, Report, shorten
from portbook.document import Table
from portbook.options import Options, SourceOptions
from portbook.passes.draft import Page
from portbook.passes.footnotes.bindings import what_is_missing

CONFIGURATION = Place("mkdocs.yml")
"""Where the settings for all sources stand."""
PATTERN = frozenset("*?[")

Entry = tuple[str, str]
"""An option and one of its entries."""


class Settings:
    """Note which settings of a page were used."""

    def __init__(self, page: Page, report: Report) -> None:
        self._page = page
        self._report = report

    def use(self, option: str, *entries: str) -> None:
        """Note that entries of an option decided something."""
        self._report.use(self._page.path, option, *entries)

    def ignores(self, table: Table, titles: Iterable[str]) -> str:
        """Say why a table is to be ignored, by its heading, its caption or its headers; nothing where it is not."""
        if not self._page.options.ignore:
            return ""
        names = {" | ".join(table.columns).casefold(), table.caption.casefold(), *(t.casefold() for t in titles)}
        for entry in self._page.options.ignore:
            if entry and entry.casefold() in names:
                self.use("ignore", entry)
                return f"`ignore` names {shorten(entry, 60)!r}"
        return ""


def report_unused(pages: Sequence[Page], options: Options, report: Report, *, partial: bool) -> None:
    """Report each setting that decided nothing in any of the pages that it is for.

    What is for all sources, or for all that a pattern matches, is left out where only a part of them was compiled.
    """
    entries = {source.path: source for source in options.sources}
    matched: defaultdict[str, list[Page]] = defaultdict(list)
    unset = SourceOptions()
    for page in pages:
        matched[page.options.path].append(page)
        entry = entries.get(page.options.path, unset)
        if page.options != entry:
            shared = set(_settings(entry))
            own = [item for item in _settings(page.options) if item not in shared]
            _report(own, [page], Place(page.path), report)
    for path, entry in entries.items():
        if (found := matched[path]) and not (partial and PATTERN & set(path)):
            _report(_settings(entry), found, Place(found[0].path if len(found) == 1 else path), report)
    if not partial:
        _report(_named(options.names, options.kinds), pages, CONFIGURATION, report)


def _report(settings: Iterable[Entry], pages: Sequence[Page], place: Place, report: Report) -> None:
    for option, entry in settings:
        if not any((page.path, option, entry.casefold()) in report.used for page in pages):
            rule = "reading-unused" if option == "readings" else "setting-unused"
            report.add(rule, place, f"`{option}` decides nothing: {_missing(option, entry, pages)}")


def _missing(option: str, entry: str, pages: Sequence[Page]) -> str:
    """Say what the pages lack, so that an entry decides nothing."""
    if option == "notes":
        found = (note for page in pages for note in page.options.notes if note.entry == entry)
        return what_is_missing(pages, next(found))
    return MISSING[option](shorten(entry, 60))


def _settings(options: SourceOptions) -> Iterator[Entry]:
    """Yield what of the options of a source may decide nothing."""
    for option in ("headers", "roles", "ignore", "allow", "owner", "variables", "readings"):
        yield from ((option, entry) for entry in getattr(options, option) if entry or option == "owner")
    yield from (("notes", note.entry) for note in options.notes)
    yield from _named(options.names, options.kinds)


def _named(names: dict[str, tuple[str, ...]], kinds: dict[str, str]) -> Iterator[Entry]:
    for name, spellings in names.items():
        yield "names", name
        yield from (("names", spelling) for spelling in spellings)
    yield from (("kinds", name) for name in kinds)


def _no_endpoint(entry: str) -> str:
    return f"no endpoint is called {entry!r}"


def _no_table_without_owner(entry: str) -> str:
    missing = f"that states one side only stands under {entry!r}" if entry else "states one side only"
    return f"no table {missing}"


MISSING: dict[str, Callable[[str], str]] = {
    "headers": lambda entry: f"no table has the columns {entry!r}",
    "roles": lambda entry: f"no table has the column {entry!r}",
    "ignore": lambda entry: f"no table has the heading, caption or headers {entry!r}",
    "allow": lambda entry: f"no table and no group of rows has the words {entry!r}",
    "owner": _no_table_without_owner,
    "variables": lambda entry: f"no template tag holds {entry!r}",
    "readings": lambda entry: f"no row has the words of {entry!r}",
    "names": _no_endpoint,
    "kinds": _no_endpoint,
}
"""What sources lack where an entry of an option decides nothing."""
