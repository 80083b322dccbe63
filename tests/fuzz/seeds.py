"""Where fuzzing begins: the cases of the tests, and the words and markup that a format is made of."""

from pathlib import Path

from fuzz.packing import FIRST_SHEETS, sheet
from portbook.readers import READERS
from portbook.vocabulary.headers import HEADERS

CASES = Path(__file__).parents[1] / "cases"
PAGES = Path(__file__).parents[2] / "source_tables"
FIRST, FOUND = Path(__file__).parent / "first", Path(__file__).parent / "found"

_WORDS = (
    *("TCP", "UDP", "443", "8443, 8080", "1024-65535", "Any", "N/A", "*", "**", "†", "(optional)", "inbound"),
    *[spelling for spelling in sorted(HEADERS) if " " not in spelling][:40],
)
_MARKUP = {
    "text": ("\t", "  ", "* "),
    "markdown": ("|", "|---|---|", "\\|", "`", "<br>", "<sup>", "[^1]", "<%= x %>", "{% if %}", "---", "# ", "> "),
    "html": (
        *("<table>", "<tr>", "<td>", "<th rowspan=2>", "<td colspan=3>", "</table>", "<sup>1</sup>", "<br>", "<li>"),
        *("<!--", "-->", "<script>", "&amp;", "<thead>", "<caption>", "<nav>", "<h2>"),
    ),
    "csv": (",", ";", "\t", '"', "sep=;", "\r\n", '""'),
    "rst": (
        *("+---+---+", "=== ===", ".. list-table::", "   * - ", "     - ", ".. csv-table::", ":header-rows: 1"),
        *("[1]_", ".. [1] ", "|", ".. table:: "),
    ),
    "xlsx": ("<c r=", "<v>", "<f>", "<mergeCell ref="),
}
DICTIONARY: dict[str, tuple[str, ...]] = {name: (*_WORDS, *markup) for name, markup in _MARKUP.items()}


def dictionary(name: str) -> str:
    """Return the words of a format as libFuzzer reads them: a quoted word a line, bytes in hexadecimal."""
    return "".join(f'"{"".join(map(_byte, word.encode()))}"\n' for word in DICTIONARY[name])


def _byte(value: int) -> str:
    character = chr(value)
    return character if character.isalnum() and value < 128 else f"\\x{value:02x}"


def seeds(name: str) -> list[bytes]:
    """Return the files with which the fuzzing of a format begins."""
    sheets = [sheet(rows) for rows in FIRST_SHEETS] if name == "xlsx" else []
    extensions = READERS[name].extensions
    files = [file for folder in (CASES, PAGES, FIRST / name, FOUND / name) for file in folder.rglob("*")]
    return sheets + [
        file.read_bytes()
        for file in sorted(files)
        if file.is_file() and (file.suffix in extensions or file.parent.name == name)
    ]
