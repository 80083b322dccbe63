"""References to footnotes, and what looks like one: short text that stands glued to the word before it."""

import re

from portbook.readers.inline import is_in_page, looks_like_mark

REFERENCE = re.compile(
    r"(?:class|role|epub:type|rel)\s*=\s*[\"']?[^\"'>]*(?:footnote-?ref|noteref|footnote-reference|\bfootnote\b)"
    r"|href\s*=\s*[\"']?[^\"'>\s]*#(?:user-content-)?(?:fn\d|fn[:_-](?!ref)|_?ftn\d|cite_note|footnote)",
    re.IGNORECASE,
)
RAISED = re.compile(r"vertical-align\s*:\s*super|class\s*=\s*[\"']?[^\"'>]*\bsuper(?:script)?\b", re.IGNORECASE)
NOTED = re.compile(
    r"\b(?:class|role|epub:type|id|rel)\s*=\s*[\"']?[^\"'>]*(?:foot-?note|end-?note|\bfn|\bnote|\bref|\bsup\b|\bannot)"
    r"|\bhref\s*=\s*[\"']?[^\"'>\s]*#(?:foot|end)?(?:note|fn|ref)",
    re.IGNORECASE,
)
INLINE = frozenset("a abbr b cite em font i ins label mark small span strong u".split())
"""Elements that may hold a footnote mark."""
TAG = re.compile(r"<[^>]*>")


def is_note_reference(name: str, tag: str) -> bool:
    """Tell whether an element is the reference to a footnote, or text that is raised as one."""
    if "=" not in tag:
        return False
    return RAISED.search(tag) is not None or (name == "a" and REFERENCE.search(tag) is not None)


def is_mark(name: str, tag: str, content: str, glued: bool) -> bool:
    """Tell whether an element is a footnote mark by its content and by what names it or where it leads.

    ``glued`` tells that it stands right behind a word: there a link within the page, or small print, is one too.
    """
    if not looks_like_mark(TAG.sub("", content)):
        return False
    return NOTED.search(tag) is not None or (glued and (name == "small" or is_in_page(tag)))
