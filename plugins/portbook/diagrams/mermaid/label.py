"""Write labels for Mermaid, with every text escaped.

Mermaid reads ``#35;`` as a character, so that neither Mermaid itself nor the Markdown and the HTML of its labels see a
character that means something to them.
"""

import re
from collections.abc import Iterable

WIDTH = 24
"""How many characters of one word stand on a line. Mermaid breaks lines at blanks by itself, and nowhere else."""

LONGEST = 600
"""How many characters a text has before it ends in an ellipsis."""

MEANINGFUL = re.compile(r"[^\w ,()/·-]|(?<![^\W_])[_-]|[_-](?![^\W_])")
"""What is written as a number: all but letters, digits, and marks that mean nothing where they stand.

Hyphens and underscores mean nothing between letters.
"""

RESERVED = re.compile(r"(?<=ﬂ)(?=°)|(?<=¶)(?=ß)|(?<=:)(?=fa-)|(?<=\$)(?=\$)")
"""Where Mermaid looks for signs of its own after it has read the numbers: for numbers again, icons and formulas."""


def label(texts: Iterable[str]) -> str:
    """Write texts as a label in quotes, each on lines of its own."""
    lines = [line for text in texts for line in _broken(text)]
    return f'"{"<br/>".join(map(escaped, lines)) or "#160;"}"'


def _broken(text: str) -> list[str]:
    """Cut a text that is too long, and break words that are."""
    words = " ".join(text.split())
    cut = words if len(words) <= LONGEST else f"{words[:LONGEST]}…"
    return re.sub(rf"\S{{{WIDTH}}}(?=\S)", "\\g<0>\n", cut).split("\n")


def escaped(text: str) -> str:
    """Write a text on one line, each character that could mean something as its number."""
    apart = RESERVED.sub("\N{ZERO WIDTH NON-JOINER}", " ".join(text.split()))
    return MEANINGFUL.sub(lambda found: f"#{ord(found[0])};", apart)
