"""Text of documents in messages: safe for a terminal, and short."""


def printable(text: str) -> str:
    """Make text from a document safe for a terminal and a log: control characters are shown escaped."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def shorten(text: str, width: int = 100) -> str:
    """Cut text for a message, showing that it was cut."""
    return text if len(text) <= width else text[: width - 1] + "…"
