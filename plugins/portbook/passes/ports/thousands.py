"""Tell separators of thousands in a port cell from those of a list."""

import re
from collections.abc import Callable
from typing import TypeVar

from portbook.model.ports import LAST_PORT
from portbook.passes.ports.reading import UnreadError
from portbook.vocabulary.ports import WELL_KNOWN

_SEPARATOR = r"[,'’ \u00a0\u2009\u202f]"
THOUSANDS = re.compile(rf"(?<![0-9,])([1-9][0-9]?){_SEPARATOR}([0-9]{{3}})(?![0-9])")
DOTTED = re.compile(r"[1-9][0-9]?\.[0-9]{3}")
"""A number as in ``1.024 - 65.535``; one alone may be a version."""

Read = TypeVar("Read")


def read_without_thousands(text: str, read: Callable[[str], Read]) -> Read:
    """Read a cell without its separators of thousands.

    Raises UnreadError for ``8,443``, which may be 8443 or a list.
    """
    numbers = re.findall(r"[0-9][0-9.]*", text)
    if len(numbers) > 1 and all(map(DOTTED.fullmatch, numbers)):
        return read(text.replace(".", ""))
    doubtful = [match for match in THOUSANDS.finditer(text) if _may_be_one(match)]
    if not doubtful:
        return read(text)
    joined = THOUSANDS.sub(r"\1\2", text)
    # No list writes 024: where one number is written so, all are.
    if any(match[2].startswith("0") for match in doubtful):
        return read(joined)
    try:
        read(text)
    except UnreadError as error:
        if error.rule == "port-reversed":
            return read(joined)
        raise
    left, right = doubtful[0].groups()
    message = f"{doubtful[0][0]!r} may be port {left}{right} or the ports {left} and {right}"
    raise UnreadError(message, "port-ambiguous")


def _may_be_one(match: re.Match[str]) -> bool:
    left, right = int(match[1]), int(match[2])
    return int(match[1] + match[2]) <= LAST_PORT and not {left, right} <= WELL_KNOWN
