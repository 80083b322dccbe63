"""The servers that the tests of wikis share, each started when the first test asks for it, and places on them."""

import itertools
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TypeVar

import pytest

from wikis import dokuwiki_server
from wikis.confluence_fake import Fake, confluence
from wikis.confluence_place import ConfluencePlace
from wikis.dokuwiki_place import DokuWikiPlace
from wikis.folder_place import FolderPlace
from wikis.git_place import GitPlace
from wikis.mediawiki_place import MediaWikiPlace
from wikis.mediawiki_server import Server, mediawiki
from wikis.places import Place
from wikis.servers import MissingError, scratch

PLACES = ("confluence", "confluence_cloud", "dokuwiki", "folder", "git", "mediawiki")
"""The kinds of wikis that must keep all promises; for each there is a fixture ``NAME_places``."""
NUMBERS = itertools.count(1)

T = TypeVar("T")
NewPlace = Callable[[], Place]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say what was left out for the sake of time."""
    passed = (report.nodeid for report in terminalreporter.getreports("passed"))
    if not config.getoption("--every") and any(
        "test_interruptions" in name and "[mediawiki" in name for name in passed
    ):
        terminalreporter.write_line(
            "A MediaWiki was interrupted at some requests of each run, since all of them take minutes: pytest --every"
        )


@pytest.fixture(params=PLACES)
def places(request: pytest.FixtureRequest) -> NewPlace:
    """Give what makes a new place on each kind of wiki."""
    found: NewPlace = request.getfixturevalue(f"{request.param}_places")
    return found


@pytest.fixture
def place(places: NewPlace) -> Place:
    """Give a new place on each kind of wiki."""
    return places()


@pytest.fixture
def folder_places(tmp_path: Path) -> NewPlace:
    """Give what makes folders."""
    return lambda: FolderPlace(tmp_path / f"Network {next(NUMBERS)}")


@pytest.fixture
def dokuwiki_places(doku: dokuwiki_server.Server) -> Iterator[NewPlace]:
    """Give what makes places on the DokuWiki, for as long as a test lasts: a wiki that fills up grows slow."""
    put_back = doku.keep()
    yield lambda: DokuWikiPlace(doku, f"network_{next(NUMBERS)}")
    put_back()


@pytest.fixture
def git_places(tmp_path: Path) -> NewPlace:
    """Give what makes git repositories."""
    return lambda: GitPlace(tmp_path / f"Network {next(NUMBERS)}")


@pytest.fixture
def mediawiki_places(mediawiki_server: Server) -> Iterator[NewPlace]:
    """Give what makes places on the MediaWiki, for as long as a test lasts."""
    put_back = mediawiki_server.keep()
    yield lambda: MediaWikiPlace(mediawiki_server, f"Network {next(NUMBERS)}")
    put_back()


@pytest.fixture(scope="session")
def mediawiki_server() -> Iterator[Server]:
    """Run a MediaWiki; every test publishes below a place of its own on it."""
    yield from running(mediawiki)


@pytest.fixture(scope="session")
def doku() -> Iterator[dokuwiki_server.Server]:
    """Run a DokuWiki; every test publishes below a place of its own on it."""
    yield from running(dokuwiki_server.dokuwiki)


def running(start: Callable[[Path], AbstractContextManager[T]]) -> Iterator[T]:
    """Run a server for as long as tests need it; skip them, and say why, where this machine cannot run it."""
    try:
        with scratch() as folder, start(folder) as server:
            yield server
    except MissingError as missing:
        pytest.skip(str(missing))


@pytest.fixture
def confluence_places(confluence_fake: Fake) -> Iterator[NewPlace]:
    """Give what makes spaces in the fake Data Center, for as long as a test lasts."""
    yield lambda: ConfluencePlace(confluence_fake)
    confluence_fake.store.clear()


@pytest.fixture
def confluence_cloud_places(confluence_cloud_fake: Fake) -> Iterator[NewPlace]:
    """Give what makes spaces in the fake Cloud, for as long as a test lasts."""
    yield lambda: ConfluencePlace(confluence_cloud_fake)
    confluence_cloud_fake.store.clear()


@pytest.fixture(scope="session")
def confluence_fake() -> Iterator[Fake]:
    """Run a fake Data Center."""
    with confluence(is_cloud=False) as fake:
        yield fake


@pytest.fixture(scope="session")
def confluence_cloud_fake() -> Iterator[Fake]:
    """Run a fake Cloud."""
    with confluence(is_cloud=True) as fake:
        yield fake


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for nothing between two tries."""
    monkeypatch.setattr("portbook.publish.session.time.sleep", lambda _: None)
