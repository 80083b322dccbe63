"""Which settings of a source decided something; those that did not are reported."""

from collections.abc import Iterable

from portbook.diagnostics import Place, Report, shorten
from portbook.document import Table
from portbook.passes.draft import Page


class Settings:
    """Remember which settings of a page were used."""

    def __init__(self, page: Page, report: Report) -> None:
        self._page = page
        self._report = report
        self._used: set[tuple[str, str]] = set()

    def use(self, option: str, *entries: str) -> None:
        """Note that entries of an option decided something."""
        self._used.update((option, entry.casefold()) for entry in entries)

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

    def report(self, *options: str) -> None:
        """Report the entries of options that decided nothing."""
        for option in options:
            for entry in getattr(self._page.options, option):
                if entry and (option, entry.casefold()) not in self._used:
                    message = f"no table of the file has what `{option}` names: {shorten(entry, 60)!r}"
                    self._report.add("setting-unused", Place(self._page.path), message)
