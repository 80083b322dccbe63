"""What is particular to MediaWiki: its titles, its digests, its conditions, its refusals, who logs in and how."""

import io
import json
import logging
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeVar

import pytest
import requests
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from portbook.publish import ConflictError, Held, RefusedError, WikiError
from portbook.publish.wikis.mediawiki import MediaWiki
from portbook.publish.wikis.mediawiki.record import deciphered, inscribed
from portbook.publish.wikis.mediawiki.titles import cleaned, shortened
from portbook.views import pages
from portbook.views.blocks import Page
from wikis.conftest import NewPlace
from wikis.harbour import DOCKS, OTHER_PORT, Rows, actions, book, named, publication, run
from wikis.mediawiki_place import Client, MediaWikiPlace
from wikis.mediawiki_server import PERSON, PUBLISHER, Server
from wikis.places import Cut
from writers.documents import HOSTILE, TEXTS

SLOW = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # each try asks the server
)
NAMES = ("api_gate", "a#b", "HTTP/2", "..", ".", "a|b", "[x]", "{{x}}", "<b>", "~~~~", "100%25", "&amp;", "&#38;", ":a",
         "a  b", " a ", "\u202eabc", "e\u0301", "\u212b", "x" * 400, "é" * 200, "a\u2028b", "a\x00b", "Ⅷ", "ß", "",
         "Talk:x", "w:x", "a\ufffdb", "\ufeffx", "😀")  # fmt: skip
CONSTANT = 12
"""Requests of a run that changes something: 3 to log in, 4 to survey, 5 to record what is written."""
STALE = Held("", "1")
T = TypeVar("T")


@pytest.fixture
def place(mediawiki_places: NewPlace) -> MediaWikiPlace:
    made = mediawiki_places()
    assert isinstance(made, MediaWikiPlace)
    return made


@pytest.fixture
def server(mediawiki_server: Server) -> Iterator[Server]:
    """Give the server, and take back what a test configures."""
    yield mediawiki_server
    mediawiki_server.configure("")


def opened(place: MediaWikiPlace) -> MediaWiki:
    wiki = place.open()
    assert isinstance(wiki, MediaWiki)
    return wiki


# --- titles ---


def assert_titles(server: Server, titles: list[str]) -> None:
    """Check that MediaWiki takes titles as they are."""
    client = Client(server, *PERSON)
    for start in range(0, len(titles), 40):
        answer = client.ask(titles="|".join(dict.fromkeys(titles[start : start + 40])))
        assert "normalized" not in answer
        assert [page for page in answer["pages"] if "invalid" in page] == []
        assert {page["title"] for page in answer["pages"]} == set(titles[start : start + 40])


def test_mediawiki_takes_every_title_as_it_is(place: MediaWikiPlace) -> None:
    wiki = opened(place)
    names = [wiki.page_name(Page("p", name, ("Endpoints", name), ())) for name in (*NAMES, *HOSTILE)]
    files = [wiki.file_name(f"endpoints/{name}.csv") for name in (*NAMES, *HOSTILE)]
    assert_titles(place.server, names)
    assert_titles(place.server, [file for file in files if file])
    assert names[0] == f"{place.under}/Endpoints/api gate"


@SLOW
@given(st.lists(TEXTS, min_size=30, max_size=40))
def test_mediawiki_takes_the_title_of_any_name_as_it_is(mediawiki_server: Server, names: list[str]) -> None:
    assert_titles(mediawiki_server, [shortened(f"Network/{cleaned(name)}") for name in names])
    assert_titles(mediawiki_server, ["File:" + shortened(f"Network-{cleaned(name)}", ".csv") for name in names])


def test_long_names_that_differ_stay_different(place: MediaWikiPlace) -> None:
    wiki = opened(place)
    assert len({wiki.page_name(Page("p", end, ("Endpoints", "x" * 400 + end), ())) for end in "ab"}) == 2


def test_machines_of_any_name_are_published_once(place: MediaWikiPlace) -> None:
    rows = [("press", name, "443") for name in ("api_gate", "api gate", "Api_gate", "[mill]", "mill/2", "~~~~", "a..b")]
    every = publication(rows, [page.path for page in pages(book(rows))])
    first = run(place.open(), every)
    assert len(set(named(first).values())) == len(first)
    assert actions(run(place.open(), every)) == {}


# --- requests ---


def counted(place: MediaWikiPlace, rows: Rows) -> tuple[int, int]:
    """Publish, and return how many pages changed, and how many requests that took."""
    requests_made = Cut(place.broken)
    every = publication(rows, [page.path for page in pages(book(rows)) if page.path.startswith("endpoints/")])
    results = run(place.open(requests_made), replace(every, files={}, pictures={}))
    return len(actions(results)), requests_made.count


