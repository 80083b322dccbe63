"""What an operator is promised, on every kind of wiki that runs here."""

from dataclasses import replace

import pytest

from portbook.publish import Action, Result, Settings, WikiError, prepare
from portbook.publish.sections import ABOVE, BELOW
from wikis.harbour import (
    DOCKS,
    OTHER_PORT,
    RENAMED,
    ROWS,
    WITHOUT_PRESS,
    actions,
    flows_of,
    named,
    publication,
    run,
)
from wikis.places import Place

WRITTEN = "Ask Ann before you close this port."


def noted(text: str) -> str:
    """Return a page on which somebody wrote into the part that is theirs."""
    return text.replace(f"{BELOW}.\n", f"{BELOW}.\n\n{WRITTEN}\n")


def result_of(results: list[Result], key: str) -> Result:
    return next(result for result in results if result.step.entry.key == key)


def test_publishing_twice_writes_nothing_the_second_time(place: Place) -> None:
    first = actions(run(place.open(), publication()))
    assert set(first.values()) == {Action.CREATE}
    writes = place.writes()
    assert actions(run(place.open(), publication())) == {}
    assert place.writes() == writes


def test_what_is_on_the_wiki_reads_back(place: Place) -> None:
    names = named(run(place.open(), publication()))
    assert place.flows(names[DOCKS]) == flows_of(ROWS)
    run(place.open(), publication(OTHER_PORT))
    assert place.flows(names[DOCKS]) == flows_of(OTHER_PORT)


def test_only_what_changed_is_written(place: Place) -> None:
    run(place.open(), publication())
    writes = place.writes()
    changed = actions(run(place.open(), publication(OTHER_PORT)))
    assert set(changed.values()) == {Action.UPDATE}
    assert "contradictions" not in changed
    assert actions(run(place.open(), publication(OTHER_PORT))) == {}
    assert place.writes() > writes


def test_a_page_that_a_person_edited_is_kept_and_reported(place: Place) -> None:
    name = named(run(place.open(), publication()))[DOCKS]
    ours = place.text(name)
    place.edit(name, f"{ours}\nA sentence of Ann.")
    results = run(place.open(), publication(OTHER_PORT))
    kept = result_of(results, DOCKS).step
    assert kept.action is Action.KEPT
    assert place.person in kept.reason
    assert "A sentence of Ann." in kept.difference
    assert "9443" in kept.difference
    assert "A sentence of Ann." in place.text(name)
    assert set(actions(results).values()) == {Action.UPDATE, Action.KEPT}


def test_force_overwrites_it_and_the_history_keeps_it(place: Place) -> None:
    name = named(run(place.open(), publication()))[DOCKS]
    place.edit(name, f"{place.text(name)}\nA sentence of Ann.")
    assert actions(run(place.open(), publication(OTHER_PORT), force=True))[DOCKS] is Action.UPDATE
    assert "A sentence of Ann." not in place.text(name)
    versions = place.versions(name)
    assert versions is None or any("A sentence of Ann." in text for text in versions)


def test_what_people_write_into_their_part_survives(place: Place) -> None:
    name = named(run(place.open(), publication()))[DOCKS]
    place.edit(name, noted(place.text(name)))
    assert actions(run(place.open(), publication())) == {}
    assert actions(run(place.open(), publication(OTHER_PORT)))[DOCKS] is Action.UPDATE
    assert WRITTEN in place.text(name)
    assert place.text(name).index(BELOW) < place.text(name).index(WRITTEN) < place.text(name).index(ABOVE)
    assert place.flows(name) == flows_of(OTHER_PORT)
    run(place.open(), publication(), force=True)
    assert WRITTEN in place.text(name)


def test_a_page_that_a_person_deleted_is_not_made_again(place: Place) -> None:
    name = named(run(place.open(), publication()))[DOCKS]
    place.delete(name)
    assert result_of(run(place.open(), publication()), DOCKS).step.action is Action.KEPT
    assert name not in place.names()
    assert actions(run(place.open(), publication(), force=True)) == {DOCKS: Action.CREATE}
    assert place.flows(name) == flows_of(ROWS)


def test_a_page_that_a_person_moved_stays_where_it_is(place: Place) -> None:
    name = named(run(place.open(), publication()))[DOCKS]
    elsewhere = name.replace("Docks", "Quays").replace("docks", "quays")
    place.move(name, elsewhere)
    results = run(place.open(), publication(OTHER_PORT))
    assert named(results)[DOCKS] == elsewhere
    assert place.flows(elsewhere) == flows_of(OTHER_PORT)
    assert name not in place.names()


