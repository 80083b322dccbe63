"""A served site follows its sources: a change is shown, an error is told and mended without a restart."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sites.hosting import HOSTS, PAGE, QUIET, settings, write_site

PATIENCE = 40


class Server:
    """A real server on loopback, and what it has said so far."""

    def __init__(self, host: str, site: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.log = site / "serve.log"
        command = [sys.executable, "-m", host, "serve", "-f", "mkdocs.yml", "-a", f"127.0.0.1:{self.port}"]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                command, cwd=site, env={**os.environ, **QUIET}, stdout=log, stderr=log, start_new_session=True
            )

    def page(self, path: str) -> str:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{path}", timeout=5) as answer:
                return str(answer.read().decode())
        except OSError:
            return ""

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")

    def wait(self, reached: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not reached():
            assert self.process.poll() is None, self.said()
            assert time.monotonic() < end, self.said()
            time.sleep(0.1)

    def close(self) -> None:
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@pytest.fixture(params=HOSTS)
def served(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Server, Path]]:
    site = write_site(tmp_path / "site", PAGE, settings(sources="['source_tables/*.txt']"))
    server = Server(request.param, site)
    try:
        yield server, site / "source_tables"
    finally:
        server.close()


def test_a_change_of_a_source_is_shown(served: tuple[Server, Path]) -> None:
    server, sources = served
    booking = "network/subsystems/booking/"
    server.wait(lambda: "ledger_db" in server.page(booking))
    time.sleep(1)

    (sources / "page.txt").write_text(PAGE.replace("ledger_db", "tally_db"), encoding="utf-8")
    server.wait(lambda: "tally_db" in server.page(booking))
    assert "ledger_db" not in server.page(booking)
    assert server.page("network/endpoints/ledger_db/") == ""

    (sources / "page.txt").write_text(PAGE.replace("2000-2999", "2999-2000"), encoding="utf-8")
    server.wait(lambda: "page.txt:11: error:" in server.said())

    (sources / "page.txt").write_text(PAGE, encoding="utf-8")
    server.wait(lambda: "ledger_db" in server.page(booking))

    (sources / "more.txt").write_text(PAGE.replace("Booking", "Mooring"), encoding="utf-8")
    server.wait(lambda: "ledger_db" in server.page("network/subsystems/mooring/"))
