"""A wiki that is a folder: pages as Markdown, files beside them, for review and for places without a network."""

import hashlib
import os
import re
from collections.abc import Mapping
from pathlib import Path

from portbook.publish.wiki import ConflictError, Held, Resolve, WikiError
from portbook.views.blocks import Page
from portbook.writers import markdown

UNSAFE = re.compile(r"[^\w.() -]+")
MANIFEST = ".portbook.json"
ARCHIVED = "> **The source of this page is gone.** Nothing updates it any more.\n\n"


class Folder:
    """Hold a wiki in a folder of this machine."""

    manifest_name = MANIFEST

    def __init__(self, root: Path) -> None:
        self._root = root

    def page_name(self, page: Page) -> str:
        trail = page.nav or (page.path.replace("/", "-"),)
        return "-".join(UNSAFE.sub("-", part).strip("-. ") for part in trail) + ".md"

    def file_name(self, path: str) -> str | None:
        return f"files/{UNSAFE.sub('-', path)}"

    def link(self, name: str, anchor: str) -> str:
        return f"{name}#{anchor}" if anchor else name

    def address(self, name: str) -> str:
        return (self._root / name).as_posix()

    def render(self, page: Page, resolve: Resolve, pictures: Mapping[str, str]) -> str:
        return markdown.render(page, resolve, lambda name: pictures.get(f"{name}.svg"))

    def archived(self, text: str) -> str:
        return ARCHIVED + text

    def digest(self, data: bytes) -> str:
        return hashlib.sha256(data).hexdigest()[:32]

    def survey(self) -> dict[str, Held]:
        if not self._root.is_dir():
            return {}
        files = (path for path in sorted(self._root.rglob("*")) if path.is_file() and ".git" not in path.parts)
        return {path.relative_to(self._root).as_posix(): self._held(path) for path in files}

    def look(self, name: str) -> Held | None:
        path = self._root / name
        return self._held(path) if path.is_file() else None

    def read(self, name: str) -> bytes | None:
        path = self._root / name
        return path.read_bytes() if path.is_file() else None

    def write(self, name: str, data: bytes, base: Held | None, summary: str) -> None:  # noqa: ARG002
        self._check(name, base)
        path = self._root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".{path.name}.new")
        try:
            beside.write_bytes(data)
            os.replace(beside, path)
        except OSError as error:
            raise WikiError(f"{name} cannot be written: {error.strerror}") from error

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

    def _held(self, path: Path) -> Held:
        digest = self.digest(path.read_bytes())
        return Held(digest, digest)

    def _check(self, name: str, base: Held | None) -> None:
        if self.look(name) != base:
            raise ConflictError("it was changed while this run was under way")
