"""Write the text of a page so that digits which markup keeps apart make no number together."""

import html
import re

from portbook.readers.html.elements import APART, TRANSPARENT
from portbook.readers.html.markup import Output
from portbook.readers.inline import begins_with_digit, ends_with_digit, is_glued
from portbook.vocabulary.marks import BETWEEN_DIGITS

LOOKED_AT = 40
"""Characters of a text that tell whether it begins or ends with a digit."""
OPEN_REFERENCE = re.compile(r"&#?\w{0,40}\Z")
"""What would be another character together with the text behind a tag that is left out: ``a&<b>copy</b>right``."""


class Words:
    """Write visible text; know the text before, if nothing but the borders of inline elements came since."""

    def __init__(self, output: Output) -> None:
        self._output = output
        self._before, self._at_border = "", False

    @property
    def glued(self) -> bool:
        """Tell whether what comes next stands right behind a word."""
        return is_glued(self._before)

    def write(self, text: str, at: int) -> None:
        if self._at_border and self._before and self._joins(text):
            self._output.made.apart.append(at)
            self._output.write(BETWEEN_DIGITS)
        self._before, self._at_border = text, False
        self._output.write(OPEN_REFERENCE.sub(_closed, text).replace("<", "&lt;"))

    def end_word(self) -> None:
        self._before = ""

    def reach_border(self) -> None:
        self._at_border = True

    def pass_tag(self, name: str) -> None:
        """Pass the tag of an element, at whose border a word ends, or goes on but in other markup."""
        if name and name not in APART:
            self.reach_border()
        elif name not in TRANSPARENT:
            self.end_word()

    def _joins(self, text: str) -> bool:
        """Tell whether a text would make one number with the digits before it."""
        return begins_with_digit(html.unescape(text[:LOOKED_AT])) and ends_with_digit(
            html.unescape(self._before[-LOOKED_AT:])
        )


def _closed(reference: re.Match[str]) -> str:
    """Write what a text ends with as the character that it is by itself."""
    return html.escape(html.unescape(reference[0]), quote=False)
