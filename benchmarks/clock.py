"""Time two ways of doing the same thing, in turn, by the processor: what else the machine does counts little."""

import gc
import os
import platform
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median
from time import process_time


def in_turn(
    ways: Mapping[str, Callable[[], object]], rounds: int, clock: Callable[[], float] | None = None
) -> dict[str, float]:
    """Run each way once a round and return the median seconds of each. The first round warms up and does not count.

    Seconds are those of the processor, or of another clock.
    """
    clock = clock or _spent
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for turn in range(rounds + 1):
        for name, run in ways.items():
            gc.collect()  # what the way before left behind is not this one's to clear
            start = clock()
            run()
            if turn:
                seconds[name].append(clock() - start)
    return {name: median(values) for name, values in seconds.items()}


def _spent() -> float:
    """Return the processor time of this process and of the children that it has waited for."""
    times = os.times()
    return process_time() + times.children_user + times.children_system


def verdict(value: float, limit: float) -> str:
    """Say whether a measured value keeps to its limit."""
    return f"{value:.2f} (at most {limit:.2f}: {'met' if value <= limit else 'NOT met'})"


def machine() -> str:
    """Name the machine as far as a measurement needs it."""
    return f"{_processor()}, {os.cpu_count()} CPUs, {platform.system()}, Python {platform.python_version()}"


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor() or platform.machine())
