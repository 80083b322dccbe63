"""Draw DOT texts: an SVG or a message comes back for each, never an exception, never later than the limit.

The engine is a child process, because a graph can abort Graphviz or keep it busy for ever. A worker draws one graph
after the other, so that it is known on which it broke: that one has failed, a new worker draws the others. Where the
wheel's engine cannot be had, ``dot`` of the system is tried. Nothing else in the package starts processes.
"""

import json
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Protocol

WORKER = (sys.executable or "python3", "-P", str(Path(__file__).with_name("worker.py")))
LONGEST_ANSWER = 2**26
"""No answer of a working engine has more bytes."""


class EngineMissingError(Exception):
    """Say why an engine cannot be had."""


class DrawingError(Exception):
    """Say why one graph was not drawn."""


@dataclass(frozen=True, slots=True)
class Rendering:
    """Hold an SVG or a message for each DOT text by its name. ``engine`` names the engine, empty where none was had."""

    svgs: dict[str, str]
    failures: dict[str, str]
    engine: str


class Engine(Protocol):
    """Draw graphs one after the other, each within a limit of seconds."""

    def start(self, seconds: float) -> str:
        """Return the engine's name and version. Raises EngineMissingError."""

    def draw(self, dot: str, seconds: float) -> str:
        """Return the SVG of a DOT text. Raises DrawingError."""

    def close(self) -> None:
        """End what runs."""


class Worker:
    """Draw with a worker process: lines of JSON in, lines of JSON out, as ``worker.py`` describes."""

    def __init__(self, command: Sequence[str] = WORKER) -> None:
        self._command = command
        self._process: subprocess.Popen[bytes] | None = None
        self._errors = tempfile.TemporaryFile("a+b")  # noqa: SIM115 - close() closes it

    def start(self, seconds: float) -> str:
        """Start the process and let it say its name."""
        try:
            return self._ask(self._started(), None, "engine", seconds)
        except (OSError, DrawingError) as error:
            raise EngineMissingError(str(error)) from None

    def draw(self, dot: str, seconds: float) -> str:
        """Draw one graph; a process that broke on an earlier one is replaced."""
        deadline = time.monotonic() + seconds
        if self._process is None:
            try:
                self.start(seconds)
            except EngineMissingError as error:
                raise DrawingError(str(error)) from None
        return self._ask(self._process or self._started(), dot, "svg", deadline - time.monotonic())

    def close(self) -> None:
        """End the process."""
        self._end()
        self._errors.close()

    def _started(self) -> subprocess.Popen[bytes]:
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(self._command, stdin=pipe, stdout=pipe, stderr=self._errors)  # noqa: S603
        return self._process

    def _ask(self, process: subprocess.Popen[bytes], dot: str | None, wanted: str, seconds: float) -> str:
        said = self._errors.seek(0, 2)
        answer = self._answer(process, dot, seconds)
        complaint = self._complaint(said)
        if wanted in answer and not complaint:
            return answer[wanted]
        raise DrawingError(_joined([answer.get("error", ""), complaint]) or "the engine gave no picture")

    def _answer(self, process: subprocess.Popen[bytes], dot: str | None, seconds: float) -> dict[str, str]:
        """Say one line and hear one. A process that does not answer as it should is ended."""
        answers: SimpleQueue[bytes] = SimpleQueue()
        Thread(target=_exchange, args=(process, dot, answers), daemon=True).start()
        try:
            return _parsed(answers.get(timeout=max(seconds, 0)))
        except Empty:
            self._end()
            return {"error": f"the engine gave no answer within {max(seconds, 0):.1f} seconds"}
        except EOFError:
            return {"error": f"the engine ended {self._end(patience=1)}"}
        except (ValueError, RecursionError):
            self._end()
            return {"error": "the engine gave an answer that makes no sense"}

    def _complaint(self, start: int) -> str:
        """Return what the engine said on its standard error as errors; its warnings do not matter."""
        self._errors.seek(start)
        return _errors_in(self._errors.read().decode("utf-8", "replace"))

    def _end(self, patience: float = 0) -> str:
        """End the process, after some seconds of patience, and say how it ended."""
        process, self._process = self._process, None
        if process is None:
            return ""
        try:
            process.wait(timeout=patience)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        return _manner(process.returncode)


