"""Lists outside of tables that name ports: they are not read, and a finding says so."""

import re

from portbook.diagnostics import Place, Report, shorten
from portbook.document import Blank, Block, Document, Prose, Table

ITEM = re.compile(r"\s*(?:<(?:li|dt|dd)\b|(?:[-*+•–]|\d{1,2}[.)])\s)", re.IGNORECASE)
OPENED = re.compile(r"<(?:li|dt|dd)\b[^<>]*>\s*\Z", re.IGNORECASE)
LOOKED_AT = 200
"""Characters of an item, and of the markup before it."""
_NUMBER = r"[0-9]{2,5}\b"
_TRANSPORT = r"\b(?:tcp|udp|sctp)\b"
PORTS = re.compile(
    rf"\bports?:?\s+{_NUMBER}|{_TRANSPORT}\s*(?:ports?\b)?[\s/:(]*{_NUMBER}|\b{_NUMBER}\s*[/(]?\s*{_TRANSPORT}",
    re.IGNORECASE,
)


def reported(document: Document, report: Report) -> Document:
    """Name each list of a document that states ports, at the first item that does; return the document."""
    told, before = False, ""
    for block in document.blocks:
        if _is_item(block, before):
            text = block.text if isinstance(block, Prose) else ""
            if not told and PORTS.search(text, 0, LOOKED_AT):
                told = True
                message = f"the list names ports and is not read, such as {shorten(text)!r}"
                report.add("list-unread", Place(document.source.path, block.line), message)
        elif not isinstance(block, Blank):
            told = False
        before = "" if isinstance(block, Table) else block.raw
    return document


def _is_item(block: Block, before: str) -> bool:
    return isinstance(block, Prose) and bool(ITEM.match(block.raw) or OPENED.search(before[-LOOKED_AT:]))
