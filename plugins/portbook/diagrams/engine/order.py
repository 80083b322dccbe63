"""What is asked of an engine, and what it answers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from portbook.options import ENGINE_NAMES

FORMATS = ("svg", "png", "pdf")


class EngineMissingError(Exception):
    """Say why an engine cannot be had."""


class DrawingError(Exception):
    """Say why one graph was not drawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Say how graphs are to be drawn.

    ``engine`` is the one that is tried first. ``timeout`` is in seconds, for all graphs together. ``images`` is the
    folder that image names in a DOT text are relative to; without it no image is read. ``workers`` is how many engines
    draw at once; without it as many as pay.
    """

    engine: str = "wheel"
    format: str = "svg"
    timeout: float = 60
    images: Path | None = None
    workers: int | None = None

    def __post_init__(self) -> None:
        if self.engine not in ENGINE_NAMES or self.format not in FORMATS:
            raise ValueError(f"no engine {self.engine!r}, or it does not draw {self.format!r}")


@dataclass(frozen=True, slots=True)
class Rendering:
    """Hold a message for each graph that was not drawn, by its name, and who drew the others.

    ``engine`` is empty where none was had or needed. ``fonts`` tells whether the engine found any: without fonts it
    draws boxes without text. ``remarks`` say which fallback steps were taken.
    """

    failures: dict[str, str] = field(default_factory=dict)
    engine: str = ""
    fonts: bool = True
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ready:
    """Hold what an engine says of itself: its name and version, and whether it finds fonts."""

    name: str
    fonts: bool


Drawn = tuple[str, bytes | DrawingError]
"""The name of a graph with its picture, or with why there is none."""


class Engine(Protocol):
    """Draw graphs. Times are seconds; a deadline is one of ``time.monotonic``."""

    def launch(self) -> None:
        """Begin to get ready. Returns at once. Raises EngineMissingError."""

    def ready(self, seconds: float) -> Ready:
        """Wait until it can draw. Raises EngineMissingError."""

    def draw(self, dots: Mapping[str, str], deadline: float) -> Iterator[Drawn]:
        """Draw DOT texts and yield each in turn, whatever becomes of it. One that hangs leaves the others half."""

    def close(self) -> None:
        """End what runs."""
