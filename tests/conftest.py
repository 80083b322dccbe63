"""What many tests share: the real page compiled once, and the real site built once by the real MkDocs."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from portbook.compiler import Compilation, Input, compile_sources
from portbook.model import Book
from portbook.options import Options

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "source_tables" / "tas-routing.txt"

if (
    signal.getsignal(signal.SIGINT) is signal.SIG_IGN
):  # as in the background of a shell; what tests start would inherit it
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add what asks for the tests that take too long for each change."""
    parser.addoption("--every", action="store_true", help="interrupt a MediaWiki at every request (minutes)")


@pytest.fixture(scope="session")
def compilation() -> Compilation:
    """Compile the real page, as it stands in the project, with default options."""
    options = Options()
    return compile_sources([Input("source_tables/tas-routing.txt", PAGE.read_bytes(), options.sources[0])], options)


@pytest.fixture(scope="session")
def book(compilation: Compilation) -> Book:
    """Give the book of the real page."""
    return compilation.book


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build this project's own site, as `mkdocs build --strict` does, and return its folder."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", str(folder)]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    build = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if build.returncode:
        pytest.fail(f"the site was not built:\n{build.stdout}{build.stderr}")
    return folder
