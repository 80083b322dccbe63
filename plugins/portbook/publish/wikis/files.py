"""A tree of files as a wiki: pages as Markdown in one folder, other files below ``files/``.

Who may write into it may lay out links and records as he likes. So nothing is written through a link that leads out of
it, nor to a hidden file, of which one alone is a publisher's: its record.
"""

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from portbook.publish.articles import trail
from portbook.publish.wiki import ConflictError, Held, RefusedError, Resolve
from portbook.views.blocks import Page, Picture
from portbook.writers import markdown

UNSAFE = re.compile(r"[^\w.()]+")
LONGEST = 120
"""Bytes of a name, without its extension: file systems take 255, and URLs write some letters with nine."""
ARCHIVED = "> **The source of this page is gone.** Nothing updates it any more.\n\n"
CHANGED = "it was changed while this run was under way"


class Files:
    """Hold the pages and files of a wiki below a folder of this machine."""

    shows_svg = True
    page_links_end = ".md"
    """What a link to a page ends with."""

    def __init__(self, root: Path, under: str) -> None:
        self._root = root
        self._under = under
        self.manifest_name = f".portbook-{_safe(under)}.json"

    def page_name(self, page: Page) -> str:
        return f"{_safe('-'.join(trail(page, self._under)))}.md"

    def file_name(self, path: str) -> str | None:
        folder, _, name = path.rpartition("/")
        stem, dot, extension = name.rpartition(".")
        return "/".join(filter(None, ("files", _safe(self._under), _safe(folder), f"{_safe(stem)}{dot}{extension}")))

    def link(self, name: str, anchor: str) -> str:
        page = name.removesuffix(".md") + self.page_links_end if name.endswith(".md") else name
        return f"{page}#{anchor}" if anchor else page

    def anchors(self, page: Page) -> Mapping[str, str]:  # noqa: ARG002
        return {}

    def address(self, name: str) -> str:
        return (self._root / name).resolve().as_uri()

    def render(self, page: Page, resolve: Resolve, pictures: Mapping[str, Picture]) -> str:
        return markdown.render(page, resolve, lambda name: pictures[name].file if name in pictures else None)

    def archived(self, text: str) -> str:
        return ARCHIVED + text

    def digest(self, name: str, data: bytes) -> str:  # noqa: ARG002
        return hashlib.sha256(data).hexdigest()[:32]

    def survey(self) -> dict[str, Held]:
        """Return all files but hidden ones and links: no name of a page or file is such a one's."""
        found = (path for path in sorted(self._root.rglob("*")) if path.is_file() and not path.is_symlink())
        names = {path.relative_to(self._root).as_posix(): path for path in found}
        return {name: self._held(path) for name, path in names.items() if self._may_be_ours(name)}

    def look(self, name: str) -> Held | None:
        path = self._root / name
        return self._held(path) if path.is_file() else None

    def read(self, name: str) -> bytes | None:
        path = self._root / name
        return path.read_bytes() if path.is_file() else None

    def read_all(self, names: Iterable[str]) -> dict[str, bytes]:
        return {name: data for name in names if (data := self.read(name)) is not None}

    def write(self, name: str, data: bytes, base: Held | None, summary: str) -> None:  # noqa: ARG002
        with refusing():
            self._check(name, base)
            path = self._root / name
            put(path, data)

    def move(self, name: str, to: str, base: Held, summary: str) -> Held:  # noqa: ARG002
        with refusing():
            self._check(name, base)
            self._check(to, None)
            os.rename(self._root / name, self._root / to)
        return base

    def remove(self, name: str, base: Held, summary: str) -> None:  # noqa: ARG002
        with refusing():
            self._check(name, base)
            (self._root / name).unlink()

    def keep(self, name: str) -> None:
        """Do nothing: its history keeps it."""

    def finish(self, summary: str) -> None:
        """Do nothing: each change shows at once."""

    def close(self) -> None:
        """Do nothing: nothing is open."""

    def _held(self, path: Path) -> Held:
        digest = self.digest(path.name, path.read_bytes())
        return Held(digest, digest)

    def _may_be_ours(self, name: str) -> bool:
        return name == self.manifest_name or not any(part.startswith(".") for part in PurePosixPath(name).parts)

    def _is_inside(self, path: Path) -> bool:
        return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(self._root))

    def _check(self, name: str, base: Held | None) -> None:
        """Compare what stands there with what was read; what is written in between is not seen."""
        path = self._root / name
        if not self._may_be_ours(name) or not self._is_inside(path):
            raise RefusedError("it is hidden, or a link there leads out of the folder; take that away")
        present = self.look(name)
        if (present and present.digest) != (base and base.digest) or (not present and os.path.lexists(path)):
            raise ConflictError(CHANGED)


@contextmanager
def refusing() -> Iterator[None]:
    """Make of what the system refuses a refusal of this one page; ValueError is that of a name it cannot have."""
    try:
        yield
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        raise RefusedError(f"the system refuses it: {reason or error}") from error


def put(path: Path, data: bytes) -> None:
    """Write a file beside, and put it in place at once. It is made anew, since a link may have been laid out there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    beside.unlink(missing_ok=True)
    try:
        with beside.open("xb") as file:
            file.write(data)
        os.replace(beside, path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise


def _safe(text: str) -> str:
    """Make text a file's name on every system, and not a hidden one."""
    name = UNSAFE.sub("-", text).strip("-. ")
    if len(name.encode()) <= LONGEST:
        return name
    end = hashlib.sha256(name.encode()).hexdigest()[:8]
    return f"{name.encode()[: LONGEST - 9].decode(errors='ignore').rstrip('-. ')}-{end}"
