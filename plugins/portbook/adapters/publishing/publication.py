"""Make of a certified book what a wiki is given: pages, files and pictures."""

from collections.abc import Callable
from functools import partial

from portbook.adapters.site.compose import Site
from portbook.diagrams import place, standalone
from portbook.publish import Publication
from portbook.publish.prepare import Address

NAMED = 3
"""How many sources a page names; of others it says how many they are."""


def publication(site: Site, bitmaps: dict[str, bytes], sources: dict[str, str]) -> Publication:
    """Make a publication; ``bitmaps`` are PNG by their path, ``sources`` the day on which each source last changed."""
    drawn: dict[str, Callable[[Address], bytes]] = {
        f"{name}.svg": partial(_drawing, svg) for name, svg in site.drawings.items()
    }
    printed: dict[str, Callable[[Address], bytes]] = {path: partial(_bitmap, data) for path, data in bitmaps.items()}
    return Publication(site.pages, site.files, {**drawn, **printed}, _origin(sources), "Published by Portbook")


def _drawing(svg: str, address: Address) -> bytes:
    return standalone(place(svg, address)).encode()


def _bitmap(data: bytes, _: Address) -> bytes:
    return data


def _origin(sources: dict[str, str]) -> str:
    named = [f"{path} (changed {day})" if day else path for path, day in list(sources.items())[:NAMED]]
    more = len(sources) - len(named)
    return ", ".join(named) + (f" and {more} more" if more else "")
