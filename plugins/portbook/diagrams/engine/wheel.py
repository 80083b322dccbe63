"""Draw with the Graphviz of the pygraphviz wheel, in a worker process: a graph can abort it, or keep it busy for ever.

All graphs are written to the worker at once and answered in order, so it never waits for the next. When it breaks, the
graph whose turn it was has failed, and a new worker draws those behind it.
"""

import json
import sys
import time
from base64 import b64decode
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from math import ceil
from pathlib import Path
from typing import Any

from portbook.diagrams.engine.complaints import NO_TIME, errors_in, joined, late
from portbook.diagrams.engine.order import DrawingError, Drawn, EngineMissingError, Order, Ready
from portbook.diagrams.engine.process import Child

WORKER = (sys.executable or "python3", "-P", str(Path(__file__).with_name("worker.py")))


class Wheel:
    """Draw with a worker process: lines of JSON in, lines of JSON out, as ``worker.py`` describes."""

    def __init__(self, order: Order, command: Sequence[str] = WORKER) -> None:
        self._order = order
        self._command = command
        self._child: Child | None = None
        self._closed = False

    def launch(self) -> None:
        """Start the process."""
        try:
            limit = str(ceil(self._order.timeout) + 1)
            self._child = Child([*self._command, self._order.format, limit], self._order.images)
        except OSError as error:
            raise EngineMissingError(str(error)) from None

    def ready(self, seconds: float) -> Ready:
        """Let the process say its name."""
        try:
            answer = self._answer(seconds)
            return Ready(str(answer["engine"]), answer.get("fonts") is not False)
        except DrawingError as error:
            raise EngineMissingError(str(error)) from None
        except KeyError:
            self._drop()
            raise EngineMissingError("the engine did not say its name") from None

    def draw(self, dots: Mapping[str, str], deadline: float) -> Iterator[Drawn]:
        """Draw DOT texts; a worker that broke on one of them is replaced."""
        waiting = deque(dots)
        while waiting and not self._closed:
            if time.monotonic() >= deadline:
                yield from ((name, DrawingError(NO_TIME)) for name in waiting)
                return
            try:
                if self._child is None:
                    self.launch()
                    self.ready((deadline - time.monotonic()) / 2)
            except EngineMissingError as error:
                yield from ((name, DrawingError(str(error))) for name in waiting)
                return
            if self._child:
                self._child.write(json.dumps(dots[name]).encode("ascii") + b"\n" for name in waiting)
            while waiting and self._child:
                name = waiting.popleft()
                yield name, self._picture(deadline - time.monotonic())

    def close(self) -> None:
        """End the process."""
        self._closed = True
        self._drop()

    def _picture(self, left: float) -> bytes | DrawingError:
        if left <= 0:
            return DrawingError(NO_TIME)
        try:
            answer = self._answer(left / 2)
            return b64decode(answer["picture"], validate=True)
        except DrawingError as error:
            return error
        except (KeyError, TypeError, ValueError):
            self._drop()
            return DrawingError("the engine gave no picture")

    def _answer(self, seconds: float) -> dict[str, Any]:
        """Hear one line. Raises DrawingError where it is an error; a process that does not answer well is ended."""
        child = self._child
        if child is None:
            raise DrawingError("the engine was ended")
        try:
            answer = _parsed(child.answer(seconds))
        except TimeoutError:
            self._drop()
            raise DrawingError(late("the engine", seconds)) from None
        except EOFError:
            ended = f"the engine ended {child.end(patience=1)}"
            complaints = errors_in(child.complaints())
            self._drop()
            raise DrawingError(joined([ended, complaints])) from None
        except (ValueError, RecursionError):
            self._drop()
            raise DrawingError("the engine gave an answer that makes no sense") from None
        if wrong := joined([str(answer.get("error", "")), errors_in(str(answer.get("said", "")))]):
            raise DrawingError(wrong)
        return answer

    def _drop(self) -> None:
        child, self._child = self._child, None
        if child:
            child.close()


def _parsed(line: bytes) -> dict[str, Any]:
    """Read an answer. Raises EOFError where there is none, ValueError where it is none."""
    if not line:
        raise EOFError
    answer = json.loads(line)
    if not isinstance(answer, dict):
        raise ValueError("not an answer")
    return answer
