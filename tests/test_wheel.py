"""What `pip install` brings: all of the package, its licences, and the two ways in."""

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "plugins" / "portbook"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return ZipFile(next(folder.glob("portbook-*.whl")))


def test_the_wheel_holds_every_file_of_the_package_and_nothing_else(wheel: ZipFile) -> None:
    there = {p.relative_to(PACKAGE.parent).as_posix() for p in PACKAGE.rglob("*") if p.is_file()}
    packed = {name for name in wheel.namelist() if ".dist-info/" not in name}
    schemas = {f"portbook/schema/{path.name}" for path in (ROOT / "docs" / "schema").iterdir()}
    assert packed == {name for name in there if "__pycache__" not in name} | schemas
    assert "portbook/py.typed" in packed


def test_the_wheel_carries_the_licence_of_each_vendored_file(wheel: ZipFile) -> None:
    vendored = {name.rpartition("/")[0] for name in wheel.namelist() if "/vendor/" in name}
    assert vendored
    assert {f"{folder}/LICENSE" for folder in vendored} <= set(wheel.namelist())
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in wheel.namelist())


def test_the_wheel_offers_the_plugin_and_the_command(wheel: ZipFile) -> None:
    entries = wheel.read(next(name for name in wheel.namelist() if name.endswith("entry_points.txt"))).decode()
    assert "portbook = portbook.__main__:main" in entries
    assert "[mkdocs.plugins]\nportbook = portbook.adapters.mkdocs_plugin:PortbookPlugin" in entries
