"""Compare building a site through the plugin with building the same tables written by hand in Markdown.

Both sites have the theme and the search of a plain MkDocs project. The hand-written one is read off the pages that the
plugin published, so that both hold the same pages, and on each the same tables.

Usage: python -m benchmarks.site_build
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from benchmarks.clock import in_turn, machine, verdict
from benchmarks.generate import HEADER, flattened, sections, table
from benchmarks.published import Published, published

ROUNDS = 3
FRONT = {"index.md": "# Front page\n\nA page.\n"}
HOST = {"site_name": "Benchmark", "use_directory_urls": False, "theme": {"name": "material", "font": False}}


def main() -> None:
    """Measure a book of 200 pages and print the ratios."""
    print(machine())
    with tempfile.TemporaryDirectory() as folder:
        # 64 tables and the sheets of some 130 endpoints: 200 generated pages, of 30 rows on average.
        _compare(Path(folder, "pages"), 64, 130, "200 generated pages, each of 30 rows on average")


def _compare(folder: Path, tables: int, endpoints: int, title: str) -> None:
    parts = sections(30 * tables, 30, endpoints)
    source = folder / "generated.txt"
    source.parent.mkdir()
    source.write_text(flattened(parts), encoding="utf-8")
    plain, drawn = (_plugin_site(folder / f"diagrams-{flag}", source, flag) for flag in (False, True))
    _build(plain)
    same = published(plain / "site" / "network")
    by_hand = _site(folder / "by-hand", {**FRONT, **{f"network/{page.path}.md": page.markdown() for page in same}}, [])
    alone = {f"{n}.md": f"# {part.title}\n\n{table(HEADER, part.rows)}\n" for n, part in enumerate(parts)}
    tables_only = _site(folder / "tables-only", {**FRONT, **alone}, [])
    took = in_turn({s.name: partial(_build, s) for s in (plain, drawn, by_hand, tables_only)}, ROUNDS)
    _print(title, took, same, len(parts))


def _print(title: str, took: Mapping[str, float], same: list[Published], tables: int) -> None:
    plain, drawn, by_hand = (took[name] for name in ("diagrams-False", "diagrams-True", "by-hand"))
    rows = sum(len(t) - 1 for page in same for t in page.tables)
    print(f"\n{title}: {len(same)} pages, {rows:,} rows")
    print(f"  the same pages by hand in Markdown   {by_hand:6.2f} s")
    print(f"  Portbook, diagrams off               {plain:6.2f} s  ratio {verdict(plain / by_hand, 0.6)}")
    print(f"  Portbook, diagrams on                {drawn:6.2f} s  ratio {verdict(drawn / by_hand, 0.6)}")
    alone = took["tables-only"]
    print(
        f"  only the {tables} source tables by hand {alone:8.2f} s  ratio {plain / alone:.2f}, for fewer pages",
        flush=True,
    )


def _plugin_site(folder: Path, source: Path, diagrams: bool) -> Path:
    return _site(folder, FRONT, [{"portbook": {"sources": [str(source)], "diagrams": diagrams}}])


def _site(folder: Path, pages: Mapping[str, str], plugins: list[object]) -> Path:
    for name, text in pages.items():
        path = folder / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(json.dumps({**HOST, "plugins": ["search", *plugins]}), encoding="utf-8")
    return folder


def _build(folder: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    build = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if build.returncode:
        sys.exit(f"{folder.name} was not built:\n{build.stderr}")


if __name__ == "__main__":
    main()
