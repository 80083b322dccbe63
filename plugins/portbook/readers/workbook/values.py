"""What a cell of a workbook shows."""

from typing import Any

from portbook.readers.inline import raised


def shown(value: Any) -> str:
    """Return the text of a value: whole numbers without a decimal point, dates as in ISO 8601, truth as TRUE or FALSE.

    Raised characters of a text with several fonts are the marks of footnotes and stay apart from what they stand on.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, list):  # a text with several fonts, each run of which is a text or has a font of its own
        return "".join([_run(run) for run in value])
    if is_date(value):
        return str(value.isoformat()).removesuffix("T00:00:00")
    return str(value)


def is_date(value: Any) -> bool:
    """Tell whether a value is a date or a time of day."""
    return hasattr(value, "isoformat")


def _run(run: Any) -> str:
    text = str(run)
    return raised(text) if getattr(getattr(run, "font", None), "vertAlign", None) == "superscript" else text
