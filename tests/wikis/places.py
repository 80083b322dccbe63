"""What a wiki must offer so that the promises can be tested on it, whatever kind of wiki it is.

A new kind of wiki gives a fixture that makes a ``Place``, and its name to ``PLACES`` in ``conftest.py``.
"""

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from portbook.publish import Wiki
from portbook.writers.readback import Published

T = TypeVar("T")
Around = Callable[[Callable[[], Any]], Any]
"""Carries a request out, or does not; is called with each request of a publisher."""


class Place(Protocol):
    """Hold a place on a real wiki where nothing is published yet, seen by who publishes and by who works there."""

    person: str
    """The name by which the wiki knows who edits; nothing where it knows none."""
    broken: type[Exception]
    """What a request raises when the connection breaks."""

    def open(self, around: Around | None = None) -> Wiki:
        """Open the wiki as the publisher does."""

    def open_as_another(self) -> Wiki:
        """Open the wiki as a second publisher does: with an account of its own where accounts are all it is told by."""

    def names(self) -> set[str]:
        """Return the names of all that stands there, the manifest included, of redirects none."""

    def text(self, name: str) -> str:
        """Return a page's text."""

    def versions(self, name: str) -> list[str] | None:
        """Return all texts that a page had; None where the wiki keeps none."""

    def edit(self, name: str, text: str) -> None:
        """Change or make a page, as a person does."""

    def move(self, name: str, to: str) -> None:
        """Give a page another name, as a person does."""

    def delete(self, name: str) -> None:
        """Delete a page, as a person does."""

    def writes(self) -> int:
        """Return how many changes the wiki has seen so far."""

    def keep(self) -> Callable[[], None]:
        """Copy everything that the wiki holds now, and return what brings it back as often as it is called."""

    def flows(self, name: str) -> list[Published]:
        """Return the flows that the tables of a page show, as it is served to a reader."""


class Cut:
    """Break a connection at a request, before it is sent or after it was carried out; and from then on for good."""

    def __init__(self, error: type[Exception], at: int = 0, *, after: bool = False, for_good: bool = True) -> None:
        self._error, self._at, self._after, self._for_good = error, at, after, for_good
        self.count = 0
        self.is_down = False

    def __call__(self, request: Callable[[], T]) -> T:
        self.count += 1
        if self.is_down or (self.count == self._at and not self._after):
            self.is_down = self._for_good
            raise self._error("connection reset")
        answer = request()
        if self.count == self._at:
            self.is_down = self._for_good
            raise self._error("connection reset")
        return answer


class Meanwhile:
    """Do something else before a request is sent."""

    def __init__(self, at: int, act: Callable[[], object]) -> None:
        self._at, self._act = at, act
        self.count = 0

    def __call__(self, request: Callable[[], T]) -> T:
        self.count += 1
        if self.count == self._at:
            self._act()
        return request()
