"""Python's garbage collector, kept away where much is made and nothing thrown away."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused() -> Iterator[None]:
    """Keep the garbage collector away: documents and books have no cycles, and it goes through all of them often.

    What was made meanwhile counts as old when it comes back, so that it does not begin by going through all of it.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.unfreeze()  # hands what is frozen to the oldest generation
        if enabled:
            gc.enable()
