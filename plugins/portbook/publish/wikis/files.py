"""A tree of files as a wiki: pages as Markdown in one folder, other files below ``files/``."""

import hashlib
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from portbook.publish.articles import trail
from portbook.publish.wiki import ConflictError, Held, RefusedError, Resolve
from portbook.views.blocks import Page, Picture
from portbook.writers import markdown

MANIFEST = ".portbook.json"
UNSAFE = re.compile(r"[^\w.()]+")
LONGEST = 120
"""Bytes of a name, without its extension: file systems take 255, and URLs write some letters with nine."""
ARCHIVED = "> **The source of this page is gone.** Nothing updates it any more.\n\n"
CHANGED = "it was changed while this run was under way"


class Files:
    """Hold the pages and files of a wiki below a folder of this machine."""

    manifest_name = MANIFEST
    shows_svg = True
    page_links_end = ".md"
    """What a link to a page ends with."""

    def __init__(self, root: Path, under: str) -> None:
        self._root = root
        self._under = under

    def page_name(self, page: Page) -> str:
        return f"{_safe('-'.join(trail(page, self._under)))}.md"

    def file_name(self, path: str) -> str | None:
        folder, _, name = path.rpartition("/")
        stem, dot, extension = name.rpartition(".")
        return "/".join(filter(None, ("files", _safe(folder), f"{_safe(stem)}{dot}{extension}")))

    def link(self, name: str, anchor: str) -> str:
        page = name.removesuffix(".md") + self.page_links_end if name.endswith(".md") else name
        return f"{page}#{anchor}" if anchor else page

    def anchors(self, page: Page) -> Mapping[str, str]:  # noqa: ARG002
        return {}

    def address(self, name: str) -> str:
        return (self._root / name).absolute().as_uri()

    def render(self, page: Page, resolve: Resolve, pictures: Mapping[str, Picture]) -> str:
        return markdown.render(page, resolve, lambda name: pictures[name].file if name in pictures else None)

    def archived(self, text: str) -> str:
        return ARCHIVED + text

    def digest(self, name: str, data: bytes) -> str:  # noqa: ARG002
        return hashlib.sha256(data).hexdigest()[:32]

    def survey(self) -> dict[str, Held]:
        found = (path for path in sorted(self._root.rglob("*")) if path.is_file() and not path.is_symlink())
        names = {path.relative_to(self._root).as_posix(): path for path in found}
        return {name: self._held(path) for name, path in names.items() if not name.startswith(".git/")}

    def look(self, name: str) -> Held | None:
        path = self._root / name
        return self._held(path) if path.is_file() else None

    def read(self, name: str) -> bytes | None:
        path = self._root / name
        return path.read_bytes() if path.is_file() else None

    def read_all(self, names: Iterable[str]) -> dict[str, bytes]:
        return {name: data for name in names if (data := self.read(name)) is not None}

    def write(self, name: str, data: bytes, base: Held | None, summary: str) -> None:  # noqa: ARG002
        self._check(name, base)
        path = self._root / name
        beside = path.with_name(f".{path.name}.new")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(data)
            os.replace(beside, path)
        except OSError as error:
            beside.unlink(missing_ok=True)
            raise RefusedError(f"it cannot be written: {error.strerror or error}") from error

    def move(self, name: str, to: str, base: Held, summary: str) -> Held:  # noqa: ARG002
        self._check(name, base)
        self._check(to, None)
        os.rename(self._root / name, self._root / to)
        return base

    def remove(self, name: str, base: Held, summary: str) -> None:  # noqa: ARG002
        self._check(name, base)
        (self._root / name).unlink()

    def finish(self, summary: str) -> None:
        """Do nothing: each change shows at once."""

    def close(self) -> None:
        """Do nothing: nothing is open."""

    def _held(self, path: Path) -> Held:
        digest = self.digest(path.name, path.read_bytes())
        return Held(digest, digest)

    def _check(self, name: str, base: Held | None) -> None:
        """Compare what stands there with what was read: nobody else writes between this and the write that follows."""
        path = self._root / name
        if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(self._root)):
            raise RefusedError("a link there leads out of the folder; take that away")
        present = self.look(name)
        if (present and present.digest) != (base and base.digest) or (not present and path.exists()):
            raise ConflictError(CHANGED)


def _safe(text: str) -> str:
    """Make text a file's name on every system, and not a hidden one."""
    name = UNSAFE.sub("-", text).strip("-. ")
    if len(name.encode()) <= LONGEST:
        return name
    end = hashlib.sha256(name.encode()).hexdigest()[:8]
    return f"{name.encode()[: LONGEST - 9].decode(errors='ignore').rstrip('-. ')}-{end}"
