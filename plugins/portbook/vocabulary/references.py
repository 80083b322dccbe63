"""Words and signs of a cell that point elsewhere: at the cell above it, or at the other end of its row."""

_ABOVE = (
    *('"', "''", "”", "“", "″", "„", "〃", "ditto", "dito", "do.", "id.", "idem", "↑", '-"-', '–"–', '- " -', "-''-"),
    *("-”-", "-//-", "same as above", "the same as above", "as above", "see above", "same as previous", "as before"),
    *("same", "the same", "same as previous row", "same as the row above", "see previous row", "see row above"),
)
_SELF = (
    *("self", "itself", "themselves", "same", "same node", "same host", "same machine", "same vm", "same server"),
    *("same system", "same pod", "same instance", "the same host", "the same node", "the same machine", "the same vm"),
    *("localhost", "local", "local host", "local machine", "local node", "local server", "local system", "local only"),
    *("loopback", "loopback interface", "127.0.0.1", "127.0.0.0/8", "::1", "own host", "own node"),
)


def _spellings(word: str) -> tuple[str, ...]:
    plain = (word, word.capitalize(), word.title(), word.upper())
    return (*plain, *(f"({text})" for text in plain), *(f"{text}." for text in plain if text[-1].isalpha()))


DITTOS = frozenset(text for word in _ABOVE for text in _spellings(word))
"""Cells that say what the cell above them says, as they are written: no cell has to be folded to be looked up."""
SELVES = frozenset(text for word in _SELF for text in _spellings(word))
"""Names, as they are written, that mean the machine at the other end of their row; "same" does where none is above."""
