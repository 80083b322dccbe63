"""Time two ways of doing the same thing, in turn, so that a busy machine disturbs both alike."""

import gc
import os
import platform
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median
from time import perf_counter


def in_turn(ways: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Run each way once a round and return the median seconds of each. The first round warms up and does not count."""
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for turn in range(rounds + 1):
        for name, run in ways.items():
            gc.collect()  # what the way before left behind is not this one's to clear
            start = perf_counter()
            run()
            if turn:
                seconds[name].append(perf_counter() - start)
    return {name: median(values) for name, values in seconds.items()}


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
