"""Take an answer within bounds: a server whose answer drips in holds nobody up, and one without an end fills no memory.

The time between two pieces of an answer, which is all that ``requests`` limits, bounds neither.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread

import requests

LONGEST = 300.0
"""Seconds that a request takes at most with all its tries; what a busy server asks to wait is not counted."""
LARGEST = 256 * 2**20
"""Bytes of an answer, unpacked: fifty pages of the largest that MediaWiki stores are less than half of that."""
MOST_PARTS = 10_000
"""Answers in which a wiki may tell what it holds: two million pages of a Confluence, which tells of few at once."""
PIECE = 2**16
"""Bytes that are read at once."""

Outcome = requests.Response | BaseException


class TooLargeError(requests.RequestException):
    """Say that an answer was not read to its end."""


def received(send: Callable[[], requests.Response], seconds: float) -> requests.Response:
    """Send a request that is answered in a stream, and return its answer with all that it holds.

    Raises requests.RequestException, which TooLargeError is too. What is not done in time is left to itself in its
    thread, since nothing else ends a read in the middle, and goes when the program ends.
    """
    outcomes: SimpleQueue[Outcome] = SimpleQueue()
    Thread(target=_receive, args=(send, outcomes.put), daemon=True).start()
    outcome: Outcome = requests.ReadTimeout("its answer takes too long")
    with suppress(Empty):
        outcome = outcomes.get(timeout=max(seconds, 0.0))
    if isinstance(outcome, BaseException):
        raise outcome
    return outcome


def _receive(send: Callable[[], requests.Response], done: Callable[[Outcome], None]) -> None:
    try:
        response = send()
        response._content = b"".join(_pieces(response))
    except BaseException as error:
        done(error)
    else:
        done(response)


def _pieces(response: requests.Response) -> Iterator[bytes]:
    length = 0
    for piece in response.iter_content(PIECE):
        length += len(piece)
        if length > LARGEST:
            response.close()
            raise TooLargeError(f"its answer is larger than {LARGEST >> 20} MiB")
        yield piece
