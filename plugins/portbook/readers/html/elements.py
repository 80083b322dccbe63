"""What the elements of HTML are to a reader of tables."""

from portbook.readers.html.furniture import LANDMARKS, NAMED, SKIPPED

CELLS = frozenset({"td", "th", "caption"})
GROUPS = frozenset({"thead", "tbody", "tfoot", "tr"})
LISTS = frozenset("ul ol li dl dt dd".split())
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
STRUCTURE = LISTS | HEADINGS | {"p", "br"}
SEPARATORS = frozenset(
    "address article aside blockquote body center details div fieldset figcaption figure footer form header hr html "
    "main nav noscript pre section summary".split()
)
LEFT_OUT = SKIPPED | LANDMARKS | NAMED | {"title"}
"""Elements that may be no content."""
SCRIPTS = frozenset({"sup", "sub"})
TRANSPARENT = frozenset({"!", "wbr"})
"""What may stand within a word: comments, and places where a line may break."""
APART = SEPARATORS | STRUCTURE | CELLS | GROUPS | SCRIPTS | TRANSPARENT | {"table"}
"""Elements at whose borders words end anyway, or which are not seen."""
