"""Write an entry into the file of waivers, and leave the rest of it as it is."""

import json
import os
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path

from portbook.adapters.project.find import ProjectError
from portbook.adapters.project.waiver_file import parse_waivers
from portbook.adapters.project.yaml_file import YamlError
from portbook.diagnostics import Waiver
from portbook.options.check import DAY

HEADER = "# What we live with for a while: each entry silences one finding until its last day.\n"
EMPTY = re.compile(r"^(\ufeff?)waivers:[ \t]*\[[ \t]*\][ \t]*$", re.MULTILINE)
LISTED = re.compile(r"^\ufeff?waivers:", re.MULTILINE)


def entry(values: Mapping[str, str]) -> str:
    """Write an entry as YAML; a text is quoted where it must be, whatever it holds."""
    said = [f"{name}: {_scalar(value)}" for name, value in values.items()]
    return "".join(f"{'  - ' if at == 0 else '    '}{line}\n" for at, line in enumerate(said))


def add_entry(path: Path, values: Mapping[str, str]) -> None:
    """Add an entry at the end of a file, made where it is not there. Raises ProjectError where that cannot be."""
    before = _text(path) if path.exists() else ""
    kept = EMPTY.sub(r"\1waivers:", before.rstrip() or HEADER.rstrip())
    begun = kept if LISTED.search(kept) else f"{kept}\nwaivers:"
    text = f"{begun}\n{entry(values)}"
    _check(path, before, text, values)
    ending = "\r\n" if "\r\n" in before else "\n"
    _replace(Path(os.path.realpath(path)), "".join(f"{line}{ending}" for line in text.splitlines()).encode())


def _replace(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: a full disk must not cost the decisions that it holds."""
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name}-") as folder:
        made = Path(folder, path.name)
        made.write_bytes(data)
        if path.exists():
            made.chmod(path.stat().st_mode & 0o777)
        os.replace(made, path)


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode()
    except UnicodeDecodeError:
        raise ProjectError(f"{path.name}: it is not text in UTF-8") from None


def _check(path: Path, before: str, text: str, values: Mapping[str, str]) -> None:
    """Read what would be written: all that was there and the new entry, or else nothing is written."""
    old, added = _parsed(before, path), values["id"]
    if any(waiver.id == added for waiver in old):
        raise ProjectError(f"{path.name}: {added} is waived there already; change that entry")
    try:
        new = _parsed(text, path)
    except ProjectError:
        new = []
    if [waiver.id for waiver in new] != [*(waiver.id for waiver in old), added]:
        raise ProjectError(
            f"{path.name}: its entries are written in a way that none can be added to; add this by hand:\n\n"
            + entry(values)
        )


def _parsed(text: str, path: Path) -> list[Waiver]:
    found = list(parse_waivers(text.encode(), path.name))
    for item in found:
        if isinstance(item, YamlError):
            raise ProjectError(f"{path.name}:{item.line}: {item}")
    return [item for item in found if isinstance(item, Waiver)]


def _scalar(text: str) -> str:
    return text if PLAIN.fullmatch(text) and text.casefold() not in RESERVED else json.dumps(text, ensure_ascii=False)


PLAIN = re.compile(r"[^\W\d_][\w -]*|" + DAY.strip("^$"))
"""What YAML takes for the text that it is."""

RESERVED = frozenset("y n yes no on off true false null".split())
"""Words that YAML takes for something else than text."""
