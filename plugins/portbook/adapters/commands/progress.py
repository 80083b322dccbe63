"""Show what is being done, when a person watches: one line on the terminal that is gone afterwards."""

import sys
from types import TracebackType
from typing import Self

import click

CLEAR = "\r\x1b[2K"


class Progress:
    """Show the step that is under way."""

    def __init__(self) -> None:
        self._watched = sys.stderr is not None and sys.stderr.isatty()

    def __enter__(self) -> Self:
        return self

    def step(self, what: str) -> None:
        if self._watched:
            click.echo(f"{CLEAR}{what} ...", nl=False, err=True)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._watched:
            click.echo(CLEAR, nl=False, err=True)
