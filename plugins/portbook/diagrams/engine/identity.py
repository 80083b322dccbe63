"""Name the engine that would draw, without starting it: pictures of another engine, or another version, differ."""

import shutil
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from portbook.diagrams.engine.order import Order


def identity(order: Order) -> str:
    """Return a text that changes when the engine does."""
    return _program("dot") if order.engine == "dot" else distribution("pygraphviz")


def distribution(name: str) -> str:
    """Name an installed distribution with its version."""
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return f"{name} missing"


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        return f"{name} missing"
    path = Path(found).resolve()
    try:
        state = path.stat()
    except OSError:
        return f"{name} {path}"
    return f"{name} {path} {state.st_size} {state.st_mtime_ns}"
