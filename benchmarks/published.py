"""Read the tables back out of a built site, to write the same pages by hand."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from benchmarks.generate import Row, table


@dataclass(frozen=True, slots=True)
class Published:
    """Hold one page of a built site: its path without extension, and its tables, each with its header first."""

    path: str
    tables: tuple[tuple[Row, ...], ...]

    def markdown(self) -> str:
        """Write the page as a person would write it by hand, without links and labels."""
        return "\n\n".join([f"# {self.path}", *(table(rows[0], rows[1:]) for rows in self.tables)]) + "\n"


def published(folder: Path) -> list[Published]:
    """Read every page of a folder of a built site."""
    return [_page(folder, path) for path in sorted(folder.rglob("*.html"))]


def _page(folder: Path, path: Path) -> Published:
    reader = _Tables()
    reader.feed(path.read_text(encoding="utf-8"))
    tables = tuple(tuple(map(tuple, rows)) for rows in reader.tables if len(rows) > 1)
    return Published(path.relative_to(folder).with_suffix("").as_posix(), tables)


@dataclass
class _Tables(HTMLParser):
    tables: list[list[list[str]]] = field(default_factory=list)
    inside: bool = False

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag == "table":
            self.tables.append([])
        elif tag == "tr" and self.tables:
            self.tables[-1].append([])
        elif tag in ("td", "th") and self.tables and self.tables[-1]:
            self.tables[-1][-1].append("")
            self.inside = True

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.tables[-1][-1][-1] += " ".join(data.split()).replace("|", "\\|") + " "
