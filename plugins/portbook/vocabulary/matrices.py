r"""The corner of a table whose rows are sources and whose columns are destinations: "From \ To"."""

import re
from functools import lru_cache

_ROWS = frozenset("from source sources src origin initiator caller von quelle de origen origine da".split())
_ACROSS = frozenset("to destination destinations dest dst target targets nach ziel vers destino a".split())
ENDS = (_ROWS, _ACROSS)
_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=4096)
def is_corner(header: str) -> bool:
    """Tell whether a header names both ends and nothing else, whatever signs stand between the two."""
    words = _WORD.findall(header.casefold())
    if header.replace(" ", "").isalpha():
        return False
    return len(words) == len(ENDS) and any(all(map(frozenset.__contains__, pair, words)) for pair in (ENDS, ENDS[::-1]))
