"""Draw with ``dot`` from PATH: many graphs through one process where that goes well, else one process a graph."""

import re
import shutil
import time
from collections.abc import Iterator, Mapping, Sequence

from portbook.diagrams.engine.complaints import NO_TIME, errors_in, joined, late
from portbook.diagrams.engine.order import DrawingError, Drawn, EngineMissingError, Order, Ready
from portbook.diagrams.engine.process import Ran, manner, run
from portbook.diagrams.engine.worker import PROBE, finds_fonts

HEAD = b"<?xml "
"""How each picture of a batch begins; texts in a picture are escaped and cannot hold it."""

ROOT = re.compile(rb'<g id="[\w,]*graph\d+"')
"""Graphviz numbers the pictures of a batch."""


class SystemDot:
    """Draw with the program ``dot``."""

    def __init__(self, order: Order, program: str = "dot") -> None:
        self._order = order
        self._program = shutil.which(program)

    def launch(self) -> None:
        """Look whether the program is there."""
        if self._program is None:
            raise EngineMissingError("there is no dot on PATH")

    def ready(self, seconds: float) -> Ready:
        """Ask the program for its version, and let it lay out a probe."""
        deadline = time.monotonic() + seconds
        try:
            name = self._run(["-V"], "", seconds).complaints
            probe = self._run(["-Tplain"], PROBE, deadline - time.monotonic())
            return Ready(_named(name), finds_fonts(probe.output))
        except DrawingError as error:
            raise EngineMissingError(str(error)) from None
        except (LookupError, ValueError):
            raise EngineMissingError("dot draws nothing that makes sense") from None

    def draw(self, dots: Mapping[str, str], deadline: float) -> Iterator[Drawn]:
        """Draw DOT texts; where the batch fails, each alone, so that it is known which of them failed."""
        batch = self._batch(list(dots.values()), (deadline - time.monotonic()) / 2)
        if batch:
            yield from zip(dots, batch, strict=True)
            return
        for name, dot in dots.items():
            left = deadline - time.monotonic()
            try:
                yield name, self._alone(dot, left / 2) if left > 0 else DrawingError(NO_TIME)
            except DrawingError as error:
                yield name, error

    def close(self) -> None:
        """Do nothing: no process outlives its graphs."""

    def _batch(self, dots: Sequence[str], seconds: float) -> list[bytes]:
        """Draw all through one process. Returns nothing unless each has its picture."""
        if self._order.format != "svg" or len(dots) < 2:
            return []  # the pictures of other formats cannot be told apart so surely
        try:
            ran = self._run(["-Tsvg"], "\n".join(dots), seconds)
        except DrawingError:
            return []
        pictures = [ROOT.sub(b'<g id="graph0"', HEAD + part, count=1) for part in ran.output.split(HEAD)[1:]]
        return pictures if len(pictures) == len(dots) and not errors_in(ran.complaints) else []

    def _alone(self, dot: str, seconds: float) -> bytes:
        ran = self._run([f"-T{self._order.format}"], dot, seconds)
        if complaints := errors_in(ran.complaints):
            raise DrawingError(complaints)
        return ran.output

    def _run(self, arguments: Sequence[str], text: str, seconds: float) -> Ran:
        try:
            ran = run([self._program or "dot", *arguments], text, seconds, self._order.images)
        except TimeoutError:
            raise DrawingError(late("dot", seconds)) from None
        except (OSError, ValueError) as error:
            raise DrawingError(f"dot cannot be used: {error}") from None
        if ran.code:
            raise DrawingError(joined([f"dot ended {manner(ran.code)}", errors_in(ran.complaints)]))
        return ran


def _named(version: str) -> str:
    found = re.search(r"graphviz version (\S+)", version)
    return f"Graphviz {found[1]} of dot" if found else "dot"
