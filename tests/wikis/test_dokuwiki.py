"""What is particular to DokuWiki, tested on a real one."""

import json
import logging
from collections.abc import Iterator

import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from portbook.publish import Action, ConflictError, Held, RefusedError, WikiError
from portbook.publish.session import Session
from portbook.publish.wikis.dokuwiki import DokuWiki
from portbook.publish.wikis.dokuwiki.record import deciphered, inscribed
from portbook.publish.wikis.dokuwiki.xml_rpc import XmlRpc
from portbook.views.blocks import Page
from portbook.writers.dokuwiki import MEDIA
from wikis.conftest import NewPlace
from wikis.dokuwiki_json import JsonSession
from wikis.dokuwiki_place import DokuWikiPlace
from wikis.dokuwiki_server import PUBLISHER, READER, Server
from wikis.harbour import DOCKS, OTHER_PORT, RENAMED, ROWS, actions, flows_of, named, publication, run
from writers.documents import HOSTILE, TEXTS

NAMES = (
    *("api_gate", "A B", "a#b", "HTTP/2", "..", ".", "a|b", "[x]", "a:b", "a;b", "_a_", "a__b", "a._-b", "a-b", "1.2"),
    *("x" * 400, "é" * 200, "Straße", "水車", "水", "Ⅷ", "😀", "\u202eabc", "e\u0301", "a\x00b", "start"),
)
SETTINGS = (
    *("", "$conf['deaccent'] = 0;", "$conf['deaccent'] = 2;", "$conf['sepchar'] = '-';", "$conf['sepchar'] = '.';"),
    *("$conf['useslash'] = 1; $conf['userewrite'] = 1;", "$conf['fnencode'] = 'safe';"),
)
STALE = Held("0" * 32, "1")


@pytest.fixture
def place(dokuwiki_places: NewPlace) -> DokuWikiPlace:
    made = dokuwiki_places()
    assert isinstance(made, DokuWikiPlace)
    return made


@pytest.fixture
def server(doku: Server) -> Iterator[Server]:
    """Give the server, and take back what a test configures."""
    yield doku
    doku.configure("")


# --- ids and contents ---


@pytest.mark.parametrize("php_code", SETTINGS)
def test_pages_and_files_stand_under_the_names_they_were_given(
    place: DokuWikiPlace, server: Server, php_code: str
) -> None:
    server.configure(php_code)
    wiki = place.opened()
    pages = [wiki.page_name(Page("p", name, ("Endpoints", name), ())) for name in (*NAMES, *HOSTILE)]
    files = [wiki.file_name(f"endpoints/{name}.png") for name in NAMES]
    for name in dict.fromkeys(pages):
        wiki.write(name, b"A page.", None, "test")
    assert set(wiki.survey()) == set(pages)
    assert all(file and file.startswith(f"{MEDIA}{place.under}:files:endpoints:") for file in files)


@pytest.mark.parametrize(
    "text", ["a\r\nb\rc", " \t\n a \n\n", "e\u0301 \u212b", "\ufeffbom", "\x7f\x85", "😀", "&amp; <b> ]]>", "0x"]
)
def test_a_page_has_the_digest_that_was_foretold(place: DokuWikiPlace, text: str) -> None:
    wiki, name = place.opened(), f"{place.under}:page"
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    wiki.write(name, text.encode(), None, "test")
    held = wiki.look(name)
    assert held
    assert wiki.survey()[name].digest == held.digest == wiki.digest(name, text.encode())
    assert held.editor == PUBLISHER[0]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])) | TEXTS))
def test_the_record_comes_back_from_its_page_exactly(texts: list[str]) -> None:
    text = json.dumps({"items": texts, "\\u003c": {}}, indent=1, ensure_ascii=False) + "\n"
    assert deciphered(inscribed(text)) == text


@pytest.mark.parametrize(
    "text", [*HOSTILE, "</code> <code> </file> ~~NOTOC~~ %% </nowiki> \\u003c e\u0301 😀 \x7f \uffff"]
)
def test_the_record_survives_dokuwiki(place: DokuWikiPlace, text: str) -> None:
    wiki = place.opened()
    data = (json.dumps({text: [text]}, indent=1, ensure_ascii=False) + "\n").encode()
    wiki.write(wiki.manifest_name, data, None, "test")
    assert wiki.read(wiki.manifest_name) == data
    assert wiki.survey()[wiki.manifest_name].digest == wiki.digest(wiki.manifest_name, data)
    html = LexborHTMLParser(str(place.ann("wiki.getPageHTML", wiki.manifest_name)))
    assert len(html.css("pre.code")) == 1
    assert html.css("h1, h2, li, em") == []


