"""Compare publishing 200 pages of which 2 changed with publishing all: on a real MediaWiki, and in a git repository.

The wiki runs on this machine, from Debian's packages; the packages that PHP takes are named in ``.ci/programs``.

Usage: PYTHONPATH=tests python -m benchmarks.publishing
"""

import itertools
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import requests

from benchmarks.clock import machine, verdict
from benchmarks.generate import Section, flattened, sections
from portbook.compiler import Input, compile_sources
from portbook.options import Options
from portbook.publish import Publication, Settings, Wiki, publish
from portbook.publish.session import Session
from portbook.publish.wikis.mediawiki import MediaWiki
from portbook.publish.wikis.repository import Repository
from portbook.views import pages
from portbook.views.blocks import Page
from wikis.mediawiki_server import PUBLISHER, Server, mediawiki
from wikis.servers import FailedError, MissingError

PAGES, CHANGED = 200, 2
ROUNDS = 3
LIMIT = 0.1
CONSTANT = 13
"""Requests that a run makes beside those for each page that it changes, and for each fifty of them."""

Open = Callable[["Counter"], Wiki]


class Counter:
    """Count requests."""

    def __init__(self) -> None:
        self.requests = 0


class CountedSession(Session):
    """Count what is sent to a MediaWiki."""

    def __init__(self, url: str, counter: Counter) -> None:
        super().__init__(url)
        self._counter = counter

    def send(self, request: requests.PreparedRequest, **named: Any) -> requests.Response:
        self._counter.requests += 1
        return super().send(request, **named)


def main() -> None:
    """Measure both kinds of wiki and print the ratios."""
    print(machine())
    parts = sections(30 * 64, 30, 130)
    first = _pages(parts)[:PAGES]
    editions = first, tuple(_second(first, _pages(parts[::-1])))
    print(f"\n{len(first)} generated pages, of which {CHANGED} changed")
    with tempfile.TemporaryDirectory() as folder:
        _compare("git", _repositories(Path(folder)), editions)
        try:
            with mediawiki(Path(folder)) as server:
                _compare("MediaWiki", _places(server), editions)
        except (MissingError, FailedError) as error:
            print(f"  MediaWiki was not measured: {error}")


def _compare(name: str, wikis: Iterator[Open], editions: tuple[tuple[Page, ...], ...]) -> None:
    """Publish everything to new places, and to each the changed edition after it."""
    every: list[float] = []
    some: list[float] = []
    for open_wiki in itertools.islice(wikis, ROUNDS):
        whole, part = (_timed(open_wiki, edition) for edition in editions)
        every.append(whole[0])
        some.append(part[0])
    ratio = median(some) / median(every)
    print(f"  {name}: all {median(every):.2f} s, {CHANGED} changed {median(some):.2f} s, ratio {verdict(ratio, LIMIT)}")
    if part[1]:
        limit = CHANGED + CHANGED / 50 + CONSTANT
        print(f"  {name}: all {whole[1]} requests, {CHANGED} changed {verdict(part[1], limit)}", flush=True)


def _timed(open_wiki: Open, edition: tuple[Page, ...]) -> tuple[float, int]:
    given = Publication(edition, {}, {}, "generated.txt", "Published by Portbook")
    counter = Counter()
    start = perf_counter()
    with closing(open_wiki(counter)) as wiki:
        publish(given, wiki, Settings(), lambda _, __: None)
    return perf_counter() - start, counter.requests


def _repositories(folder: Path) -> Iterator[Open]:
    for number in itertools.count(1):
        bare = folder / f"{number}.git"
        subprocess.run(["git", "init", "--quiet", "--bare", str(bare)], check=True)
        yield lambda _, bare=bare: Repository(str(bare), "Network")  # type: ignore[misc]


def _places(server: Server) -> Iterator[Open]:
    for number in itertools.count(1):
        under = f"Network {number}"

        def open_wiki(counter: Counter, under: str = under) -> Wiki:
            return MediaWiki(server.url, under, *PUBLISHER, CountedSession(server.url, counter))

        yield open_wiki


def _pages(parts: tuple[Section, ...]) -> tuple[Page, ...]:
    options = Options()
    source = Input("generated.txt", flattened(parts).encode(), options.sources[0])
    return tuple(pages(compile_sources([source], options).book))


def _second(first: tuple[Page, ...], later: tuple[Page, ...]) -> Iterator[Page]:
    """Yield the pages of an edition in which some of the later one stand."""
    others = {page.path: page for page in later}
    left = CHANGED
    for page in first:
        other = others.get(page.path, page)
        use = left and other.nav == page.nav and other.blocks != page.blocks
        left -= bool(use)
        yield other if use else page


if __name__ == "__main__":
    main()
