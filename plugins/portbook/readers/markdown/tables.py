"""The rule by which markdown-it finds pipe tables: it says which lines they have, and leaves the cells alone."""

from typing import TYPE_CHECKING

from portbook.readers.markdown.cells import is_delimiter, width
from portbook.readers.markdown.prepare import STAND_IN
from portbook.readers.templates import is_template

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock


def table(state: "StateBlock", start: int, end: int, silent: bool) -> bool:
    """Take the lines of a table, from its header to its last row.

    Beyond what GFM takes, a table goes on behind empty lines, comments and lines of a template engine when more of its
    rows follow, and its delimiter row need not have as many cells as its header. The token's ``meta`` holds the lengths
    of its lines without what belongs to the quotes and lists around them.
    """
    if start + 1 >= end or state.sCount[start + 1] < state.blkIndent or state.is_code_block(start + 1):
        return False
    delimiter = _line(state, start + 1)
    if delimiter[:1] not in ("|", "-", ":") or not is_delimiter(delimiter):
        return False
    header = _line(state, start)
    if "|" not in header or STAND_IN in header or state.is_code_block(start) or is_delimiter(header):
        return False
    if "|" not in delimiter and width(header) > 1:
        return False  # the underline of a heading
    if silent:
        return True
    stop = _stop(state, start + 2, end, width(header))
    token = state.push("table", "table", 0)
    token.map = [start, stop]
    token.meta = {"lengths": [len(_line(state, line)) for line in range(start, stop)]}
    state.line = stop
    return True


def _line(state: "StateBlock", line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _stop(state: "StateBlock", line: int, end: int, columns: int) -> int:
    rules = state.md.block.ruler.getRules("blockquote")
    while line < end and state.sCount[line] >= state.blkIndent:
        text = _line(state, line)
        if STAND_IN in text:
            return line
        if not text.startswith("|") and (
            not text.strip() or state.is_code_block(line) or any(rule(state, line, end, True) for rule in rules)
        ):
            after = _behind(state, line, end)
            if after == line or not _goes_on(state, after, end, columns):
                return line
            line = after
        line += 1
    return line


def _behind(state: "StateBlock", line: int, end: int) -> int:
    """Return the first line that is neither empty nor a comment nor a template engine's."""
    while line < end:
        text = _line(state, line).strip()
        if text.startswith("<!--"):
            while line < end and "-->" not in _line(state, line):
                line += 1
        elif text and not is_template(text):
            return line
        line += 1
    return end


def _goes_on(state: "StateBlock", line: int, end: int, columns: int) -> bool:
    """Tell whether a row of as many columns stands there, and not the header of another table."""
    if line >= end or state.sCount[line] < state.blkIndent:
        return False
    text = _line(state, line)
    return (
        text.startswith("|")
        and text.rstrip().endswith("|")
        and width(text) == columns
        and not (line + 1 < end and is_delimiter(_line(state, line + 1)))
    )
