"""Make a first ``mkdocs.yml`` and page for somebody's own source, so that ``mkdocs build`` works right away."""

import glob
import json
import shlex
from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path

from portbook.adapters.project.find import CONFIG_NAMES
from portbook.adapters.project.sidecars import is_sidecar
from portbook.compiler import Input, compile_sources
from portbook.diagnostics import shorten
from portbook.options import Options, SourceOptions
from portbook.readers import formats
from portbook.readers.limits import MOST_BYTES

FOLDER = "source_tables"
"""Where a newcomer's sources are meant to be; else they lie beside the configuration."""

CONFIG = """\
site_name: {title}

theme:
  name: material
  font: false # load nothing from other hosts
  palette:
    - media: "(prefers-color-scheme: light)"
      scheme: default
      toggle: {{icon: material/weather-night, name: Switch to dark}}
    - media: "(prefers-color-scheme: dark)"
      scheme: slate
      toggle: {{icon: material/weather-sunny, name: Switch to light}}

plugins:
  - search:
      separator: '[\\s\\-,:!=\\[\\]()"/]+' # finds TCP and UDP, and names with hyphens
  - offline # the site opens from a folder too
  - portbook:
      sources: {sources}

nav:
  - Home: index.md
  - Network paths: network/
"""

PAGE = """\
# {title}

Who talks to whom, on which port, and how it is protected: see [Network paths](network/index.md).

```portbook
diagram: architecture
```
"""


class StarterError(Exception):
    """Say why no project can be started here, and what to do."""


@dataclass(frozen=True, slots=True)
class Started:
    """Hold what was written, what was left as it was, and the sources that were found."""

    written: tuple[str, ...]
    kept: tuple[str, ...]
    sources: tuple[str, ...]


def start_project(folder: Path) -> Started:
    """Write what is missing; never touch a file that is there. Raises StarterError without a source."""
    for name in CONFIG_NAMES:
        if (folder / name).exists():
            raise StarterError(f"{name} is there already. Add to its plugins:\n\n  - portbook:\n      sources: [...]\n")
    sources = _find_sources(folder)
    title = _title(folder)
    planned = {
        "docs/index.md": PAGE.format(title=title),
        "mkdocs.yml": CONFIG.format(title=_yaml(title), sources=_yaml(sources)),
    }
    kept = tuple(name for name in planned if not _write_new(folder / name, planned[name]))
    return Started(tuple(name for name in planned if name not in kept), kept, tuple(sources))


def _title(folder: Path) -> str:
    words = folder.resolve().name.replace("_", " ").replace("-", " ").split()
    return " ".join(words).capitalize() or "Network paths"


def _yaml(value: str | list[str]) -> str:
    """Write a value as JSON, which is YAML too, whatever characters a file's name holds."""
    return json.dumps(value, ensure_ascii=False)


def _find_sources(folder: Path) -> list[str]:
    """Return a pattern for the folder of tables, or the names of the files that lie here and hold a table."""
    known = {extension for kind in formats() for extension in kind.extensions}
    if kinds := {path.suffix for path in _files(folder / FOLDER, known)}:
        return [f"{FOLDER}/*{kinds.pop() if len(kinds) == 1 else ''}"]
    files = _files(folder, known)
    if found := [path.name for path in files if _holds_table(path)]:
        return [glob.escape(name) for name in found]
    if files:
        raise StarterError(
            f"no table of network paths was found in {shorten(', '.join(path.name for path in files))}; "
            f"see `portbook check {shlex.quote(files[0].name)}`"
        )
    raise StarterError(
        "there is no source here. Save the vendor's page, or copy it, tables and all, as text into a file such as "
        "source_tables/page.txt, and run this again."
    )


def _files(folder: Path, extensions: Container[str]) -> list[Path]:
    found = folder.iterdir() if folder.is_dir() else ()
    return sorted(p for p in found if p.suffix.casefold() in extensions and p.is_file() and not is_sidecar(p))


def _holds_table(path: Path) -> bool:
    if path.stat().st_size > MOST_BYTES:
        return False
    return bool(compile_sources([Input(path.name, path.read_bytes(), SourceOptions())], Options()).book.tables)


def _write_new(path: Path, text: str) -> bool:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        return False
    return True
