"""The command line as a process: streams, pipes and signals."""

import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sites.hosting import HARBOUR, PAGE, run

MODULE = [sys.executable, "-m", "portbook"]


def test_the_module_runs_and_stdout_holds_json_alone() -> None:
    done = run(HARBOUR, "portbook", "flows")
    assert (done.returncode, done.stderr) == (0, "")
    assert len(json.loads(done.stdout)["flows"]) == 7


def test_json_is_utf_8_whatever_the_terminal_speaks(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(PAGE.replace("Bell", "Glöckchen’s"), encoding="utf-8")
    done = run(tmp_path, "portbook", "parse", "page.txt", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0
    assert "Glöckchen’s" in done.stdout


def test_a_reader_that_leaves_early_causes_no_traceback(tmp_path: Path) -> None:
    rows = "\n".join(f"web_{n} db_{n} {n} TCP HTTPS TLS" for n in range(1, 1500))
    (tmp_path / "page.txt").write_text(f"Big\n\nSource Destination Port Transport Protocol Security\n{rows}\n")
    process = subprocess.Popen(
        [*MODULE, "parse", "page.txt"], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout
    assert process.stderr
    process.stdout.read(10)
    process.stdout.close()
    assert b"Traceback" not in process.stderr.read()
    process.stderr.close()
    process.wait(timeout=30)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a process without telling it")
def test_ctrl_c_ends_it_at_once_with_its_own_exit_code(tmp_path: Path) -> None:
    rows = "".join(f"gate_{n} store_{n % 97} {n % 60_000 + 1} TCP HTTP TLS\n" for n in range(50_000))
    (tmp_path / "long.txt").write_text(f"Source VM Destination VM Port Transport Protocol Security\n{rows}")
    watched, terminal = pty.openpty()
    with subprocess.Popen([*MODULE, "check", "long.txt"], cwd=tmp_path, stderr=terminal) as process:
        os.close(terminal)
        said = b""
        while b"Compiling" not in said:
            said += os.read(watched, 65536)
        process.send_signal(signal.SIGINT)
        try:
            assert process.wait(timeout=60) == 130
        finally:
            process.kill()
    assert os.read(watched, 65536).endswith(b"Interrupted.\r\n")
    os.close(watched)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a process without telling it")
@pytest.mark.parametrize("seconds", [0.2, 0.4])
def test_ctrl_c_while_it_is_loaded_causes_no_traceback(seconds: float) -> None:
    process = subprocess.Popen([*MODULE, "--help"], stderr=subprocess.PIPE, stdout=subprocess.PIPE)
    time.sleep(seconds)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert b"portbook" not in said


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
def test_progress_is_shown_to_a_person_and_gone_afterwards(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    watched, terminal = pty.openpty()
    command = [*MODULE, "build", "page.txt", "--into", "out"]
    done = subprocess.run(command, cwd=tmp_path, stderr=terminal, stdout=subprocess.PIPE, check=False, timeout=60)
    os.close(terminal)
    said = os.read(watched, 65536).decode()
    os.close(watched)
    assert (done.returncode, done.stdout) == (0, b"")
    assert "Reading sources ..." in said
    assert said.endswith("open out/index.html\r\n")
    assert "..." not in run(tmp_path, "portbook", "build", "page.txt", "--into", "out").stderr


@pytest.mark.skipif(sys.platform == "win32", reason="a shell that closes a stream is asked for")
def test_a_closed_stderr_changes_no_exit_code(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    command = f'"{sys.executable}" -m portbook flows page.txt 2>&-'
    done = subprocess.run(command, shell=True, cwd=tmp_path, capture_output=True, text=True, check=False)  # noqa: S602
    assert done.returncode == 0
    assert len(json.loads(done.stdout)["flows"]) > 0


@pytest.mark.skipif(sys.platform == "win32", reason="a shell that closes a stream is asked for")
def test_a_closed_stdout_is_wrong_use_and_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    command = f'"{sys.executable}" -m portbook flows page.txt >&-'
    done = subprocess.run(command, shell=True, cwd=tmp_path, capture_output=True, text=True, check=False)  # noqa: S602
    assert done.returncode == 2
    assert "stdout is closed" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes in the file system")
def test_a_pipe_is_refused_rather_than_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "never.txt")
    command = [*MODULE, "check", "never.txt"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 2
    assert "never.txt: error: this is a pipe or a device, not a file" in done.stderr