def test_diagrams_are_shown_and_links_lead_somewhere(place: DokuWikiPlace) -> None:
    every = publication(
        only=("index", DOCKS, "endpoints/mill", "endpoints/press", "endpoints/silo", "fidelity/harbour")
    )
    pictures = []
    for name in named(run(place.opened(), every)).values():
        if not name.startswith(MEDIA):
            html = LexborHTMLParser(str(place.ann("wiki.getPageHTML", name)))
            assert [link.attributes["href"] for link in html.css("a.wikilink2")] == []
            pictures += [picture.attributes["src"] for picture in html.css("a.media img.media")]
    (address,) = pictures
    answer = requests.get(f"{place.server.url.rstrip('/')}{address}", timeout=60)
    assert answer.headers["Content-Type"] == "image/svg+xml"


# --- conditions ---


def test_a_page_that_a_person_is_editing_is_left_alone_and_reported(place: DokuWikiPlace) -> None:
    name = named(run(place.opened(), publication()))[DOCKS]
    before = place.text(name)
    assert place.ann("dokuwiki.setLocks", {"lock": [name], "unlock": []})["locked"] == [name]
    results = run(place.opened(), publication(OTHER_PORT), force=True)
    docks = next(result.step for result in results if result.step.entry.key == DOCKS)
    assert (docks.action, "editing" in docks.reason) == (Action.KEPT, True)
    assert place.text(name) == before
    place.ann("dokuwiki.setLocks", {"lock": [], "unlock": [name]})
    assert list(actions(run(place.opened(), publication(OTHER_PORT)))) == [DOCKS]


def test_no_lock_is_left_behind(place: DokuWikiPlace, server: Server) -> None:
    run(place.opened(), publication())
    run(place.opened(), publication(RENAMED))
    wiki, name = place.opened(), f"{place.under}:page"
    wiki.write(name, b"one", None, "test")
    with pytest.raises(ConflictError):
        wiki.write(name, b"two", STALE, "test")
    assert list((server.home / "data" / "locks").glob("*.lock")) == []


def test_what_was_not_based_on_what_stands_there_is_refused(place: DokuWikiPlace) -> None:
    wiki, name, file = place.opened(), f"{place.under}:page", f"{MEDIA}{place.under}:a.svg"
    place.edit(name, "Hers.")
    wiki.write(file, b"<svg/>", None, "test")
    for base in (None, STALE):
        with pytest.raises(ConflictError):
            wiki.write(name, b"ours", base, "test")
        with pytest.raises(ConflictError):
            wiki.write(file, b"<svg></svg>", base, "test")
    for act in (wiki.remove, lambda *given: wiki.move(given[0], f"{name}2", *given[1:])):
        with pytest.raises(ConflictError):
            act(name, STALE, "test")
    with pytest.raises(ConflictError):
        wiki.remove(file, STALE, "test")
    assert (place.text(name), wiki.read(file)) == ("Hers.", b"<svg/>")


def test_what_was_overwritten_within_a_second_is_in_the_history(place: DokuWikiPlace) -> None:
    wiki, name = place.opened(), f"{place.under}:page"
    for text in ("one", "two", "three"):
        place.edit(name, f"{text} of Ann")
        wiki.survey()
        wiki.write(name, text.encode(), wiki.look(name), "test")
    assert {"one of Ann", "two of Ann", "three of Ann"} <= set(place.versions(name))


def test_a_move_that_was_not_finished_is_finished(place: DokuWikiPlace) -> None:
    wiki, old, new = place.opened(), f"{place.under}:old", f"{place.under}:new"
    wiki.write(old, b"ours", None, "test")
    wiki.write(new, b"ours", None, f"test (moved from {old})")
    held = wiki.survey()
    assert set(held) == {old}
    wiki.move(old, new, held[old], "test")
    assert set(wiki.survey()) == {new}


def test_a_copy_that_a_person_made_is_seen(place: DokuWikiPlace) -> None:
    wiki, old, new = place.opened(), f"{place.under}:old", f"{place.under}:new"
    wiki.write(old, b"ours", None, "test")
    place.edit(new, "ours")
    assert set(wiki.survey()) == {old, new}


def test_a_picture_is_written_over_and_taken_away(place: DokuWikiPlace) -> None:
    wiki, file = place.opened(), f"{MEDIA}{place.under}:a.svg"
    for data in (b"<svg>1</svg>", b"<svg>2</svg>\n"):
        wiki.write(file, data, wiki.look(file), "test")
        assert wiki.read(file) == data
        assert wiki.survey()[file].digest == wiki.digest(file, data)
    base = wiki.look(file)
    assert base
    wiki.remove(file, base, "test")
    assert (wiki.look(file), wiki.read(file)) == (None, None)