def test_a_run_makes_one_request_for_each_page_that_it_changes_and_reads_fifty_at_once(place: MediaWikiPlace) -> None:
    ports = {f"silo{number:02}": str(8000 + number) for number in range(60)}
    first, _ = counted(place, [("mill", name, port) for name, port in ports.items()])
    few, requests_for_few = counted(place, [("mill", name, port) for name, port in (ports | {"silo07": "1"}).items()])
    many, requests_for_many = counted(place, [("mill", name, f"1{port}") for name, port in ports.items()])
    assert (first, few, many) == (61, 2, 61)
    assert requests_for_few - few == CONSTANT + 1
    assert requests_for_many - many == CONSTANT + 2


# --- contents ---


@pytest.mark.parametrize(
    "text",
    ["e\u0301 \u212b", "a\r\nb\rc", "end \t\n\n", "nul\x00bell\x07vt\x0bff\x0c", "\ufeffbom", "\x7f\x85 \ufffe", "😀"],
)
def test_a_page_has_the_digest_that_was_foretold(place: MediaWikiPlace, text: str) -> None:
    wiki = opened(place)
    name = f"{place.under}/Page"
    wiki.write(name, text.encode(), None, "test")
    assert wiki.survey()[name].digest == wiki.digest(name, text.encode())


def test_a_file_has_the_digest_that_was_foretold(place: MediaWikiPlace) -> None:
    wiki = opened(place)
    name = wiki.file_name("a.csv")
    assert name
    wiki.write(name, b"a,b\r\n1,2\r\n\r\n", None, "test")
    assert wiki.survey()[name].digest == wiki.digest(name, b"a,b\r\n1,2\r\n\r\n")
    assert wiki.read(name) == b"a,b\r\n1,2\r\n\r\n"


def test_files_that_differ_by_their_extension_alone_are_two(place: MediaWikiPlace) -> None:
    wiki = opened(place)
    for path, data in {"mill.csv": b"1", "mill.json": b"2", "mill.CSV.json": b"3"}.items():
        name = wiki.file_name(path)
        assert name
        wiki.write(name, data, None, "test")
        assert wiki.read(name) == data


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], min_codepoint=32)) | TEXTS))
def test_the_record_comes_back_from_its_page_exactly(texts: list[str]) -> None:
    text = json.dumps({"items": texts, "\\u003c": {}}, indent=1, ensure_ascii=False) + "\n"
    assert deciphered(inscribed(text)) == text
    assert inscribed(text).isascii() or "\x7f" in text


@pytest.mark.parametrize("text", [*HOSTILE, "~~~~ {{subst:PAGENAME}} </pre> <nowiki> e\u0301 😀 \\u003c"])
def test_the_record_survives_mediawiki(place: MediaWikiPlace, text: str) -> None:
    wiki = opened(place)
    data = (json.dumps({text: [text]}, indent=1, ensure_ascii=False) + "\n").encode()
    wiki.write(wiki.manifest_name, data, None, "test")
    assert wiki.read(wiki.manifest_name) == data
    assert wiki.survey()[wiki.manifest_name].digest == wiki.digest(wiki.manifest_name, data)


def test_diagrams_are_shown_and_links_lead_somewhere(place: MediaWikiPlace) -> None:
    names = named(run(place.open(), publication(only=EVERY)))
    place.server.run(
        "runJobs"
    )  # as cron does: a page that was shown before is shown anew once its links lead somewhere
    client = Client(place.server, *PERSON)
    for name in names.values():
        if not name.startswith("File:"):
            fresh = {"title": name, "text": place.text(name), "contentmodel": "wikitext"}  # jobs renew what is cached
            html = LexborHTMLParser(client.call("POST", action="parse", **fresh)["parse"]["text"])
            assert [link.attributes["href"] for link in html.css("a.new")] == []
    fresh = {"title": place.under, "text": place.text(place.under), "contentmodel": "wikitext"}
    shown = client.call("POST", action="parse", prop="images|text", **fresh)["parse"]
    drawing = next(name for key, name in names.items() if key.endswith(".svg"))
    assert drawing.removeprefix("File:").replace(" ", "_") in shown["images"]
    if shutil.which("rsvg-convert"):
        assert "<img" in shown["text"]


EVERY = ("index", DOCKS, "endpoints/mill", "endpoints/press", "endpoints/silo", "ports", "protection", "contradictions",
         "fidelity/index", "fidelity/harbour")  # fmt: skip