class SystemDot:
    """Draw with ``dot`` from PATH, one process a graph."""

    def __init__(self, program: str = "dot") -> None:
        self._program = shutil.which(program)

    def start(self, seconds: float) -> str:
        """Ask the program for its version."""
        if self._program is None:
            raise EngineMissingError("there is no dot on PATH")
        try:
            return self._run(["-V"], "", seconds).stderr.strip()
        except DrawingError as error:
            raise EngineMissingError(str(error)) from None

    def draw(self, dot: str, seconds: float) -> str:
        """Draw one graph."""
        ran = self._run(["-Tsvg"], dot, seconds)
        if complaints := _errors_in(ran.stderr):
            raise DrawingError(complaints)
        return ran.stdout

    def close(self) -> None:
        """Do nothing: no process outlives its graph."""

    def _run(self, arguments: Sequence[str], text: str, seconds: float) -> "subprocess.CompletedProcess[str]":
        command = [self._program or "dot", *arguments]
        try:
            ran = subprocess.run(  # noqa: S603
                command, input=text, capture_output=True, timeout=max(seconds, 0), encoding="utf-8", check=False
            )
        except subprocess.TimeoutExpired:
            raise DrawingError(f"dot gave no answer within {max(seconds, 0):.1f} seconds") from None
        except (OSError, ValueError) as error:
            raise DrawingError(f"dot cannot be used: {error}") from None
        if ran.returncode:
            raise DrawingError(_joined([f"dot ended {_manner(ran.returncode)}", _errors_in(ran.stderr)]))
        return ran


ENGINES: tuple[Callable[[], Engine], ...] = (Worker, SystemDot)
"""The engines in the order in which they are tried."""


def render(dots: Mapping[str, str], timeout: float, engines: Sequence[Callable[[], Engine]] = ENGINES) -> Rendering:
    """Draw DOT texts with the first engine that can be had, all of them within ``timeout`` seconds."""
    if not dots:
        return Rendering({}, {}, "")
    deadline = time.monotonic() + timeout
    reasons: list[str] = []
    for make in engines:
        try:
            with closing(make()) as engine:
                name = engine.start((deadline - time.monotonic()) / 2)
                return _draw_all(engine, name, dots, deadline)
        except (EngineMissingError, OSError) as error:
            reasons.append(str(error))
    return Rendering({}, dict.fromkeys(dots, f"no engine to draw with: {_joined(reasons)}"), "")


def _draw_all(engine: Engine, name: str, dots: Mapping[str, str], deadline: float) -> Rendering:
    svgs: dict[str, str] = {}
    failures: dict[str, str] = {}
    for key, dot in dots.items():
        left = deadline - time.monotonic()
        if left <= 0:
            failures[key] = "the time for all diagrams was used up"
            continue
        try:
            svgs[key] = engine.draw(dot, left / 2)  # one that hangs leaves the others half of the time
        except DrawingError as error:
            failures[key] = str(error)
    return Rendering(svgs, failures, name)


def _exchange(process: "subprocess.Popen[bytes]", dot: str | None, answers: "SimpleQueue[bytes]") -> None:
    """Say a line and hear one, in a thread: a process that neither reads nor writes must not stop the caller."""
    line = b""
    if process.stdin and process.stdout:
        try:
            if dot is not None:
                process.stdin.write(json.dumps(dot).encode("ascii") + b"\n")
                process.stdin.flush()
            line = process.stdout.readline(LONGEST_ANSWER)
        except (OSError, ValueError):
            line = b""  # it ended, or was ended, meanwhile
    answers.put(line)


def _parsed(line: bytes) -> dict[str, str]:
    """Read an answer. Raises EOFError where there is none, ValueError where it is none."""
    if not line:
        raise EOFError
    answer = json.loads(line)
    if not isinstance(answer, dict) or not all(isinstance(value, str) for value in answer.values()):
        raise ValueError("not an answer")
    return answer


def _errors_in(text: str) -> str:
    """Return what an engine reports as errors; its warnings, of fonts for example, do not matter."""
    return _joined([line for line in text.splitlines() if re.match(r"\w*Error\b", line)][:3])


def _manner(code: int) -> str:
    """Say how a process ended."""
    if code >= 0:
        return f"with exit code {code}"
    known = {item.value: item.name for item in signal.Signals}
    return f"by signal {known.get(-code, -code)}"


def _joined(parts: Sequence[str]) -> str:
    return "; ".join(part for part in parts if part)