# --- refusals ---


def test_an_account_that_may_only_read_is_told_so(place: DokuWikiPlace) -> None:
    wiki = place.opened(account=READER)
    with pytest.raises(RefusedError, match="may not edit"):
        wiki.write(f"{place.under}:page", b"ours", None, "test")
    with pytest.raises(RefusedError, match="did not save"):
        wiki.write(f"{MEDIA}{place.under}:a.svg", b"<svg/>", None, "test")
    with pytest.raises(WikiError, match="may not edit"):
        run(place.opened(account=READER), publication())
    assert place.names() == set()


def test_a_blocked_word_fails_its_page_alone(place: DokuWikiPlace, server: Server) -> None:
    (server.home / "conf" / "wordblock.local.conf").write_text("9443\n")
    try:
        run(place.opened(), publication())
        results = run(place.opened(), publication(OTHER_PORT))
    finally:
        (server.home / "conf" / "wordblock.local.conf").unlink()
    failures = {result.step.entry.key: result.failure for result in results if result.failure}
    assert DOCKS in failures
    assert "words" in failures[DOCKS]
    assert actions(run(place.opened(), publication(OTHER_PORT)))[DOCKS] is Action.UPDATE


def test_a_wiki_without_remote_calls_says_what_to_do(place: DokuWikiPlace, server: Server) -> None:
    for php_code in ("$conf['remote'] = 0;", "$conf['remoteuser'] = '@nobody';"):
        server.configure(php_code)
        with pytest.raises(WikiError):
            run(place.opened(), publication())
    with pytest.raises(WikiError, match="own folder"):
        DokuWiki(f"{server.url}nowhere/", place.under, *PUBLISHER)


@pytest.mark.parametrize("script", ["", "doku.php", "doku.php?id=start", "lib/exe/xmlrpc.php"])
def test_the_address_of_a_page_of_the_wiki_will_do(place: DokuWikiPlace, script: str) -> None:
    wiki = DokuWiki(f"{place.server.url}{script}", place.under, *PUBLISHER)
    assert wiki.survey() == {}
    assert wiki.address("a:b") == f"{place.server.url}doku.php?id=a:b"


def test_an_answer_that_is_a_trap_is_no_answer(place: DokuWikiPlace, monkeypatch: pytest.MonkeyPatch) -> None:
    value = b"<params><param><value>&a;</value></param></params>"
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><methodResponse>' + value + b"</methodResponse>"
    for answer in (bomb, b"<html>", b"", b"<methodResponse></methodResponse>"):
        monkeypatch.setattr(
            "portbook.publish.wikis.dokuwiki.xml_rpc.posted", lambda *_, answer=answer, **__: (200, answer)
        )
        with pytest.raises(WikiError, match="something else"):
            XmlRpc(Session(place.server.url), place.server.url).now()


def test_no_message_holds_a_secret(place: DokuWikiPlace, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    secret = "averysecretplum"  # noqa: S105
    said: list[str] = []
    for url, user in (
        (place.server.url, PUBLISHER[0]),
        (place.server.url, secret),
        (f"{place.server.url}nowhere/", PUBLISHER[0]),
        ("http://127.0.0.1:9/", PUBLISHER[0]),
    ):
        with pytest.raises(WikiError) as caught:
            DokuWiki(url, place.under, user, secret)
        error: BaseException | None = caught.value
        while error is not None:
            said.append(f"{error} {error!r} {error.args}")
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    run(place.opened(), publication())
    for text in (*said, caplog.text):
        assert secret not in text
        assert PUBLISHER[1] not in text


# --- JSON-RPC, against a fake ---


def test_json_rpc_does_the_same_against_a_fake(place: DokuWikiPlace) -> None:
    session = JsonSession(place.server)
    names = named(run(place.opened(session), publication()))
    assert place.flows(names[DOCKS]) == flows_of(ROWS)
    assert actions(run(place.opened(JsonSession(place.server)), publication())) == {}
    assert actions(run(place.opened(), publication())) == {}
    renamed = run(place.opened(JsonSession(place.server)), publication(RENAMED))
    assert any(result.step.action is Action.MOVE for result in renamed)
    assert actions(run(place.opened(), publication(RENAMED))) == {}
    assert "core.savePage" in session.calls


def test_json_rpc_tells_the_reasons_of_refusals(place: DokuWikiPlace) -> None:
    wiki = place.opened(JsonSession(place.server), READER)
    with pytest.raises(RefusedError, match="may not edit"):
        wiki.write(f"{place.under}:page", b"ours", None, "test")
