"""Answers that no wiki gives: too long, too slow, of another shape, or made for a terminal."""

import json
import time
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from click.testing import CliRunner

from portbook.adapters.cli import main
from portbook.publish import UnansweredError, WikiError, session, transfer
from portbook.publish.session import Session
from portbook.publish.wikis.confluence import api as confluence_api
from portbook.publish.wikis.mediawiki import api as mediawiki_api
from publish.test_session import Answer, serving

KINDS = ("mediawiki", "dokuwiki", "confluence")


def saying(data: bytes, status: int = 200) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Length", str(len(data)))
        handler.end_headers()
        handler.wfile.write(data)

    return answer


def drip(handler: BaseHTTPRequestHandler) -> None:
    try:
        for _ in range(40):
            handler.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")
            time.sleep(0.05)
    except OSError:
        pass


def test_an_answer_that_drips_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "LONGEST", 0.2)
    begun = time.monotonic()
    with serving(drip) as (url, _), pytest.raises(WikiError, match="too long"):
        Session(url).get(url)
    assert time.monotonic() - begun < 2


def test_what_a_dripping_answer_to_a_change_means_is_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "LONGEST", 0.2)
    with serving(drip) as (url, seen), pytest.raises(UnansweredError):
        Session(url).post(url, data="x")
    assert len(seen) == 1


def test_an_answer_without_an_end_is_not_read_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transfer, "LARGEST", transfer.PIECE)
    with serving(saying(b"x" * 3 * transfer.PIECE)) as (url, seen), pytest.raises(WikiError, match="larger"):
        Session(url).get(url)
    assert len(seen) == 1


def test_an_answer_within_bounds_is_whole() -> None:
    data = b"x" * 3 * transfer.PIECE
    with serving(saying(data)) as (url, _):
        assert Session(url).get(url).content == data


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("data", [b"null", b"[]", b"{}", b"[" * 100_000, b'{"query": 1}', b'{"result": []}', b"\xff"])
def test_an_answer_of_another_shape_ends_in_one_line(kind: str, data: bytes, in_project: Path) -> None:
    with serving(saying(data)) as (url, _):
        said = published(in_project, kind, url)
    assert said.startswith("portbook: ")
    assert said.count("\n") == 1


@pytest.mark.parametrize("kind", ["mediawiki", "confluence"])
def test_what_a_wiki_says_does_not_reach_the_terminal_as_it_is(kind: str, in_project: Path) -> None:
    words = "\x1b]0;owned\x07\x9b2J"
    data = json.dumps({"error": {"code": words, "info": words}, "message": words}).encode()
    with serving(saying(data, 200 if kind == "mediawiki" else 400)) as (url, _):
        said = published(in_project, kind, url)
    assert "owned" in said
    assert said.removesuffix("\n").isprintable()


def test_a_wiki_that_always_has_more_to_tell_is_not_asked_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mediawiki_api, "MOST_PARTS", 3)
    monkeypatch.setattr(confluence_api, "MOST_PARTS", 3)
    more = {"continue": {"a": "1"}, "query": {}, "results": [], "_links": {"next": "/rest/api/content?start=1"}}
    with serving(saying(json.dumps(more).encode())) as (url, seen):
        with pytest.raises(WikiError, match="again and again"):
            list(mediawiki_api.Api(url, "press", "").ask_all(titles="x"))
        with pytest.raises(WikiError, match="again and again"):
            list(confluence_api.Api(url, "press", "").pieces("rest/api/content"))
    assert len(seen) == 3 + 4


@pytest.fixture
def in_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    table = "| Source | Destination | Port | Protocol |\n|---|---|---|---|\n| press | mill | 443 | TCP |\n"
    (tmp_path / "harbour.md").write_text(f"# Harbour\n\n## Docks\n\n{table}", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def published(folder: Path, kind: str, url: str) -> str:
    """Publish to a wiki that cannot be published to, and return what is said of it."""
    target = {"kind": kind, "url": url, "user": "press", "space": "OPS"}
    (folder / "portbook.yml").write_text(json.dumps({"sources": ["harbour.md"], "targets": {"team": target}}), "utf-8")
    result = CliRunner().invoke(main, ["publish", "team"], env={"PORTBOOK_TEAM_PASSWORD": "correct horse"}, color=True)
    assert result.exit_code == 2, result.output
    assert isinstance(result.exception, SystemExit)
    return result.stderr