def test_pages_of_others_are_never_touched(place: Place) -> None:
    wiki = place.open()
    theirs = next(wiki.page_name(page) for page in publication().pages if page.path == DOCKS)
    beside = theirs.replace("Docks", "Quays").replace("docks", "quays")
    for name in (theirs, beside):
        place.edit(name, "Ours, by Ann.")
    for changes in ({}, {"force": True}, {"prune": True, "force": True}):
        results = run(place.open(), publication(WITHOUT_PRESS), **changes)
        assert result_of(results, DOCKS).step.action is Action.TAKEN
        assert [place.text(name) for name in (theirs, beside)] == ["Ours, by Ann."] * 2
    assert beside in place.names()


def test_a_renamed_machine_moves_its_page(place: Place) -> None:
    before = named(run(place.open(), publication()))["endpoints/mill"]
    place.edit(before, noted(place.text(before)))
    results = run(place.open(), publication(RENAMED))
    after = named(results)["endpoints/grinder"]
    assert {result.step.action for result in results if result.step.before} == {Action.MOVE}
    assert before not in place.names()
    assert WRITTEN in place.text(after)
    assert actions(run(place.open(), publication(RENAMED))) == {}
    back = run(place.open(), publication())
    assert named(back)["endpoints/mill"] == before
    assert WRITTEN in place.text(before)
    assert actions(run(place.open(), publication())) == {}


def test_a_page_takes_the_name_that_a_moved_one_left(place: Place) -> None:
    old = named(run(place.open(), publication()))["endpoints/mill"]
    run(place.open(), publication(RENAMED))
    both = (*RENAMED, ("mill", "press", "25"))
    results = run(place.open(), publication(both))
    assert actions(results)["endpoints/mill"] is Action.CREATE
    assert named(results)["endpoints/mill"] == old
    assert actions(run(place.open(), publication(both))) == {}


def test_a_page_whose_source_is_gone_is_reported_and_archived_when_asked(place: Place) -> None:
    name = named(run(place.open(), publication()))["endpoints/press"]
    gone = run(place.open(), publication(WITHOUT_PRESS))
    assert result_of(gone, "endpoints/press").step.action is Action.GONE
    assert "press" in place.text(name)
    pruned = run(place.open(), publication(WITHOUT_PRESS), prune=True)
    assert actions(pruned) == {"endpoints/press": Action.ARCHIVE}
    assert "The source of this page is gone" in place.text(name)
    assert actions(run(place.open(), publication(WITHOUT_PRESS), prune=True)) == {}
    assert actions(run(place.open(), publication()))["endpoints/press"] is Action.UPDATE
    assert "The source of this page is gone" not in place.text(name)


def test_a_dry_run_writes_nothing_and_says_what_the_run_does(place: Place) -> None:
    run(place.open(), publication())
    names = named(run(place.open(), publication()))
    place.edit(names["ports"], "Mine.")
    writes = place.writes()
    wiki = place.open()
    planned = [(step.action, step.entry.name) for step in prepare(publication(RENAMED), wiki, Settings()).steps]
    assert place.writes() == writes
    done = [(result.step.action, result.step.entry.name) for result in run(place.open(), publication(RENAMED))]
    assert done == planned


def test_a_damaged_record_stops_everything(place: Place) -> None:
    run(place.open(), publication())
    wiki = place.open()
    place.edit(wiki.manifest_name, "It was not me.")
    writes = place.writes()
    with pytest.raises(WikiError, match="history"):
        run(wiki, publication(OTHER_PORT), force=True)
    assert place.writes() == writes


def test_pages_whose_names_differ_in_capitals_alone_stand_side_by_side(place: Place) -> None:
    given = publication()
    docks = next(page for page in given.pages if page.path == DOCKS)
    shouted = replace(docks, path="subsystems/docks-2", title="DOCKS", nav=(*docks.nav[:-1], "DOCKS"))
    both = replace(given, pages=(*given.pages, shouted))
    names = named(run(place.open(), both))
    assert names[DOCKS].casefold() != names["subsystems/docks-2"].casefold()
    assert place.flows(names[DOCKS]) == place.flows(names["subsystems/docks-2"]) == flows_of(ROWS)
    assert actions(run(place.open(), both)) == {}
