"""What stands on a published page around its content, by the names and classes that sites give it."""

import re
from bisect import bisect_left

SKIPPED = frozenset(
    "script style template svg math button select textarea iframe object audio video canvas datalist".split()
)
"""Elements that show no text of the page."""
TABLELESS = frozenset("svg math button select object audio video canvas datalist".split())
"""Those of them that hold no table, so that one which does is damage, or another place for content."""
CLASS = re.compile(r"\b(?:class|role|id|aria-label)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+))", re.IGNORECASE)
WORDS = frozenset(
    """
    navigation banner search contentinfo breadcrumb breadcrumbs navbar sidebar toc table-of-contents skip-link
    skip-to-content pagination-nav headerlink anchor-link anchorjs-link hash-link header-anchor footnote-backref
    fn-backref footnote-back reversefootnote doc-backlink data-footnote-backref toctree-wrapper edit-this-page
    """.split()
)
"""Classes, roles and names of what is no content."""
NAMED = frozenset("div a ul ol section span form p details".split())
"""Elements that may be anything: their class says what they are."""
LONGEST_MARK = 12
LANDMARKS = frozenset({"nav", "header", "footer", "aside"})
NOTES = re.compile(r"\b(?:id|class|role)\s*=\s*[\"']?[^\"'>]*(?:footnote|endnote|\bfn)|<sup\b", re.IGNORECASE)
CONTENT = re.compile(r"<table\b", re.IGNORECASE)
TITLE = re.compile(r"<h[1-6]\b", re.IGNORECASE)
BACK = re.compile(r"back-?(?:ref|link)|\breversefootnote\b|footnote-back|#fn-?ref|doc-backlink", re.IGNORECASE)


class Furniture:
    """Tell content and furniture apart in a part of a page."""

    def __init__(self, text: str, begin: int, end: int) -> None:
        self._text = text
        self._content = [match.start() for match in CONTENT.finditer(text, begin, end)]
        self._titles = [match.start() for match in TITLE.finditer(text, begin, end)]
        self._notes = [match.start() for match in NOTES.finditer(text, begin, end)]

    def has_table(self, begin: int, end: int) -> bool:
        """Tell whether a table begins in a part of the page."""
        return _any(self._content, begin, end)

    def holds(self, name: str, tag: str, begin: int, end: int) -> bool:
        """Tell whether an element is no content: its name, its start tag, and where its content stands."""
        has_table, has_title = self.has_table(begin, end), _any(self._titles, begin, end)
        if name in LANDMARKS:
            has_note = NOTES.search(tag) is not None or _any(self._notes, begin, end)
            return name == "nav" or not (has_table or (has_title if name == "header" else has_note))
        if name not in NAMED or "=" not in tag:
            return False
        if name == "a" and BACK.search(tag):  # where the number of a note leads back, it is the note's mark
            return not (end - begin < LONGEST_MARK and self._text[begin:end].strip("[]() ^\r\n").isalnum())
        words = {word for match in CLASS.finditer(tag) for word in "".join(filter(None, match.groups())).split()}
        if WORDS.isdisjoint(map(str.casefold, words)):
            return False
        return name in ("a", "span") or not (has_table or has_title)


def _any(places: list[int], begin: int, end: int) -> bool:
    at = bisect_left(places, begin)
    return at < len(places) and places[at] < end
