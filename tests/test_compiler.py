"""A build after a change reads what has changed, and makes what a build from nothing makes."""

from dataclasses import replace

from portbook.compiler import Input, Readings, compile_sources
from portbook.options import Options, SourceOptions

PAGE = "| Source | Destination | Port |\n| --- | --- | --- |\n| {} | store | 5432† |\n"


def pages() -> list[Input]:
    return [Input(f"{name}.md", PAGE.format(name).encode(), SourceOptions()) for name in ("press", "cellar", "orchard")]


def test_only_the_changed_document_is_read_again() -> None:
    kept: Readings = {}
    compile_sources(pages(), Options(), kept=kept)
    before = {path: reading for path, (_, _, reading) in kept.items()}
    changed = [replace(page, data=page.data + b"| press | web | 80 |\n") for page in pages()[:1]] + pages()[1:]
    rebuilt = compile_sources(changed, Options(), kept=kept)
    assert [path for path, (_, _, reading) in kept.items() if before[path] is not reading] == ["press.md"]
    fresh = compile_sources(changed, Options())
    assert rebuilt.book == fresh.book
    assert rebuilt.report.diagnostics == fresh.report.diagnostics


def test_a_finding_of_a_kept_reading_is_told_again_at_the_level_that_is_set_now() -> None:
    kept: Readings = {}
    levels: tuple[dict[str, str], ...] = ({}, {"footnote-undefined": "error", "table-delimiter": "error"}, {})
    first, strict, again = (compile_sources(pages(), Options(levels=level), kept=kept).report for level in levels)
    assert not first.errors
    assert strict.errors
    assert again.diagnostics == first.diagnostics


def test_a_source_with_other_options_is_read_again_and_one_that_is_gone_is_forgotten() -> None:
    kept: Readings = {}
    compile_sources(pages(), Options(), kept=kept)
    titled = [replace(page, options=SourceOptions(title="Cellar paths")) for page in pages()[1:2]]
    book = compile_sources(titled, Options(), kept=kept).book
    assert [document.title for document in book.documents] == ["Cellar paths"]
    assert list(kept) == ["cellar.md"]


def test_a_vendor_is_configured_or_stated_and_never_made_of_a_file_name() -> None:
    text = PAGE.format("press")
    stated = f"---\nvendor: Orchard\n---\n\n{text}"
    cases = ((text, SourceOptions()), (stated, SourceOptions()), (stated, SourceOptions(vendor="Meadow")))
    books = [compile_sources([Input("acme-paths.md", t.encode(), o)], Options()).book for t, o in cases]
    assert [book.documents[0].vendor for book in books] == ["", "Orchard", "Meadow"]
