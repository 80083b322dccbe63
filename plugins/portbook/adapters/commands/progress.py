"""Show what is being done, when a person watches: one line on the terminal that is gone afterwards."""

import sys
from types import TracebackType
from typing import Self

import click

CLEAR = "\r\x1b[2K"
WIDTH = 30
"""Characters of a bar."""


class Progress:
    """Show the step that is under way."""

    def __init__(self) -> None:
        self._watched = sys.stderr is not None and sys.stderr.isatty()

    def __enter__(self) -> Self:
        return self

    def step(self, what: str) -> None:
        if self._watched:
            click.echo(f"{CLEAR}{what} ...", nl=False, err=True)

    def bar(self, what: str, done: int, of: int) -> None:
        """Show how much of something is done."""
        filled = WIDTH * done // of
        self.step(f"{what} [{'#' * filled}{'.' * (WIDTH - filled)}] {done} of {of}")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._watched:
            click.echo(CLEAR, nl=False, err=True)
