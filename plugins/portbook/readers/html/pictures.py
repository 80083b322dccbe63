"""Pictures within a page, and the tags with which a browser takes them for ended."""

from collections.abc import Iterable

from portbook.readers.html.tags import Tag

PICTURES = frozenset({"svg", "math"})
BREAKING = frozenset(
    """
    b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta
    nobr ol p pre ruby s small span strong strike sub sup table tt u ul var
    """.split()
)
"""Tags that no picture holds, so that what follows is text of the page again (HTML, "in foreign content")."""
HOLDING_TEXT = frozenset("foreignobject desc title annotation-xml mi mo mn ms mtext".split())
"""Elements of pictures that hold such tags (HTML, integration points)."""


def breaks_out(inner: Iterable[Tag]) -> bool:
    """Tell whether a picture ends before its end tag, by the tags between its own."""
    depth = 0
    for tag in inner:
        if tag.name in HOLDING_TEXT:
            depth += -1 if tag.closing else 1
        elif depth <= 0 and tag.name in BREAKING and not tag.closing:
            return True
    return False
