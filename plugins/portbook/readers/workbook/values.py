"""What a cell of a workbook shows."""

from itertools import groupby
from typing import Any

from portbook.readers.inline import raised
from portbook.vocabulary.marks import STRIKE


def shown(value: Any, is_struck: bool = False) -> str:
    """Return the text of a value; ``is_struck`` tells that the style of its cell strikes it out."""
    if isinstance(value, list):  # a text with several fonts, each run of which is a text or has a font of its own
        return _runs(value, is_struck)
    return _struck(_plain(value)) if is_struck else _plain(value)


def _plain(value: Any) -> str:
    """Return whole numbers without a decimal point, dates as in ISO 8601, truth as TRUE or FALSE."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if is_date(value):
        return str(value.isoformat()).removesuffix("T00:00:00")
    return str(value)


def is_date(value: Any) -> bool:
    """Tell whether a value is a date or a time of day."""
    return hasattr(value, "isoformat")


def _runs(runs: list[Any], is_struck: bool) -> str:
    """Return the text of runs. Raised characters are the marks of footnotes; a font of its own may strike a run out."""
    parts = [(_run(run), bool(run.font.strike) if hasattr(run, "font") else is_struck) for run in runs]
    joined = [
        ("".join([text for text, _ in same]), struck) for struck, same in groupby(parts, key=lambda part: part[1])
    ]
    return "".join([_struck(text) if struck else text for text, struck in joined])


def _run(run: Any) -> str:
    text = str(run)
    return raised(text) if getattr(getattr(run, "font", None), "vertAlign", None) == "superscript" else text


def _struck(text: str) -> str:
    """Write a struck text, line by line, with the sign that readers use."""
    return "\n".join([f"{STRIKE}{line}{STRIKE}" if line.strip() else line for line in text.split("\n")])