def test_files_that_the_wiki_takes_not_are_not_offered(place: MediaWikiPlace, server: Server) -> None:
    server.configure("$wgFileExtensions = ['png'];")
    wiki = opened(place)
    assert not wiki.shows_svg
    assert (wiki.file_name("a.svg"), wiki.file_name("a.csv")) == (None, None)
    assert wiki.file_name("a/b.c.png") == f"File:{place.under}-a-b-c.png"


# --- conditions ---


def test_a_stale_revision_is_refused_even_if_the_account_itself_wrote_the_newer_one(place: MediaWikiPlace) -> None:
    wiki, name = opened(place), f"{place.under}/Page"
    wiki.write(name, b"one", None, "test")
    base = wiki.look(name)
    wiki.write(name, b"two", base, "test")
    with pytest.raises(ConflictError):
        wiki.write(name, b"three", base, "test")
    assert place.text(name) == "two"


def test_what_must_not_stand_there_is_not_overwritten(place: MediaWikiPlace) -> None:
    wiki, name = opened(place), f"{place.under}/Page"
    place.edit(name, "Hers.")
    with pytest.raises(ConflictError):
        wiki.write(name, b"ours", None, "test")
    file = wiki.file_name("a.csv")
    assert file
    wiki.write(file, b"1", None, "test")
    for base in (None, STALE):
        with pytest.raises(ConflictError):
            wiki.write(file, b"2", base, "test")
    with pytest.raises(ConflictError):
        wiki.remove(file, STALE, "test")
    assert wiki.read(file) == b"1"


def test_a_page_deleted_meanwhile_is_not_made_again(place: MediaWikiPlace) -> None:
    wiki, name = opened(place), f"{place.under}/Page"
    wiki.write(name, b"one", None, "test")
    base = wiki.look(name)
    place.delete(name)
    with pytest.raises(ConflictError):
        wiki.write(name, b"two", base, "test")
    assert wiki.look(name) is None


def test_a_page_edited_before_its_move_is_not_taken_for_ours(place: MediaWikiPlace) -> None:
    wiki, name, to = opened(place), f"{place.under}/Page", f"{place.under}/Moved"
    wiki.write(name, b"one", None, "test")
    base = wiki.look(name)
    assert base
    place.edit(name, "Hers.")
    with pytest.raises(ConflictError):
        wiki.move(name, to, base, "test")
    assert place.text(to) == "Hers."


def test_a_redirect_of_somebody_else_does_not_give_way(place: MediaWikiPlace) -> None:
    wiki, name = opened(place), f"{place.under}/Page"
    place.edit(name, "#REDIRECT [[Main Page]]")
    with pytest.raises(ConflictError):
        wiki.write(name, b"ours", None, "test")
    assert place.text(name) == "#REDIRECT [[Main Page]]"


def test_a_file_is_written_over_and_taken_away(place: MediaWikiPlace) -> None:
    wiki = opened(place)
    file, twin = wiki.file_name("a.csv"), wiki.file_name("b.csv")
    assert file
    assert twin
    wiki.write(file, b"1", None, "test")
    wiki.write(twin, b"1", None, "test")
    wiki.write(file, b"2", wiki.look(file), "test")
    assert (wiki.read(file), wiki.read(twin)) == (b"2", b"1")
    base = wiki.look(file)
    assert base
    wiki.remove(file, base, "test")
    assert wiki.look(file) is None
    wiki.write(file, b"2", None, "test")
    assert wiki.read(file) == b"2"


# --- refusals ---


def test_a_protected_page_fails_with_the_wiki_s_words_and_stops_no_other(place: MediaWikiPlace) -> None:
    name = named(run(place.open(), publication()))[DOCKS]
    place.admin.change("protect", title=name, protections="edit=sysop")
    results = run(place.open(), publication(OTHER_PORT))
    failures = {result.step.entry.key: result.failure for result in results if result.failure}
    assert list(failures) == [DOCKS]
    assert "protected" in failures[DOCKS]
    place.admin.change("protect", title=name, protections="edit=all")
    assert list(actions(run(place.open(), publication(OTHER_PORT)))) == [DOCKS]


def test_a_filter_s_refusal_is_told(place: MediaWikiPlace, server: Server) -> None:
    server.configure(
        "$wgHooks['EditFilterMergedContent'][] = function ($context, $content, $status) {"
        " $status->fatal(new RawMessage('no pears here')); return false; };"
    )
    with pytest.raises(RefusedError, match="no pears here"):
        opened(place).write(f"{place.under}/Page", b"pears", None, "test")


def test_a_wiki_that_is_read_only_stops_the_run_with_its_reason(place: MediaWikiPlace, server: Server) -> None:
    wiki = opened(place)
    server.configure("$wgReadOnly = 'The cellar is flooded';")
    with pytest.raises(WikiError, match="The cellar is flooded"):
        run(wiki, publication())


