"""What is particular to Confluence, on a fake Data Center and a fake Cloud."""

import base64
from collections.abc import Callable

import pytest

from portbook.publish import Action, RefusedError, Settings, Wiki, WikiError, prepare
from portbook.publish.sections import BELOW
from portbook.publish.wiki import ConflictError, UnansweredError
from portbook.publish.wikis.confluence import Confluence, Login, connect
from portbook.publish.wikis.confluence.connect import IN_CLOUD
from portbook.writers.readback.storage import tree
from wikis.confluence_fake import PERSON, PUBLISHER, Fake
from wikis.confluence_place import UNDER, ConfluencePlace
from wikis.confluence_store import FileVersion, Version
from wikis.conftest import NewPlace
from wikis.harbour import DOCKS, OTHER_PORT, RENAMED, ROWS, actions, flows_of, named, publication, run
from wikis.test_promises import WRITTEN, noted, result_of

BASIC = base64.b64encode(":".join(PUBLISHER).encode()).decode()


@pytest.fixture(params=["confluence", "confluence_cloud"])
def place(request: pytest.FixtureRequest) -> ConfluencePlace:
    places: NewPlace = request.getfixturevalue(f"{request.param}_places")
    made = places()
    assert isinstance(made, ConfluencePlace)
    return made


@pytest.fixture
def data_center(confluence_places: NewPlace) -> ConfluencePlace:
    made = confluence_places()
    assert isinstance(made, ConfluencePlace)
    return made


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Give the seconds that were waited."""
    waits: list[float] = []
    monkeypatch.setattr("portbook.publish.session.time.sleep", waits.append)
    return waits


def test_every_page_stands_below_the_page_of_the_operator_which_is_not_written(place: ConfluencePlace) -> None:
    run(place.open(), publication())
    pages = place.store.listed(place.space, "ann")
    assert {page.parent for page in pages if page is not place.root} == {place.root.id}
    assert len(place.root.versions) == 1


def test_each_version_says_which_content_it_was_given(place: ConfluencePlace) -> None:
    name = named(run(place.open(), publication()))[DOCKS]
    run(place.open(), publication(OTHER_PORT))
    messages = [version.message for version in place.page(name).versions]
    assert messages[0] == ""
    assert all(message.startswith("Published by Portbook (portbook ") for message in messages[1:])
    assert len(messages) == 3


def test_links_and_files_of_pages_lead_somewhere(place: ConfluencePlace) -> None:
    names = {*named(run(place.open(), publication())).values()}
    for name in names:
        if name.startswith("^"):
            continue
        for link in tree(place.page(name).now.text).iter("ac:link"):
            page, file = link.find("ri:page"), link.find("ri:attachment")
            target = page.get("ri:content-title") if page is not None else None
            target = f"^{file.get('ri:filename')}" if file is not None else target
            assert target in names


def test_a_page_that_was_made_and_not_written_is_written_by_the_next_run(place: ConfluencePlace) -> None:
    wiki = place.open()
    name = next(wiki.page_name(page) for page in publication().pages if page.path == DOCKS)
    place.store.create(place.space, name, "<p>Portbook is writing this page.</p>", place.root.id, "publisher")
    assert actions(run(wiki, publication()))[DOCKS] is Action.CREATE
    assert place.flows(name) == flows_of(ROWS)
    assert len(place.page(name).versions) == 2


def test_comments_on_words_stay_in_lines_that_stay(place: ConfluencePlace) -> None:
    name = named(run(place.open(), publication()))[DOCKS]
    place.store.comment(place.page(name), "Notes of your team")
    before = place.page(name).now.number
    assert actions(run(place.open(), publication())) == {}
    run(place.open(), publication(OTHER_PORT))
    assert place.page(name).now.number == before + 1
    (mark,) = tree(place.page(name).now.text).iter("ac:inline-comment-marker")
    assert mark.text == "Notes of your team"
    assert actions(run(place.open(), publication(OTHER_PORT))) == {}


def test_notes_keep_their_layout_and_their_comments(place: ConfluencePlace) -> None:
    name = named(run(place.open(), publication()))[DOCKS]
    page = place.page(name)
    words = f"{BELOW}.</p>"
    columns = '<colgroup><col style="width: 9px;"/></colgroup>'
    table = f'<table class="wrapped">{columns}<tbody><tr><td>Ann</td></tr></tbody></table>'
    assert page.now.text.count(words) == 1
    text = page.now.text.replace(words, words + table)
    place.store.update(page, Version(page.now.number + 1, name, text, "ann"))
    place.store.comment(page, "Ann")
    assert actions(run(place.open(), publication(OTHER_PORT)))[DOCKS] is Action.UPDATE
    assert (page.now.by, "9443" in page.now.text) == ("publisher", True)
    assert all(part in page.now.text for part in ('class="wrapped"', "width: 9px;", "ac:inline-comment-marker"))
    assert actions(run(place.open(), publication(OTHER_PORT))) == {}


def test_comments_survive_a_move(place: ConfluencePlace) -> None:
    name = named(run(place.open(), publication()))["endpoints/mill"]
    page = place.page(name)
    place.store.comment(page, "Notes of your team")
    after = named(run(place.open(), publication(RENAMED)))["endpoints/grinder"]
    assert place.page(after) is page
    assert len([*tree(page.now.text).iter("ac:inline-comment-marker")]) == 1


def test_a_page_that_a_person_renamed_and_wrote_notes_into_is_not_made_again(place: ConfluencePlace) -> None:
    name = named(run(place.open(), publication()))[DOCKS]
    place.edit(name, noted(place.text(name)))
    place.move(name, "Our docks")
    result = result_of(run(place.open(), publication(OTHER_PORT)), DOCKS)
    assert result.step.action is Action.KEPT
    assert WRITTEN in place.text("Our docks")


def test_a_page_that_a_person_put_below_another_is_still_updated(place: ConfluencePlace) -> None:
    name = named(run(place.open(), publication()))[DOCKS]
    place.page(name).parent = elsewhere = place.store.create(place.space, "Hers", "<p>x</p>", "1", "ann").id
    assert actions(run(place.open(), publication(OTHER_PORT)))[DOCKS] is Action.UPDATE
    assert place.page(name).parent == elsewhere


def test_what_a_person_restored_from_the_history_is_ours_again(place: ConfluencePlace) -> None:
    name = named(run(place.open(), publication()))[DOCKS]
    page = place.page(name)
    ours = page.now.text
    place.edit(name, "Mine.")
    place.store.update(page, Version(page.now.number + 1, name, ours, "ann", "Reverted from v. 2"))
    assert actions(run(place.open(), publication())) == {}


def test_a_file_that_a_person_replaced_is_kept(place: ConfluencePlace) -> None:
    run(place.open(), publication())
    file = next(file for file in place.store.files.values() if (file.page, file.name) == (place.root.id, "flows.csv"))
    place.store.attach_again(file.id, FileVersion(b"mine", "", "ann"))
    kept = result_of(run(place.open(), publication(OTHER_PORT)), "flows.csv")
    assert kept.step.action is Action.KEPT
    assert file.versions[-1].data == b"mine"
    run(place.open(), publication(OTHER_PORT), force=True)
    assert [version.by for version in file.versions] == ["publisher", "ann", "publisher"]


def test_a_version_of_a_file_that_slips_in_is_a_conflict_and_stays_in_the_history(
    place: ConfluencePlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    wiki = place.open()
    run(wiki, publication())
    base = wiki.look("^flows.csv")
    file = next(file for file in place.store.files.values() if (file.page, file.name) == (place.root.id, "flows.csv"))
    assert isinstance(wiki, Confluence)
    checked = wiki._checked

    def late(name: str, held: object) -> object:
        present = checked(name, held)  # type: ignore[arg-type]
        place.store.attach_again(file.id, FileVersion(b"mine", "", "ann"))
        return present

    monkeypatch.setattr(wiki, "_checked", late)
    with pytest.raises(ConflictError):
        wiki.write("^flows.csv", b"ours", base, "x")
    assert b"mine" in [version.data for version in file.versions]


@pytest.mark.parametrize("hidden", [False, True], ids=["other case", "hidden"])
def test_a_title_that_another_page_has_is_never_taken(place: ConfluencePlace, hidden: bool) -> None:
    wiki = place.open()
    name = next(wiki.page_name(page) for page in publication().pages if page.path == DOCKS)
    page = place.store.create(place.space, name if hidden else name.upper(), "<p>Hers.</p>", "1", "ann")
    page.hidden = hidden
    results = run(wiki, publication())
    assert "the space has a page of this title" in result_of(results, DOCKS).failure
    assert len(page.versions) == 1
    assert [result.step.entry.key for result in results if result.failure] == [DOCKS]


def test_a_page_that_the_account_may_not_change_does_not_stop_the_others(place: ConfluencePlace) -> None:
    name = named(run(place.open(), publication()))[DOCKS]
    place.page(name).closed = True
    results = run(place.open(), publication(OTHER_PORT))
    assert "the account may not do this" in result_of(results, DOCKS).failure
    assert [result.step.entry.key for result in results if result.failure] == [DOCKS]
    place.page(name).closed = False
    assert actions(run(place.open(), publication(OTHER_PORT))) == {DOCKS: Action.UPDATE}


def test_an_archived_or_trashed_page_is_left_alone(place: ConfluencePlace) -> None:
    name = named(run(place.open(), publication()))[DOCKS]
    page = place.page(name)
    page.status = "archived"
    assert result_of(run(place.open(), publication(OTHER_PORT)), DOCKS).step.action is Action.KEPT
    forced = run(place.open(), publication(OTHER_PORT), force=True)
    assert "archived" in result_of(forced, DOCKS).failure
    page.status = "trashed"
    assert result_of(run(place.open(), publication(OTHER_PORT)), DOCKS).step.action is Action.KEPT
    run(place.open(), publication(OTHER_PORT), force=True)
    assert (page.status, len(page.versions)) == ("trashed", 2)
    assert place.page(name).id != page.id


def test_it_waits_as_long_as_confluence_asks(place: ConfluencePlace, quick: list[float]) -> None:
    wiki = place.open()
    place.fake.busy = [(429, {"Retry-After": "7"}), (503, {"Retry-After": "3"})]
    assert set(actions(run(wiki, publication())).values()) == {Action.CREATE}
    assert quick[:2] == [7.0, 3.0]


@pytest.mark.parametrize(
    ("status", "words"), [(401, "does not know this account"), (403, "the account may not"), (500, "status 500")]
)
def test_refusals_are_said_in_clear_words(place: ConfluencePlace, status: int, words: str) -> None:
    place.fake.busy = [(status, {})]
    with pytest.raises(WikiError, match=words):
        place.open()


@pytest.mark.parametrize(
    ("status", "error", "words"),
    [
        (401, WikiError, "does not know this account"),
        (403, RefusedError, "the account may not"),
        (409, ConflictError, "changed"),
        (413, RefusedError, "larger"),
        (502, UnansweredError, "status 502"),
    ],
)
def test_refusals_of_writes_are_what_they_are(
    place: ConfluencePlace, status: int, error: type[Exception], words: str
) -> None:
    wiki = place.open()
    place.fake.busy = [(status, {})]
    with pytest.raises(error, match=words):
        wiki.write(f"{UNDER} / x", b"<p>x</p>", None, "x")


def test_a_wrong_password_or_place_is_said_without_the_password(place: ConfluencePlace) -> None:
    secret = "not-the-password"  # noqa: S105
    basic = base64.b64encode(f"ann:{secret}".encode()).decode()
    with pytest.raises(WikiError, match="API token") as raised:
        connect(place.fake.url, place.space, Login("ann", secret), in_cloud=place.store.is_cloud)
    assert secret not in str(raised.value)
    assert basic not in str(raised.value)
    login = Login(*PUBLISHER)
    with pytest.raises(WikiError, match="there is no space NONE"):
        connect(place.fake.url, "NONE", login, in_cloud=place.store.is_cloud)
    with pytest.raises(WikiError, match="names no `space`"):
        connect(place.fake.url, "", login)
    rest = connect(place.fake.url, place.space, login, in_cloud=place.store.is_cloud)
    with pytest.raises(WikiError, match="has no page Nowhere; make one"):
        Confluence(rest, place.space, "Nowhere")


def test_a_confluence_that_repeats_the_password_does_not_make_us_say_it(place: ConfluencePlace) -> None:
    wiki = place.open()
    place.fake.echo = True
    try:
        with pytest.raises(RefusedError) as raised:
            wiki.write(f"{UNDER} / x", b"<p>x</p>", None, "x")
    finally:
        place.fake.echo = False
    assert "you sent" in str(raised.value)
    assert not any(secret in str(raised.value) for secret in (PUBLISHER[1], BASIC))


def test_a_token_without_a_user_is_sent_as_one(data_center: ConfluencePlace) -> None:
    rest = connect(data_center.fake.url, data_center.space, Login("", PUBLISHER[1]))
    assert Confluence(rest, data_center.space, UNDER).survey() == {}


def test_the_kind_of_a_confluence_is_known_by_its_host() -> None:
    assert IN_CLOUD.fullmatch("https://harbour.atlassian.net")
    assert IN_CLOUD.fullmatch("https://api.atlassian.com")
    assert not IN_CLOUD.fullmatch("https://harbour.atlassian.net.example")
    assert not IN_CLOUD.fullmatch("https://wiki.harbour.example")


def requests_of(fake: Fake, act: Callable[[], object]) -> int:
    before = len(fake.requests)
    act()
    return len(fake.requests) - before


def test_the_number_of_requests_is_that_of_what_changed_and_a_constant(place: ConfluencePlace) -> None:
    place.fake.most = 200
    try:
        many = tuple((f"vm{number}", "mill", str(1000 + number)) for number in range(30))
        paths = (DOCKS, "ports", *(f"endpoints/vm{number}" for number in range(30)))
        assert len(publication(many, paths).pages) == 32
        run(place.open(), publication(many, paths))
        idle = requests_of(place.fake, lambda: run(place.open(), publication(many, paths)))
        assert idle <= 6
        results = []
        changed = (*many[:-1], ("vm29", "mill", "9999"))
        asked = requests_of(place.fake, lambda: results.extend(run(place.open(), publication(changed, paths))))
        writes = len(actions(results))
        assert 0 < writes < 10
        assert asked <= 3 * writes + 16
    finally:
        place.fake.most = 5


def test_a_plan_reads_only(place: ConfluencePlace) -> None:
    before = len(place.fake.requests)
    wiki: Wiki = place.open()
    prepare(publication(), wiki, Settings())
    assert {request.partition(" ")[0] for request in place.fake.requests[before:]} == {"GET"}


def test_the_editor_of_a_page_is_named(place: ConfluencePlace) -> None:
    name = named(run(place.open(), publication()))[DOCKS]
    place.edit(name, "Mine.")
    kept = result_of(run(place.open(), publication(OTHER_PORT)), DOCKS)
    assert PERSON in kept.step.reason
