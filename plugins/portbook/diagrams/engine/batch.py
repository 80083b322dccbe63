"""Draw DOT texts: a picture or a message comes for each, never an exception, never later than the limit.

The steps, each of which is told: the engine that was chosen; where it cannot be had, the other one; where neither can,
no pictures, and the pages show the same facts as text. A graph on which an engine breaks loses its own picture only.
"""

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from itertools import islice
from queue import SimpleQueue
from threading import Thread

from portbook.diagnostics import shorten
from portbook.diagrams.engine.complaints import joined
from portbook.diagrams.engine.files import leads_outside
from portbook.diagrams.engine.order import DrawingError, Drawn, Engine, EngineMissingError, Order, Rendering
from portbook.diagrams.engine.pdf import undated
from portbook.diagrams.engine.system import SystemDot
from portbook.diagrams.engine.wheel import Wheel

Make = Callable[[Order], Engine]
Engines = Mapping[str, Make]
Take = Callable[[str, bytes], None]

ENGINES: Engines = {"wheel": Wheel, "dot": SystemDot}
"""The engines by name; after the chosen one the others are tried in this order."""

SPOKEN = {"wheel": "the engine of the pygraphviz wheel", "dot": "dot from PATH"}

REASON = 300
"""How many characters of a reason are told."""

NO_ENGINE = "no engine to draw with: "

MOST = 8
"""No more engines draw at once."""

SHARE = 32
"""So many graphs are worth an engine of their own, which takes as long to start as it takes to draw twenty."""


def render(dots: Iterable[tuple[str, str]], order: Order, take: Take, engines: Engines = ENGINES) -> Rendering:
    """Draw DOT texts, given with their names, within the time of an order.

    The engine is started as soon as there is a first text, and those that come after it are written meanwhile.
    ``take`` gets each picture as it comes, in the thread of the caller, while the engine draws the next.
    """
    coming = iter(dots)
    texts = dict(islice(coming, 1))
    if not texts:
        return Rendering()
    deadline = time.monotonic() + order.timeout
    missing: list[str] = []
    for kind in sorted(engines, key=lambda kind: kind != order.engine):
        with closing(engines[kind](order)) as engine:
            try:
                engine.launch()
                texts.update(coming)
                safe, strays = _told_apart(texts, order)
                ready = engine.ready((deadline - time.monotonic()) / 2)
            except EngineMissingError as error:
                missing.append(f"{SPOKEN[kind]} cannot be used: {shorten(str(error), REASON)}")
                continue
            failures = _taken(_drawn(engine, engines[kind], order, safe, deadline), order, take)
            remarks = tuple(f"{why}; {ready.name} drew instead" for why in missing)
            return Rendering(strays | failures, ready.name, ready.fonts, remarks)
    texts.update(coming)
    return Rendering(dict.fromkeys(texts, f"{NO_ENGINE}{joined(missing)}"))


def _told_apart(texts: Mapping[str, str], order: Order) -> tuple[dict[str, str], dict[str, str]]:
    """Return the texts that may be drawn, and why others may not.

    The shortest come first: the caller has pictures to work on while the engine is busy with the largest.
    """
    strays = {name for name, dot in texts.items() if leads_outside(dot, images=order.images is not None)}
    reasons = {name: "it names a file outside the folder of images" for name in texts if name in strays}
    safe = ((name, dot) for name, dot in texts.items() if name not in strays)
    return dict(sorted(safe, key=lambda item: len(item[1]))), reasons


def _taken(drawn: Iterator[Drawn], order: Order, take: Take) -> dict[str, str]:
    """Hand the pictures over and return why others are missing."""
    failures: dict[str, str] = {}
    for name, picture in drawn:
        if isinstance(picture, DrawingError):
            failures[name] = str(picture)
        else:
            take(name, undated(picture) if order.format == "pdf" else picture)
    return failures


def _drawn(first: Engine, make: Make, order: Order, dots: Mapping[str, str], deadline: float) -> Iterator[Drawn]:
    """Draw with as many engines as pay."""
    workers = min(order.workers or min(_processors(), MOST), len(dots) if order.workers else len(dots) // SHARE)
    if workers <= 1:
        yield from first.draw(dots, deadline)
        return
    engines = [first, *(make(order) for _ in range(workers - 1))]
    names = list(dots)
    shares = [{name: dots[name] for name in names[turn::workers]} for turn in range(workers)]
    drawn: SimpleQueue[Drawn | None] = SimpleQueue()
    try:
        for engine, share in zip(engines, shares, strict=True):
            Thread(target=_work, args=(engine, share, deadline, drawn), daemon=True).start()
        yield from _collected(drawn, workers)
    finally:
        for engine in engines:
            engine.close()


def _processors() -> int:
    """Return how many processors this process may use, where the system tells."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _work(engine: Engine, share: Mapping[str, str], deadline: float, drawn: "SimpleQueue[Drawn | None]") -> None:
    """Draw a share, in a thread, and say when it is done. Whatever happens, each of its graphs is answered for."""
    left = dict(share)
    try:
        for name, picture in engine.draw(share, deadline):
            del left[name]
            drawn.put((name, picture))
    finally:
        for name in left:
            drawn.put((name, DrawingError("the engine was lost")))
        drawn.put(None)


def _collected(drawn: "SimpleQueue[Drawn | None]", workers: int) -> Iterator[Drawn]:
    while workers:
        item = drawn.get()
        if item is None:
            workers -= 1
        else:
            yield item
