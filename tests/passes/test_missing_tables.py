"""A page without a table of network paths stops a book that expects one, and no other book."""

from collections.abc import Iterable

import pytest

from portbook.compiler import Input, compile_sources
from portbook.options import Options, SourceOptions

PATHS = "| Source | Destination | Port |\n|---|---|---|\n| press | mill | 443 TCP |\n"
PROSE = "How the dryers are cleaned.\n"


def found(pages: dict[str, str], sources: Iterable[str]) -> dict[str, str]:
    """Return the rule by path of each page without a table; the sources are in the order of the pages."""
    inputs = [
        Input(path, text.encode(), SourceOptions(path=source))
        for (path, text), source in zip(pages.items(), sources, strict=True)
    ]
    findings = compile_sources(inputs, Options()).report.diagnostics
    return {f.place.path: f"{f.code} {f.level}" for f in findings if f.code in ("table-missing", "page-other")}


@pytest.mark.parametrize("source", ["farm/*", "farm/**/*.md", ""], ids=["pattern", "folders", "command-line"])
def test_prose_that_was_found_beside_tables_is_a_warning(source: str) -> None:
    pages = {"farm/paths.md": PATHS, "farm/cleaning.md": PROSE}
    assert found(pages, [source, source]) == {"farm/cleaning.md": "page-other warning"}


@pytest.mark.parametrize("name", ["cleaning.md", "cleaning[1].md"])
def test_prose_that_a_source_names_is_an_error(name: str) -> None:
    pages = {"paths.md": PATHS, name: PROSE}
    assert found(pages, ["*.md", name]) == {name: "table-missing error"}


def test_prose_alone_is_an_error_however_it_was_found() -> None:
    pages = {"cleaning.md": PROSE, "painting.md": PROSE}
    assert set(found(pages, ["*.md", "*.md"]).values()) == {"table-missing error"}