def test_too_many_edits_are_waited_out(place: MediaWikiPlace, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []

    def wait(seconds: float) -> None:
        waited.append(seconds)
        server.configure("")

    monkeypatch.setattr("portbook.publish.session.time.sleep", wait)
    wiki = opened(place)
    server.configure(
        "$wgHooks['PingLimiter'][] = function ($user, $action, &$result) { $result = true; return false; };"
        "$wgGroupPermissions['bot']['noratelimit'] = false; $wgGroupPermissions['sysop']['noratelimit'] = false;"
    )
    wiki.write(f"{place.under}/Page", b"one", None, "test")
    assert waited == [5.0]
    assert place.text(f"{place.under}/Page") == "one"


def test_a_database_that_lags_behind_is_waited_for_as_it_asks(
    place: MediaWikiPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []
    monkeypatch.setattr("portbook.publish.session.time.sleep", waited.append)
    lagging = Lagging()
    wiki = place.open(lagging)
    lagging.times = 2
    wiki.write(f"{place.under}/Page", b"one", None, "test")
    assert waited == [7, 7]
    lagging.times = 100
    with pytest.raises(WikiError, match="lags behind"):
        wiki.write(f"{place.under}/Other", b"one", None, "test")


class Lagging:
    """Answer for a wiki whose database lags behind, as it does, some times."""

    times = 0

    def __call__(self, request: Callable[[], T]) -> T | requests.Response:
        if not self.times:
            return request()
        self.times -= 1
        answer = requests.Response()
        answer.status_code = 200
        answer.headers.update({"Retry-After": "7", "X-Database-Lag": "9"})
        answer.raw = io.BytesIO(b'{"error": {"code": "maxlag", "info": "Waiting for a copy", "lag": 9}}')
        return answer


def test_a_login_that_has_run_out_is_renewed(place: MediaWikiPlace) -> None:
    wiki = opened(place)
    wiki._api._session.cookies.clear()
    wiki.write(f"{place.under}/Page", b"one", None, "test")
    assert place.text(f"{place.under}/Page") == "one"


# --- who logs in ---


def test_a_bot_password_logs_in_and_edits_are_its_account_s(place: MediaWikiPlace, server: Server) -> None:
    password = "plum0123456789abcdefplum01234567"  # noqa: S105
    grants = "basic,highvolume,editpage,createeditmovepage,uploadfile,uploadeditmovefile,delete"
    server.run("createBotPassword", "--appid", place.under.replace(" ", ""), "--grants", grants, PUBLISHER[0], password)
    wiki = MediaWiki(server.url, place.under, f"{PUBLISHER[0]}@{place.under.replace(' ', '')}", password)
    wiki.write(f"{place.under}/Page", b"one", None, "test")
    held = wiki.look(f"{place.under}/Page")
    assert held
    assert held.editor == PUBLISHER[0]


@pytest.mark.parametrize("script", ["api.php", "index.php?title=Main_Page", ""])
def test_the_address_of_a_script_of_the_wiki_will_do(place: MediaWikiPlace, script: str) -> None:
    MediaWiki(f"{place.server.url}{script}", place.under, *PUBLISHER).close()


@pytest.mark.parametrize("under", ["Special:Network", "Media:Network", "wikipedia:Network", "x" * 300])
def test_a_place_that_holds_no_pages_is_refused(server: Server, under: str) -> None:
    with pytest.raises(WikiError, match="under"):
        MediaWiki(server.url, under, *PUBLISHER)


def test_a_place_in_another_namespace_will_do(server: Server) -> None:
    place = MediaWikiPlace(server, "Help:Network")
    names = named(run(place.open(), publication()))
    assert names[DOCKS].startswith("Help:Network/")
    assert actions(run(place.open(), publication())) == {}


def test_no_message_holds_a_secret(place: MediaWikiPlace, server: Server, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    secret = "a very secret plum"  # noqa: S105
    said: list[str] = []
    for url, user, password in (
        (server.url, PUBLISHER[0], secret),
        (server.url, secret, secret),
        (f"{server.url}nowhere/", PUBLISHER[0], secret),
        ("http://127.0.0.1:9/", PUBLISHER[0], secret),
        (server.url.replace("://", f"://x:{secret.replace(' ', '')}@"), PUBLISHER[0], secret),
    ):
        with pytest.raises(WikiError) as caught:
            MediaWiki(url, place.under, user, password)
        error: BaseException | None = caught.value
        while error is not None:
            said.append(f"{error} {error!r} {getattr(error, 'args', '')}")
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    run(place.open(), publication())
    for text in (*said, caplog.text):
        assert secret not in text
        assert secret.replace(" ", "") not in text
        assert PUBLISHER[1] not in text
