"""The servers of these tests leave nothing behind, and are missed with a reason."""

import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from wikis import servers
from wikis.servers import HERE, MissingError, php, serving, unpacked

TESTS = Path(__file__).parents[1]
SERVE = """
import time
from pathlib import Path
from wikis.servers import free_port, serving
port = free_port()
with serving(Path({folder!r}), port, Path({folder!r}, "log.txt")):
    print(port, flush=True)
    time.sleep(60)
"""


@pytest.fixture(autouse=True)
def needs_php() -> None:
    try:
        php()
    except MissingError as missing:
        pytest.skip(str(missing))


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
@pytest.mark.skipif(not servers.ends_with_us(), reason="no setpriv (util-linux) here")
def test_a_server_ends_with_the_process_that_started_it_whatever_ended_that(tmp_path: Path, how: int) -> None:
    command = [sys.executable, "-c", SERVE.format(folder=str(tmp_path))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=TESTS, text=True) as owner:
        assert owner.stdout
        port = int(owner.stdout.readline())
        assert listens(port)
        owner.send_signal(how)
        owner.wait(30)
    end = time.monotonic() + 30
    while listens(port) and time.monotonic() < end:
        time.sleep(0.05)
    assert not listens(port)


def test_a_server_ends_with_its_block(tmp_path: Path) -> None:
    port = servers.free_port()
    with serving(tmp_path, port, tmp_path / "log.txt"):
        assert listens(port)
    assert not listens(port)


def test_packages_that_cannot_be_fetched_are_missed_with_a_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(servers, "CACHE", tmp_path)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(MissingError, match="wiki cannot be fetched by apt"):
        unpacked("wiki")
    with pytest.raises(MissingError, match="no PHP here"):
        php()


def listens(port: int) -> bool:
    with socket.socket() as client:
        return client.connect_ex((HERE, port)) == 0
