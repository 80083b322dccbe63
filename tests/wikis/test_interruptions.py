"""What an operator is promised when something happens in the middle of a run, for every request that it makes."""

import contextlib
from collections.abc import Callable, Iterator
from functools import cache, partial
from zlib import crc32

import pytest

from portbook.publish import Action, Publication, Settings, UnansweredError, WikiError, prepare, publish
from portbook.writers.readback import Published
from wikis.harbour import DOCKS, FEW, OTHER_PORT, RENAMED, ROWS, actions, flows_of, named, run
from wikis.harbour import publication as some_pages
from wikis.places import Cut, Meanwhile, Place

HERS = "A sentence of Ann."
Edition = tuple[tuple[str, ...], ...]
Requests = Callable[[Place, Edition], Iterator[int]]
APART = 8
"""How far apart the requests are at which a MediaWiki is interrupted, where not all are asked for."""


@pytest.fixture
def requests_of(request: pytest.FixtureRequest) -> Requests:
    """Give each request of a run in turn; on a MediaWiki, where each takes seconds, some, and others in each test."""
    if "mediawiki" not in request.node.callspec.params.values() or request.config.getoption("--every"):
        return each_request
    return partial(each_request, first=1 + crc32(request.node.name.encode()) % APART, apart=APART)


@cache
def few(rows: Edition) -> Publication:
    """Make a publication once, not at every request."""
    return some_pages(rows, FEW)


@cache
def shown(rows: Edition) -> list[Published]:
    return flows_of(rows)


def settled(place: Place, rows: Edition, *, in_place: bool = True) -> None:
    """Check that the next run brings all in order: everything stands once, is whole, and nothing is left to do.

    Everything is ``in_place`` too, unless another publisher moved it meanwhile.
    """
    with contextlib.closing(place.open()) as wiki:
        names = named(publish(few(rows), wiki, Settings(), lambda _, __: None))
        assert prepare(few(rows), wiki, Settings()).writes == ()
    assert place.names() == {*names.values(), wiki.manifest_name}
    if in_place:
        assert [names[page.path] for page in few(rows).pages] == [wiki.page_name(page) for page in few(rows).pages]
    assert place.flows(names[DOCKS]) == shown(rows)


@pytest.mark.parametrize("rows", [ROWS, RENAMED], ids=["first", "renamed"])
def test_a_crash_between_any_two_requests_is_mended_by_the_next_run(
    place: Place, requests_of: Requests, rows: Edition
) -> None:
    begin(place, rows)
    for at in requests_of(place, rows):
        with contextlib.suppress(WikiError, UnansweredError, place.broken):
            run(place.open(Cut(place.broken, at)), few(rows))
        settled(place, rows)


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_a_connection_that_breaks_once_at_any_request_is_mended_at_once_or_by_the_next_run(
    place: Place, requests_of: Requests, after: bool
) -> None:
    begin(place, RENAMED)
    for at in requests_of(place, RENAMED):
        with contextlib.suppress(WikiError, place.broken):
            run(place.open(Cut(place.broken, at, after=after, for_good=False)), few(RENAMED))
        settled(place, RENAMED)


def test_what_a_person_writes_at_any_moment_of_a_run_is_not_lost(place: Place, requests_of: Requests) -> None:
    begin(place, OTHER_PORT)
    name = named(run(place.open(), few(ROWS)))[DOCKS]
    for at in requests_of(place, OTHER_PORT):
        results = run(place.open(Meanwhile(at, partial(add, place, name))), few(OTHER_PORT))
        assert HERS in place.text(name)
        docks = next(result for result in results if result.step.entry.key == DOCKS)
        assert docks.step.action in (Action.KEPT, Action.UPDATE)
        later = run(place.open(), few(OTHER_PORT))
        assert actions(later) == {DOCKS: Action.KEPT}
        assert HERS in place.text(name)


def test_two_publishers_at_once_lose_nothing(place: Place, requests_of: Requests) -> None:
    begin(place, OTHER_PORT)
    for at in requests_of(place, OTHER_PORT):
        with contextlib.suppress(WikiError):
            run(place.open(Meanwhile(at, partial(publish_other, place))), few(OTHER_PORT))
        settled(place, OTHER_PORT, in_place=False)


def add(place: Place, name: str) -> None:
    place.edit(name, f"{HERS}\n\n{place.text(name)}")


def publish_other(place: Place) -> None:
    """Publish another edition, unless the wiki asks to wait for who is at work."""
    with contextlib.suppress(WikiError):
        run(place.open_as_another(), few(RENAMED))


def begin(place: Place, rows: Edition) -> None:
    """Publish an earlier edition, unless this is the first."""
    if rows != ROWS:
        run(place.open(), few(ROWS))


def each_request(place: Place, rows: Edition, first: int = 1, apart: int = 1) -> Iterator[int]:
    """Yield the number of each request that a run makes, each time with the place as it is now."""
    put_back = place.keep()
    counted = Cut(place.broken)
    run(place.open(counted), few(rows))
    for at in range(first, counted.count + 1, apart):
        put_back()
        yield at
