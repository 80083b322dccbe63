"""Read the values of command-line options: ports and sizes."""

import re

import click

from portbook.model import PortRange

MILLIMETRES = 25.4
"""How many make an inch."""

SMALLEST, LARGEST = 10, 5000
"""The sides that a picture may have, in millimetres; a page of PDF has no longer one."""


def port_range(text: str) -> PortRange:
    """Read a port or a range of ports: ``8443``, ``8000-8999``. Raises BadParameter."""
    match = re.fullmatch(r"([0-9]{1,5})(?:-([0-9]{1,5}))?", text)
    try:
        first, last = match.groups() if match else ("", None)
        return PortRange(int(first), int(last or first))
    except ValueError:
        message = f"{text!r} is no port; expected one such as 8443, or a range such as 8000-8999, up to 65535."
        raise click.BadParameter(message) from None


def size(text: str) -> tuple[float, float]:
    """Read a width and a height in millimetres, ``297x210``, and return them in inches. Raises BadParameter."""
    match = re.fullmatch(r"([0-9]{1,4})x([0-9]{1,4})", text)
    width, height = map(int, match.groups()) if match else (0, 0)
    if not (SMALLEST <= width <= LARGEST and SMALLEST <= height <= LARGEST):
        raise click.BadParameter(
            f"{text!r} is no size; expected millimetres such as 297x210, each from {SMALLEST} to {LARGEST}."
        )
    return width / MILLIMETRES, height / MILLIMETRES
