"""What a session lets through, what it waits for, and what it keeps to itself, with a real server on this machine."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from portbook.adapters.project.find import find_project
from portbook.adapters.publishing.credentials import password_of
from portbook.adapters.publishing.targets import Account
from portbook.options import TargetOptions
from portbook.publish import UnansweredError, WikiError
from portbook.publish.session import LONGEST_WAIT, Session
from portbook.publish.wikis.confluence import Login

HIDDEN = "correct horse"
Answer = Callable[[BaseHTTPRequestHandler], None]


@contextmanager
def serving(*answers: Answer) -> Iterator[tuple[str, list[str]]]:
    """Serve answers, one a request and the last for all further ones; give the address and the requests seen."""
    seen: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append(f"{self.command} {self.path}")
            self.rfile.read(int(self.headers.get("content-length") or 0))
            answers[min(len(seen), len(answers)) - 1](self)

        do_POST = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", seen
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def status(code: int, **headers: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(code)
        for name, value in {**headers, "Content-Length": "0"}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()

    return answer


def hang_up(handler: BaseHTTPRequestHandler) -> None:
    handler.close_connection = True
    handler.connection.close()


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Give the seconds that a session waited, without waiting."""
    waited: list[float] = []
    monkeypatch.setattr("portbook.publish.session.time.sleep", waited.append)
    return waited


@pytest.mark.parametrize("code", [429, 503])
def test_a_busy_server_is_waited_for_as_long_as_it_asks(code: int, waits: list[float]) -> None:
    with serving(status(code, Retry_After="7"), status(code, Retry_After="2"), status(200)) as (url, seen):
        assert Session(url).post(f"{url}/edit", data="x").status_code == 200
    assert waits == [7, 2]
    assert len(seen) == 3


def test_a_busy_server_that_names_no_time_is_asked_ever_more_seldom(waits: list[float]) -> None:
    with serving(status(503), status(503), status(200)) as (url, _):
        assert Session(url).get(url).ok
    assert waits == sorted(set(waits))


def test_a_server_that_stays_busy_for_too_long_is_left(waits: list[float]) -> None:
    with serving(status(503, Retry_After=str(int(LONGEST_WAIT) + 1))) as (url, seen):
        assert Session(url).get(url).status_code == 503
    assert waits == []
    assert len(seen) == 1


@pytest.mark.usefixtures("waits")
def test_a_read_is_tried_again_and_a_write_is_not() -> None:
    with serving(hang_up, status(200)) as (url, seen):
        assert Session(url).get(url).ok
        assert len(seen) == 2
    with serving(hang_up, status(200)) as (url, seen):
        with pytest.raises(UnansweredError):
            Session(url).post(url, data="x")
        assert len(seen) == 1


@pytest.mark.usefixtures("waits")
def test_a_server_that_is_not_there_is_named() -> None:
    with serving(status(200)) as (url, _):
        pass
    with pytest.raises(WikiError, match="cannot be reached"):
        Session(url).post(url, data="x")


def test_no_redirect_leads_elsewhere() -> None:
    with (
        serving(status(200)) as (elsewhere, stolen),
        serving(status(302, Location=f"{elsewhere}/steal")) as (url, _),
    ):
        for ask in (Session(url).get, Session(url).post):
            with pytest.raises(WikiError, match="its own address"):
                ask(url, headers={"Authorization": "Basic x"})
        with pytest.raises(WikiError, match="its own address"):
            Session(url).get(elsewhere)
    assert stolen == []


def test_a_redirect_on_the_same_host_is_followed_by_what_reads_alone() -> None:
    with serving(status(301, Location="/moved"), status(200)) as (url, seen):
        assert Session(url).get(f"{url}/old").ok
    assert seen == ["GET /old", "GET /moved"]
    with (
        serving(status(301, Location="/moved"), status(200)) as (url, seen),
        pytest.raises(WikiError, match="redirect"),
    ):
        Session(url).post(f"{url}/old", data="x")
    assert seen == ["POST /old"]


def test_redirects_in_a_circle_end() -> None:
    with serving(status(302, Location="/again")) as (url, _), pytest.raises(WikiError, match="redirect"):
        Session(url).get(url)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://wiki.example/", "in clear"),
        ("http://127.0.0.1.example/", "in clear"),
        ("https://ann:secret@wiki.example/", "credentials"),
        ("ftp://wiki.example/", "https://"),
        ("wiki.example", "https://"),
        ("https://", "https://"),
    ],
)
def test_an_address_that_would_give_a_secret_away_is_refused(url: str, said: str) -> None:
    with pytest.raises(WikiError, match=said) as error:
        Session(url)
    assert "secret" not in str(error.value)


@pytest.mark.usefixtures("waits")
def test_no_message_holds_a_secret() -> None:
    session = Session("http://127.0.0.1:9", (HIDDEN,))
    assert HIDDEN not in session.hide(f"login failed for {HIDDEN}")
    with pytest.raises(WikiError) as error:
        session.get(f"http://127.0.0.1:9/?password={HIDDEN}")
    said = "".join(map(str, (error.value, error.value.__cause__, error.value.args)))
    assert HIDDEN not in said
    assert "correct" not in said


@pytest.mark.parametrize("secret", [f"{HIDDEN}\n", "correct\u20ac"])
def test_a_password_that_no_header_can_hold_is_not_quoted(secret: str) -> None:
    with serving(status(200)) as (url, seen):
        session = Session(url, (secret,))
        session.headers["Authorization"] = f"Bearer {secret}"
        with pytest.raises(WikiError, match="password") as error:
            session.get(url)
        assert "correct" not in str(error.value)
        assert error.value.__cause__ is None
        assert "correct" not in session.hide(f"no such header: {f'Bearer {secret}'!r}")
    assert seen == []


@pytest.mark.parametrize("location", ["https://[", "https://wiki.example:hidden/"])
def test_a_redirect_to_what_is_no_address_is_refused(location: str) -> None:
    with serving(status(302, Location=location)) as (url, _), pytest.raises(WikiError):
        Session(url).get(url)


@pytest.mark.parametrize("asked", ["soon", "-5", "1.5", "Wed, 21 Oct 2015 07:28:00 +99999999999999", ""])
def test_a_time_to_wait_that_makes_no_sense_is_none(asked: str, waits: list[float]) -> None:
    with serving(status(503, Retry_After=asked), status(200)) as (url, _):
        assert Session(url).get(url).ok
    assert waits == [1]


@pytest.mark.usefixtures("waits")
def test_an_answer_that_cannot_be_unpacked_is_a_broken_one() -> None:
    with (
        serving(_packed) as (url, seen),
        pytest.raises(UnansweredError),
    ):
        Session(url).post(url, data="x")
    assert len(seen) == 1


def _packed(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Encoding", "gzip")
    handler.send_header("Content-Length", "3")
    handler.end_headers()
    handler.wfile.write(b"no!")


def test_the_authorities_of_a_company_are_trusted_where_they_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REQUESTS_CA_BUNDLE", raising=False)
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    assert Session("https://wiki.example").verify is True
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/etc/ssl/company.pem")
    assert Session("https://wiki.example").verify == "/etc/ssl/company.pem"


def test_a_password_ends_where_its_line_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTBOOK_TEAM_WIKI_PASSWORD", f"{HIDDEN}\r\n")
    assert password_of("team-wiki", from_input=False) == HIDDEN


def test_an_account_is_shown_without_its_password() -> None:
    for account in (
        Login("ann", HIDDEN),
        Account(TargetOptions(kind="folder", url="wiki"), HIDDEN, find_project(Path())),
    ):
        assert HIDDEN not in repr(account)
