"""Template tags of unrendered pages: ``<%= x %>``, ``{{ x }}``, ``{% x %}`` and their kin.

A tag is kept as written unless the configuration says what stands for it; a comment stands for nothing.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from portbook.diagnostics import Place, Report, shorten
from portbook.document import Block, Cell, Document, Footnote, Heading, Prose, Row, Sheet, Stray, StrayKind, Table
from portbook.options import SourceOptions

TAG = re.compile(
    r"\{\{!--(?:(?!\{\{!--|--\}\}).)*+--\}\}|"
    r"<%(?:(?!<%|%>).)*+%>|"
    + "|".join(
        rf"{begin}(?!(?:(?!{begin}|{end}|</?t[dhr]\b).)*+</t[dhr]\b)(?:(?!{begin}|{end}).)*+{end}"
        for begin, end in ((r"\{\{", r"\}\}+"), (r"\{%", r"%\}"), (r"\{#", r"#\}"))
    ),
    re.DOTALL,
)
"""A tag. It ends before the next one begins, so that a text of open tags takes no longer than any other.

Nor does one reach out of the cell of a table in which it begins: whole rows may be commented out, parts of them not.
"""
DELIMITERS = re.compile(r"\A(?:<%|\{\{+|\{%|\{#)[-=#%<~+]*|[-%>~+]*(?:%>|\}\}+|%\}|#\})\Z")
COMMENT = re.compile(r"<%[-_]?#|\{\{[-~]?\s*(?:!|/\*)|\{#")
"""How a comment begins, in the engines that have them: it shows nothing, and no value stands for it."""
OPENERS = ("<%", "{{", "{%", "{#")


def has_tag(text: str) -> bool:
    """Tell whether a text may hold a tag; quicker than looking for one."""
    return ("{" in text or "<%" in text) and any(opener in text for opener in OPENERS)


def is_template(text: str) -> bool:
    """Tell whether a text is made of tags alone, so that its page will not show it as written."""
    return has_tag(text) and not TAG.sub("", text).strip()


def is_statement(text: str) -> bool:
    """Tell whether a text is made of tags alone that show nothing, such as ``{% endif %}``."""
    plain = TAG.sub(lambda match: "" if is_comment(match[0]) else match[0], text) if has_tag(text) else text
    return "{{" not in plain and "<%=" not in plain and is_template(text)


def is_comment(tag: str) -> bool:
    """Tell whether a tag is a comment of its engine."""
    return COMMENT.match(tag) is not None


def expression(tag: str) -> str:
    """Return what is written in a tag: the key under which the configuration gives its value."""
    return DELIMITERS.sub("", tag).strip()


@dataclass(slots=True)
class Templates:
    """Replace the tags of one source by the configured values, and report each other one once."""

    path: str
    variables: Mapping[str, str]
    report: Report
    sheet: str = ""
    """The sheet of a workbook whose texts are resolved."""
    _reported: set[str] = field(default_factory=set)

    def resolve(self, text: str, line: int) -> str:
        """Return the text with the configured values in the place of their tags. ``line`` is where it stands."""
        if not has_tag(text):
            return text
        return TAG.sub(lambda match: self._value(match[0], Place(self.path, line, self.sheet)), text)

    def _value(self, tag: str, place: Place) -> str:
        if is_comment(tag):
            return ""
        key = expression(tag)
        if key in self.variables:
            self.report.use(self.path, "variables", key)
            return self.variables[key]
        if key and key not in self._reported:
            self._reported.add(key)
            self.report.add(
                "template-tag",
                place,
                f"the template tag {shorten(' '.join(tag.split()))!r} has no value and is kept as written",
                f"Say what stands for it: `variables: {{{shorten(key)!r}: ...}}` of the source; or read the rendered "
                "page.",
            )
        return tag


def resolved(document: Document, options: SourceOptions, report: Report) -> Document:
    """Return the document with the tags replaced in the texts of its nodes; what they were read from stays."""
    if not has_tag(document.source.text):
        return document
    templates = Templates(document.source.path, options.variables, report)
    return replace(document, blocks=tuple([_block(block, templates) for block in document.blocks]))


def _block(block: Block, templates: Templates) -> Block:
    if isinstance(block, Sheet):
        templates.sheet = block.text
    if isinstance(block, Table):
        caption = templates.resolve(block.caption, block.line)
        header, items = _row(block.header, templates), tuple([_item(item, templates) for item in block.items])
        return replace(block, caption=caption, header=header, items=items)
    if isinstance(block, Heading | Prose | Footnote) and has_tag(block.text):
        return replace(block, text=templates.resolve(block.text, block.line))
    return block


def _item(item: Row | Stray, templates: Templates) -> Row | Stray:
    if isinstance(item, Row):
        return _row(item, templates)
    if item.kind is StrayKind.TEMPLATE:
        templates.resolve(item.raw, item.line)  # it hides or repeats rows: say so
    return item


def _row(row: Row, templates: Templates) -> Row:
    if not has_tag(row.raw):
        return row
    cells = tuple([_cell(cell, row.line, templates) for cell in row.cells])
    return replace(row, cells=cells, alternative=tuple([templates.resolve(text, row.line) for text in row.alternative]))


def _cell(cell: Cell, line: int, templates: Templates) -> Cell:
    return replace(cell, text=templates.resolve(cell.text, line)) if has_tag(cell.text) else cell
