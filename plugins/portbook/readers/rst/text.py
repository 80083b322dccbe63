"""The text that a person reads in a node of reStructuredText."""

from docutils import nodes

from portbook.readers.inline import Reading, raised

SILENT = (nodes.comment, nodes.target, nodes.substitution_definition, nodes.raw, nodes.label)
LINES = (
    nodes.paragraph,
    nodes.line,
    nodes.list_item,
    nodes.literal_block,
    nodes.term,
    nodes.definition,
    nodes.title,
    nodes.field,
    nodes.line_block,
)
"""Nodes that begin and end a line."""
SCRIPTS: tuple[tuple[type[nodes.Node], str], ...] = ((nodes.superscript, "sup"), (nodes.subscript, "sub"))


def text_of(node: nodes.Node) -> str:
    """Return the text of a node, its lines separated by line breaks; footnote marks are raised characters."""
    reading = Reading()
    _walk(node, reading)
    return reading.text()


def line_of(node: nodes.Node) -> int:
    """Return the line on which a node begins, counted from 1; 0 where docutils does not know it."""
    return next((line for found in node.findall() if (line := found.line)), 0)


def mark_of(note: nodes.Element) -> str:
    """Return the mark of a footnote or citation, as it stands in the cells."""
    label = next((child.astext() for child in note.children if isinstance(child, nodes.label)), "")
    return raised(label) if isinstance(note, nodes.footnote) else f"[{label}]"


def _number(item: nodes.Node, numbered: nodes.Element) -> str:
    """Return the number of an item as it is written: "22. 80" in a cell is meant as that, and read as a list."""
    if numbered.get("enumtype") != "arabic":
        return ""
    number = numbered.get("start", 1) + numbered.index(item)
    return f"{numbered.get('prefix', '')}{number}{numbered.get('suffix', '')} "


def _walk(node: nodes.Node, reading: Reading) -> None:
    if isinstance(node, nodes.Text):
        reading.add(node.astext())
    elif isinstance(node, nodes.image):
        reading.add(str(node.get("alt", "")))
    elif isinstance(node, nodes.footnote_reference):
        reading.add(raised(node.astext()))
    elif isinstance(node, nodes.citation_reference):
        reading.add(f"[{node.astext()}]")
    elif isinstance(node, nodes.system_message):
        for unread in (child for child in node.children if isinstance(child, nodes.literal_block)):
            _around(unread, reading)
    elif not isinstance(node, SILENT):
        _around(node, reading)


def _around(node: nodes.Node, reading: Reading) -> None:
    script = next((script for kind, script in SCRIPTS if isinstance(node, kind)), "")
    if isinstance(node, LINES):
        reading.break_line()
    if isinstance(node.parent, nodes.enumerated_list):
        reading.add(_number(node, node.parent))
    if script:
        reading.open_script(script)
    for child in node.children:
        _walk(child, reading)
    if script:
        reading.close_script(script)
    if isinstance(node, LINES):
        reading.break_line()
