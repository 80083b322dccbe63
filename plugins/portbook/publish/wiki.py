"""What a wiki can do for a publisher, and how it says that it cannot.

A name is the wiki's own address of a page or file: a title, a path, an id. Names of pages and of files share one space.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple, Protocol

from portbook.views.blocks import Page, Picture, Target

Resolve = Callable[[Target], str]
"""Gives what the wiki writes in a link to a page or file, or nothing where it holds no such page or file."""


class Held(NamedTuple):
    """Hold what stands under a name now: the digest of its content, its revision, and who wrote that last."""

    digest: str
    revision: str
    editor: str = ""


class WikiError(Exception):
    """Say why the wiki cannot be published to at all, and what to do."""


class RefusedError(Exception):
    """Say why one page or file was not taken; others may be."""


class ConflictError(Exception):
    """Say that what stands under a name is not what the write was based on: somebody changed it meanwhile."""


class UnansweredError(Exception):
    """Say that the connection broke during a write, so that nobody knows whether it was carried out."""


class Wiki(Protocol):
    """Hold pages and files, and change them on condition only.

    Every method raises WikiError; those that write also raise RefusedError, ConflictError and UnansweredError. A write
    says in ``base`` what it replaces; without a base there must be nothing. The wiki checks that, in the same request.
    """

    manifest_name: str
    shows_svg: bool
    """Whether a page can show a drawing; else it shows a bitmap."""

    def page_name(self, page: Page) -> str:
        """Return the name that a page is to have."""

    def file_name(self, path: str) -> str | None:
        """Return the name that a file of the book is to have; None where the wiki takes no such files."""

    def link(self, name: str, anchor: str) -> str:
        """Return what leads to a page or file from another page."""

    def anchors(self, page: Page) -> Mapping[str, str]:
        """Return for those anchors of a page that the wiki cannot have where a link to them is to lead instead."""

    def address(self, name: str) -> str:
        """Return where a person finds a page."""

    def render(self, page: Page, resolve: Resolve, pictures: Mapping[str, Picture]) -> str:
        """Write a page in the wiki's language; ``pictures`` gives what shows a diagram, by its name."""

    def archived(self, text: str) -> str:
        """Return a page with a notice above it that its source is gone and nothing updates it."""

    def digest(self, name: str, data: bytes) -> str:
        """Return the digest that the wiki will tell of this content, once it stands under this name."""

    def survey(self) -> dict[str, Held]:
        """Return everything below the place where the book is published, in few requests."""

    def look(self, name: str) -> Held | None:
        """Return what stands under a name now."""

    def read(self, name: str) -> bytes | None:
        """Return the content under a name."""

    def read_all(self, names: Iterable[str]) -> dict[str, bytes]:
        """Return the contents under those of many names under which something stands, in few requests."""

    def write(self, name: str, data: bytes, base: Held | None, summary: str) -> None:
        """Make this the content under a name."""

    def move(self, name: str, to: str, base: Held, summary: str) -> Held:
        """Give a page another name, its history included, and return what stands there then; nothing stood there."""

    def remove(self, name: str, base: Held, summary: str) -> None:
        """Take a file away."""

    def keep(self, name: str) -> None:
        """Keep what stands under a name before it is overwritten, where the wiki has no history that does."""

    def finish(self, summary: str) -> None:
        """Make all changes visible, where that is not done with each."""

    def close(self) -> None:
        """Let go of connections and of copies on this machine."""
