"""What it takes to run somebody else's wiki here: its Debian packages, PHP's own server, a free port."""

import hashlib
import itertools
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

CACHE = Path(__file__).parents[2] / ".cache" / "wikis"
"""Holds packages and prepared wikis from run to run; git does not see it."""
HERE = "127.0.0.1"
PHP_OPTIONS = ("memory_limit=512M", "opcache.enable_cli=1", "opcache.memory_consumption=192", "opcache.jit=off",
               "opcache.max_accelerated_files=10000", "opcache.validate_timestamps=0",
               "realpath_cache_size=4M")  # fmt: skip
"""Compile a wiki's code once, and look no more whether it changed."""
WITH_US = ("setpriv", "--pdeathsig", "TERM", "--")
"""Becomes the program that it is given, which ends when this process does, whatever ended that."""
MEMORY = Path("/dev/shm")  # noqa: S108
PATIENCE = 30.0
"""Seconds that a server may take to answer."""


class MissingError(Exception):
    """Say what this machine lacks to run a wiki, and what to do."""


class FailedError(Exception):
    """Say that a wiki does not run though all is there that it needs, and what was printed."""


def php() -> str:
    """Return the interpreter that Debian's wikis are written for. Raises MissingError."""
    if found := shutil.which("php"):
        return found
    raise MissingError("no PHP here: run `.ci/programs wikis` as root on Debian, or install the packages that it names")


def ends_with_us() -> bool:
    """Tell whether a server can be bound to this process."""
    return shutil.which(WITH_US[0]) is not None


def unpacked(*packages: str) -> Path:
    """Return a folder with the files of Debian packages, fetched once and not installed. Raises MissingError."""
    folder = CACHE / packages[0]
    root = folder / "root"
    if not root.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        if not list(folder.glob("*.deb")):
            _download(packages, folder)
        shutil.rmtree(folder / "new", ignore_errors=True)
        for package in sorted(folder.glob("*.deb")):
            run(["dpkg-deb", "-x", str(package), str(folder / "new")], folder)
        (folder / "new").rename(root)
    return root


def _download(packages: Sequence[str], folder: Path) -> None:
    """Fetch packages and verify them, as apt does; all of them or none."""
    with tempfile.TemporaryDirectory(dir=folder) as new:
        try:
            run(["apt-get", "download", *packages], Path(new))
        except (OSError, FailedError) as error:
            raise MissingError(
                f"{packages[0]} cannot be fetched by apt, perhaps for lack of a network: {error}"
            ) from None
        for package in Path(new).glob("*.deb"):
            package.rename(folder / package.name)


@contextmanager
def scratch() -> Iterator[Path]:
    """Give a folder until the block ends: in memory where it can be had, since nothing that wikis write need last."""
    with tempfile.TemporaryDirectory(prefix="portbook-", dir=MEMORY if os.access(MEMORY, os.W_OK) else None) as folder:
        yield Path(folder)


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as listener:
        listener.bind((HERE, 0))
        return int(listener.getsockname()[1])


@contextmanager
def serving(
    root: Path, port: int, log: Path, *, router: Path | None = None, environment: Mapping[str, str] | None = None
) -> Iterator[str]:
    """Serve a folder with PHP's own server until the block ends; gives its address.

    It is one process, so that its own id is all it takes to end it. Where this process is killed, it ends too.
    """
    command = [
        *(WITH_US if ends_with_us() else ()),
        php(),
        *itertools.chain.from_iterable(("-d", option) for option in PHP_OPTIONS),
        "-S",
        f"{HERE}:{port}",
        "-t",
        str(root),
    ]
    variables = os.environ | (environment or {})
    with log.open("wb") as output:
        server = subprocess.Popen(
            [*command, *([str(router)] if router else [])],
            cwd=root, env=variables, stdout=output, stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            _await(port, server, log)
            yield f"http://{HERE}:{port}"
        finally:
            server.terminate()
            server.wait(PATIENCE)


def _await(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        try:
            socket.create_connection((HERE, port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise FailedError(f"the server did not start:\n{log.read_text(errors='replace')}")


def state_of(*files: Path) -> str:
    """Return a name for what these files make, so that what older ones made is not taken for it."""
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:8]


def run(command: Sequence[str], folder: Path) -> None:
    """Run a program to its end. Raises FailedError with what it said."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise FailedError(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")
