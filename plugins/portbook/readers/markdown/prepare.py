"""What markdown-it is not told of: HTML tables, and the lines that site generators add to Markdown.

The prepared text has the lines of the page, one for one, so that what is found in it stands there too.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

from portbook.readers.partition import NEWLINE

OPENING = re.compile(
    r"(?:^|(?<=\r))[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(?P<fence>`{3,}(?=[^`\r\n]*(?:[\r\n]|\Z))|~{3,})"
    r"|(?P<comment><!--)|(?P<code>`[^`\r\n]*`)|<(?P<raw>pre|script|style|textarea)\b|(?P<table><table\b)",
    re.MULTILINE | re.IGNORECASE,
)
TABLE_TAG = re.compile(r"<(/?)table\b[^<>]*>?", re.IGNORECASE)
ROW_TAG = re.compile(r"<tr\b", re.IGNORECASE)
HEADING = re.compile(r"(?:^|(?<=\r))#{1,6}[ \t]", re.MULTILINE)
BORDER = re.compile(r"[|\r\n]")
"""What ends a cell of a pipe table, or a line: the last one before a table is a pipe if that stands in a row."""
ENDS = {name: re.compile(rf"</{name}\b[^>]*>", re.IGNORECASE) for name in ("pre", "script", "style", "textarea")}
ENDS["comment"] = re.compile("-->")

LABELLED = re.compile(r"^[ \t>]*(?::{3,}[^\n]*|</?[A-Z][\w.]*(?:[ \t][^<>]*)?/?>[ \t]*$)", re.MULTILINE)
INDENTED = re.compile(r"^([ \t]*)(?:!!!|\?\?\?\+?|===[!+]?)[ \t]+[\"\w]", re.MULTILINE)
DIRECTIVE = re.compile(
    r"^[ \t]*`{3,}\{(?:table|note|tip|hint|warning|caution|important|attention|danger|error|seealso|admonition"
    r"|dropdown|tab-item|tab-set|grid|card)\}"
)
STAND_IN = "<?\ufdd0?>"
"""What stands for an HTML table, and in no page: an instruction ends whatever stands above it."""
SETTING = re.compile(r"^[ \t]*:[\w-]+:(?:[ \t]|$)")
INDENT = 4


def html_tables(text: str, begin: int) -> Iterator[tuple[int, int]]:
    """Find the tables written in HTML, outside of code and comments, from start tag to end tag."""
    if "<table" not in text.casefold():
        return
    ends, missing = _table_ends(text, begin), set[str]()
    rows, headings = ([*(m.start() for m in mark.finditer(text)), len(text)] for mark in (ROW_TAG, HEADING))
    borders = [match.start() for match in BORDER.finditer(text)]
    at = begin
    while match := OPENING.search(text, at):
        kind = match.lastgroup or ""
        at = match.end()
        if kind == "fence":
            closing = re.compile(rf"[\r\n][ \t>]*{match[kind]}[`~]*[ \t]*(?=[\r\n]|\Z)").search(text, at)
            at = closing.end() if closing else len(text)
        elif kind == "table":
            if _stands_free(text, match.start(), borders) and (
                end := ends.get(match.start()) or _cut_off(at, rows, headings)
            ):
                yield match.start(), end
                at = end
        elif (name := match["raw"].casefold() if kind == "raw" else kind) in ENDS and name not in missing:
            if end_tag := ENDS[name].search(text, at - 2 if kind == "comment" else at):
                at = end_tag.end()
            else:
                missing.add(name)


def _table_ends(text: str, begin: int) -> dict[int, int]:
    """Return where the tables end, by where they begin, nested ones included."""
    ends, opened = dict[int, int](), list[int]()
    for tag in TABLE_TAG.finditer(text, begin):
        if not tag[1]:
            opened.append(tag.start())
        elif opened:
            ends[opened.pop()] = tag.end()
    return ends


def _cut_off(at: int, rows: list[int], headings: list[int]) -> int:
    """Return where a table without end tag ends: before the next heading. A mere mention of a table has no rows."""
    end = headings[bisect_left(headings, at)]
    return end if rows[bisect_left(rows, at)] < end else 0


def _stands_free(text: str, at: int, borders: list[int]) -> bool:
    """Tell whether a table begins outside of a row of a pipe table."""
    before = bisect_left(borders, at) - 1
    return before < 0 or text[borders[before]] != "|"


def prepared(text: str, body: int, tables: list[tuple[int, int]]) -> str:
    """Return the text with empty lines for its front matter and for labels; marked passages move to the margin.

    ``STAND_IN`` is put in the place of each table.
    """
    parts, at = [_emptied_lines(text[:body])], body
    for begin, end in tables:
        parts += text[at:begin], STAND_IN, _emptied_lines(text[begin:end])
        at = end
    text = "".join([*parts, text[at:]])
    text = LABELLED.sub(_emptied, NEWLINE.sub("\n", text))
    if INDENTED.search(text) or "```{" in text:
        text = "\n".join(_outdented(text.split("\n")))
    return text


def _emptied_lines(text: str) -> str:
    return "\n" * len(NEWLINE.findall(text))


def _emptied(match: re.Match[str]) -> str:
    margin = len(match[0]) - len(match[0].lstrip(" \t>"))
    return match[0][:margin] + "\n" * match[0].count("\n")


def _outdented(lines: list[str]) -> Iterator[str]:
    """Take away the indent that marks what belongs to an admonition or a tab; code indented beyond it stays code."""
    margins: list[int] = []
    fence = ""
    for line in lines:
        body = line.strip()
        indent = len(line) - len(line.lstrip(" \t")) + INDENT * line[: len(line) - len(line.lstrip())].count("\t")
        while body and margins and indent < margins[-1]:
            margins.pop()
        shown = line.lstrip(" \t") if not body or indent < INDENT * len(margins) else _moved(line, len(margins))
        if DIRECTIVE.match(shown):
            fence = body[: len(body) - len(body.lstrip("`"))]
            yield ""
        elif fence and (body == fence or SETTING.match(shown)):
            fence = "" if body == fence else fence
            yield ""
        elif INDENTED.match(shown):
            margins.append(indent + INDENT)
            yield ""
        else:
            yield shown


def _moved(line: str, levels: int) -> str:
    """Return a line without so many indents, each a tab or four blanks."""
    for _ in range(levels):
        line = line[1:] if line.startswith("\t") else line.removeprefix(" " * INDENT)
    return line
