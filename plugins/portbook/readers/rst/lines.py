"""The lines of a page of reStructuredText, counted as docutils counts them."""

NO_BREAKS = {ord("\v"): " ", ord("\f"): " "}
"""Characters at which Python breaks lines and docutils does not."""


class Lines:
    """Know the lines of a source, counted from 1, and where each begins."""

    def __init__(self, text: str) -> None:
        self.texts = [""]
        self.starts = [0]
        at = 0
        for line in text.translate(NO_BREAKS).splitlines(keepends=True):
            self.texts.append(line)
            self.starts.append(at)
            at += len(line)
        self.starts.append(at)

    @property
    def count(self) -> int:
        return len(self.texts) - 1

    def start(self, number: int) -> int:
        return self.starts[min(max(number, 1), self.count + 1)] if self.count else 0
