"""Start processes, bound in time: one that answers line by line, or one that runs and ends. Nothing else here does."""

import os
import signal
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Semaphore, Thread
from typing import IO

LONGEST_ANSWER = 2**26
"""No line of a working engine has more bytes."""

AHEAD = 4
"""How many answers are read before they are asked for, so that a process does not wait for its reader."""

TIMELESS = {"SOURCE_DATE_EPOCH": "0", "TZ": "UTC0"}
"""What keeps the time of day out of pictures."""


class Child:
    """A process that reads lines and answers each with a line. It is written to and read from in two threads."""

    def __init__(self, command: Sequence[str], folder: Path | None) -> None:
        self._errors = tempfile.TemporaryFile("a+b")  # noqa: SIM115 - end() closes it
        try:
            self._process = subprocess.Popen(  # noqa: S603
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._errors,
                cwd=folder,
                env=_surroundings(),
            )
        except BaseException:
            self._errors.close()
            raise
        self._answers: SimpleQueue[bytes] = SimpleQueue()
        self._room = Semaphore(AHEAD)
        self._ended = False
        if self._process.stdout:
            Thread(target=self._read, args=(self._process.stdout,), daemon=True).start()

    def write(self, lines: Iterable[bytes]) -> None:
        """Write lines as fast as the process takes them, then close its input. Returns at once."""
        Thread(target=_write, args=(self._process.stdin, tuple(lines)), daemon=True).start()

    def answer(self, seconds: float) -> bytes:
        """Return the next line, or nothing where the process ended. Raises TimeoutError."""
        try:
            line = self._answers.get(timeout=max(seconds, 0))
        except Empty:
            raise TimeoutError from None
        self._room.release()
        return line

    def complaints(self) -> str:
        """Return what the process has left on its standard error, nothing once it was closed."""
        try:
            self._errors.seek(0)
            return self._errors.read(LONGEST_ANSWER).decode("utf-8", "replace")
        except ValueError:
            return ""

    def end(self, patience: float = 0) -> str:
        """End the process, after some seconds of patience, and say how it ended."""
        try:
            self._process.wait(timeout=patience)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._ended = True
        self._room.release()
        _write(self._process.stdin, ())
        return manner(self._process.returncode)

    def close(self) -> None:
        """End the process and forget what it said."""
        self.end()
        self._errors.close()

    def _read(self, stream: IO[bytes]) -> None:
        line = b"\n"
        with stream:
            while line and not self._ended:
                line = stream.readline(LONGEST_ANSWER)
                self._answers.put(line)
                self._room.acquire()


@dataclass(frozen=True, slots=True)
class Ran:
    """Hold what a process that has ended wrote, and its exit code."""

    code: int
    output: bytes
    complaints: str


def run(command: Sequence[str], text: str, seconds: float, folder: Path | None) -> Ran:
    """Run a process over a text. Raises TimeoutError, or OSError where it cannot be started."""
    pipe = subprocess.PIPE
    with subprocess.Popen(  # noqa: S603
        command, stdin=pipe, stdout=pipe, stderr=pipe, cwd=folder, env=_surroundings(), start_new_session=True
    ) as process:
        try:
            output, complaints = process.communicate(text.encode(), max(seconds, 0))
        except subprocess.TimeoutExpired:
            _end_all(process)
            raise TimeoutError from None
        except BaseException:
            _end_all(process)
            raise
    return Ran(process.returncode, output, complaints.decode("utf-8", "replace"))


def _end_all(process: "subprocess.Popen[bytes]") -> None:
    """End a process and those that it has started, as a script on the PATH does."""
    if hasattr(os, "killpg"):
        with suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
    elif process.poll() is None:
        process.kill()


def manner(code: int) -> str:
    """Say how a process ended."""
    if code >= 0:
        return f"with exit code {code}"
    known = {item.value: item.name for item in signal.Signals}
    return f"by signal {known.get(-code, -code)}"


def _surroundings() -> dict[str, str]:
    return os.environ | TIMELESS


def _write(stream: IO[bytes] | None, lines: Sequence[bytes]) -> None:
    if stream:
        with suppress(OSError, ValueError), stream:  # it ended, or was ended, meanwhile
            for line in lines:
                stream.write(line)
