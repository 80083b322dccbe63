"""Build mini-sites with the hosts that users have, each in a process of its own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
HARBOUR = HERE / "harbour"
HOSTS = ("mkdocs", "properdocs")

PAGE = (HARBOUR / "source_tables" / "harbour-paths.txt").read_text(encoding="utf-8")

QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
"""Material's notice and that of ProperDocs concern their users, not these tests."""


def run(folder: Path, *command: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run a module in a folder, as a user would."""
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env={**os.environ, **QUIET, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


def copy_harbour(into: Path) -> Path:
    """Give a test a site of its own to change."""
    return shutil.copytree(HARBOUR, into / "harbour")


def write_site(folder: Path, page: str, config: str = "theme: material", index: str = "# Home\n") -> Path:
    """Write a site of one source and one hand-written page."""
    (folder / "docs").mkdir(parents=True)
    (folder / "source_tables").mkdir()
    (folder / "mkdocs.yml").write_text(f"site_name: Site\n{config}\n", encoding="utf-8")
    (folder / "docs" / "index.md").write_text(index, encoding="utf-8")
    (folder / "source_tables" / "page.txt").write_text(page, encoding="utf-8")
    return folder


def settings(**options: object) -> str:
    """Write the plugins of a site that has Portbook with these options."""
    lines = "".join(f"      {name}: {value}\n" for name, value in options.items())
    return (
        f"theme: {{name: material, font: false}}\nplugins:\n  - search\n  - portbook:\n      diagrams: false\n{lines}"
    )
