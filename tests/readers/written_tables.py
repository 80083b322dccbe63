"""Write a table in each format that is read, as plainly as the format allows; nothing in its cells is markup."""

import csv
import html
import io
import re
import string
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO

from docutils.utils import column_width
from openpyxl import Workbook

from readers.made_tables import Rows

PUNCTUATION = re.compile(f"[{re.escape(string.punctuation)}]")


@dataclass(frozen=True)
class Written:
    """Hold one way to write a table: the reader, the name of its file, and which tables it can hold."""

    reader: str
    path: str
    write: Callable[[Rows], str | bytes]
    breaks: bool = True
    plain: bool = False


def _escaped(text: str) -> str:
    """Write a backslash before each punctuation mark, as in Markdown and reStructuredText."""
    return PUNCTUATION.sub(r"\\\g<0>", text)


# --- delimited text and workbooks ---


def delimited(delimiter: str, quoting: int, ending: str) -> Callable[[Rows], str]:
    def write(rows: Rows) -> str:
        out = io.StringIO()
        csv.writer(out, delimiter=delimiter, lineterminator=ending, quoting=quoting).writerows(rows)  # type: ignore[arg-type]
        return out.getvalue()

    return write


def workbook(rows: Rows) -> bytes:
    book, out = Workbook(), BytesIO()
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row, 1):
            if text:
                cell = book.worksheets[0].cell(number, column, text)
                cell.data_type = "s"  # also where the text begins as a formula does
    book.save(out)
    return out.getvalue()


# --- flattened text ---


def spaced(gap: str) -> Callable[[Rows], str]:
    return lambda rows: "Paths\n\n" + "".join(gap.join(row) + "\n" for row in rows)


# --- Markdown and HTML ---


def markdown(rows: Rows) -> str:
    lines = ["| " + " | ".join(_escaped(text).replace("\n", "<br>") for text in row) + " |\n" for row in rows]
    lines.insert(1, "|---" * len(rows[0]) + "|\n")
    return "".join(lines)


def markup(rows: Rows) -> str:
    tags = ["th", *["td"] * (len(rows) - 1)]
    lines = ("".join(f"<{tag}>{_as_html(text)}</{tag}>" for text in row) for row, tag in zip(rows, tags, strict=True))
    return "<table>\n" + "".join(f"<tr>{line}</tr>\n" for line in lines) + "</table>\n"


def _as_html(text: str) -> str:
    return html.escape(text).replace("\n", "<br>")


# --- reStructuredText ---


def _spelled(text: str) -> str:
    """Write a text that shows as it is, with a blank that does not where it would draw a line across the page."""
    lines = (_escaped(line) for line in text.split("\n"))
    return "\n".join(rf"\ {line}" if line and not line.strip("\\") else line for line in lines)


def _drawn(text: str, width: int) -> str:
    return text + " " * (width - column_width(text))


def _laid_out(rows: Rows) -> tuple[list[list[list[str]]], list[int]]:
    """Return the lines of each cell, with an empty one between two paragraphs, and the width of each column."""
    laid = [[_spelled(text).replace("\n", "\n\n").split("\n") for text in row] for row in rows]
    return laid, [max(3, *(column_width(line) for row in laid for line in row[at])) for at in range(len(rows[0]))]


def grid(rows: Rows) -> str:
    laid, widths = _laid_out(rows)
    rule = "+" + "+".join("-" * (width + 2) for width in widths) + "+\n"
    head, *body = ("".join(_grid_lines(row, widths)) for row in laid)
    return rule + head + rule.replace("-", "=") + "".join(row + rule for row in body)


def _grid_lines(row: list[list[str]], widths: Sequence[int]) -> list[str]:
    height = max(map(len, row))
    filled_up = [cell + [""] * (height - len(cell)) for cell in row]
    return [
        "|" + "|".join(f" {_drawn(text, width)} " for text, width in zip(line, widths, strict=True)) + "|\n"
        for line in zip(*filled_up, strict=True)
    ]


def simple(rows: Rows) -> str:
    laid, widths = _laid_out(rows)
    rule = "  ".join("=" * width for width in widths) + "\n"
    head, *body = (
        "  ".join(_drawn(cell[0], width) for cell, width in zip(row, widths, strict=True)) + "\n" for row in laid
    )
    return rule + head + rule + "".join(body) + rule


def listed(rows: Rows) -> str:
    items = [[_spelled(text).replace("\n", "\n\n       ") for text in row] for row in rows]
    lines = "".join("   * - " + "\n     - ".join(row) + "\n" for row in items)
    return f".. list-table::\n   :header-rows: 1\n\n{lines}"


def separated(rows: Rows) -> str:
    quoted = [['"' + _spelled(text).replace('"', '""').replace("\n", "\n\n   ") + '"' for text in row] for row in rows]
    return ".. csv-table::\n   :header-rows: 1\n\n" + "".join(f"   {', '.join(row)}\n" for row in quoted)


WAYS = {
    "csv": Written("csv", "mill.csv", delimited(",", csv.QUOTE_MINIMAL, "\r\n")),
    "csv of semicolons": Written("csv", "mill.csv", delimited(";", csv.QUOTE_ALL, "\n")),
    "tsv": Written("csv", "mill.tsv", delimited("\t", csv.QUOTE_MINIMAL, "\n")),
    "workbook": Written("xlsx", "mill.xlsx", workbook),
    "text with tabs": Written("text", "mill.txt", spaced("\t"), breaks=False),
    "text with gaps": Written("text", "mill.txt", spaced("   "), breaks=False, plain=True),
    "markdown": Written("markdown", "mill.md", markdown),
    "html": Written("html", "mill.html", markup),
    "rst grid": Written("rst", "mill.rst", grid),
    "rst simple": Written("rst", "mill.rst", simple, breaks=False),
    "rst list": Written("rst", "mill.rst", listed),
    "rst csv": Written("rst", "mill.rst", separated),
}
