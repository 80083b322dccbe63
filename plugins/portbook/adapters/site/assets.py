"""The style sheets and scripts that pages need, as they ship with the package."""

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

FOLDER = "assets/portbook"
"""Where the assets stand in a built site."""

STYLES = ("portbook.css", "portbook-diagrams.css", "portbook-questions.css")
SCRIPTS = (
    "vendor/tablesort-5.7.1/tablesort.min.js",
    "vendor/panzoom-4.6.2/panzoom.min.js",
    "portbook.js",
    "portbook-diagrams.js",
    "portbook-lighting.js",
    "portbook-answers.js",
    "portbook-questions.js",
)
SEARCH_SHIM = "vendor/iframe-worker-1.0.4/shim.js"
"""Lets the search of Material for MkDocs run from ``file://``; its offline plugin would fetch it from another host."""


def read_assets() -> dict[str, bytes]:
    """Return the content of each asset by its path in a built site, licences included."""
    return dict(sorted(_walk(files("portbook") / "assets", FOLDER)))


def addresses(names: tuple[str, ...]) -> list[str]:
    """Return the paths of assets in a built site."""
    return [f"{FOLDER}/{name}" for name in names]


def _walk(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _walk(entry, f"{path}/{entry.name}")
        else:
            yield f"{path}/{entry.name}", entry.read_bytes()
