"""Compare reading a Markdown page with a bare parse of it by markdown-it-py.

Usage: python -m benchmarks.reading
"""

from pathlib import Path

from markdown_it import MarkdownIt

from benchmarks.clock import in_turn, machine, verdict
from benchmarks.generate import markdown, sections
from portbook.diagnostics import Report
from portbook.options import SourceOptions
from portbook.readers import READERS

GUIDE = sorted((Path(__file__).parents[1] / "docs").rglob("*.md"))
TURNS = 20


def main() -> None:
    """Measure pages of tables and of prose, and print the ratios."""
    print(machine())
    for name, page in _pages().items():
        _compare(name, page)


def _pages() -> dict[str, str]:
    return {
        "one table of 30 rows": markdown(sections(30, 30)),
        "20 tables of 30 rows": markdown(sections(600, 30)),
        "one table of 3,500 rows": markdown(sections(3_500, 3_500)),
        "prose: this project's guide": "\n\n".join(path.read_text(encoding="utf-8") for path in GUIDE),
    }


def _compare(name: str, page: str) -> None:
    parser = MarkdownIt("commonmark").enable("table")
    reader, data, options = READERS["markdown"], page.encode(), SourceOptions()
    turns = range(max(1, TURNS * 10_000 // len(page)))

    def ours() -> None:
        for _ in turns:
            report = Report()
            reader.read(reader.decode("page.md", data, options, report), options, report, ())

    def bare() -> None:
        for _ in turns:
            parser.parse(page)

    took = in_turn({"ours": ours, "bare": bare}, 7)
    print(f"{name:28} {len(page):9,} characters  ratio {verdict(took['ours'] / took['bare'], 1.5)}", flush=True)


if __name__ == "__main__":
    main()
