"""Lines that draw a table instead of filling it: rulers below headers, borders of boxes."""

import re

RULE = re.compile(r"[\s|+:=\-\u2500-\u257f]+")
"""A line that holds nothing but what tables are drawn with."""
STROKE = re.compile(r"--|==|[─━═]")
"""What a rule has at least, so that it is no row of empty cells."""
RULER = re.compile(r"\s*[-=─━═]{2,}(?:[ ]+[-=─━═]{2,})+\s*")
"""A rule with a gap between each two columns, which tells where they stand."""
RUN = re.compile(r"[-=─━═]+")
FENCES = frozenset("+├╠┣╟╞┠┝")
"""How a border between the rows of a box begins; ``|---|`` is one between groups of rows, or below a header."""


def is_rule(text: str) -> bool:
    """Tell whether a line only draws."""
    return RULE.fullmatch(text) is not None and STROKE.search(text) is not None


def is_fence(text: str) -> bool:
    """Tell whether a line is the border of a box."""
    return text.strip()[:1] in FENCES and is_rule(text)


def ruled(text: str) -> tuple[tuple[int, int], ...]:
    """Return where the columns stand below which a line draws rulers; nothing where it draws none."""
    return tuple([run.span() for run in RUN.finditer(text)]) if RULER.fullmatch(text) else ()
