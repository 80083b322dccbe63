"""What a fake Confluence holds: spaces, pages with their versions and attachments; and how it writes a page down anew.

Each rule says where it is from: [D] Atlassian's documentation, [R] reports by users of the real one, [M] memory.
"""

import itertools
import threading
import uuid
from dataclasses import dataclass, field, replace
from html import escape
from xml.etree.ElementTree import Element

from portbook.writers.readback.storage import tree

NAMED = {"\xa0": "&nbsp;", "–": "&ndash;", "’": "&rsquo;", "“": "&ldquo;", "”": "&rdquo;", "…": "&hellip;"}
LITERAL = ("ac:plain-text-body", "ac:plain-text-link-body")


class Refused(Exception):  # noqa: N818
    """Answer with a status other than 200."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status, self.message = status, message


@dataclass
class Version:
    number: int
    title: str
    text: str
    by: str
    message: str = ""


@dataclass
class StoredPage:
    id: str
    space: str
    parent: str
    author: str
    versions: list[Version] = field(default_factory=list)
    status: str = "current"
    hidden: bool = False
    """From the publisher, as by a restriction."""
    closed: bool = False
    """To changes by the publisher."""

    @property
    def now(self) -> Version:
        return self.versions[-1]


@dataclass
class FileVersion:
    data: bytes
    comment: str
    by: str


@dataclass
class StoredFile:
    id: str
    page: str
    name: str
    versions: list[FileVersion] = field(default_factory=list)
    status: str = "current"


class Store:
    """Hold everything, and count what is changed. Every method is called with the lock held."""

    def __init__(self, *, is_cloud: bool) -> None:
        self.is_cloud = is_cloud
        self.lock = threading.RLock()
        self.pages: dict[str, StoredPage] = {}
        self.files: dict[str, StoredFile] = {}
        self.spaces: dict[str, str] = {}
        self.writes = 0
        self._ids = itertools.count(65537)

    def clear(self) -> None:
        """Forget all spaces, and what stood in them."""
        with self.lock:
            for held in (self.pages, self.files, self.spaces):
                held.clear()

    def add_space(self, key: str) -> None:
        self.spaces[key] = str(next(self._ids))

    def listed(self, space: str, user: str) -> list[StoredPage]:
        found = (page for page in self.pages.values() if page.space == space and page.status == "current")
        return [page for page in found if not self.is_hidden(page, user)]

    def titled(self, space: str, title: str) -> StoredPage | None:
        """Find the page that has a title: one for all cases of its letters; the trash has titles of its own [D]."""
        return next(
            (
                page
                for page in self.pages.values()
                if page.space == space and page.status != "trashed" and page.now.title.lower() == title.lower()
            ),
            None,
        )

    def is_hidden(self, page: StoredPage, user: str) -> bool:
        return page.hidden and user != "ann"

    def current(self, id_: str, user: str) -> StoredPage:
        page = self.pages.get(id_)
        if page is None or page.status != "current" or self.is_hidden(page, user):
            raise Refused(404, f"No content found with id: ContentId{{id={id_}}}")
        return page

    def create(self, space: str, title: str, text: str, parent: str, user: str) -> StoredPage:
        """Make a page; a message for its first version is not heard of [M]."""
        self._check_title(space, title, None)
        stored = self.stored(text)
        page = StoredPage(str(next(self._ids)), space, parent, user)
        page.versions.append(Version(1, title, stored, user))
        self.pages[page.id] = page
        self.writes += 1
        return page

    def update(self, page: StoredPage, version: Version) -> StoredPage:
        """Make a version [D: the number is that of the current one and one more, else 409].

        Where nothing changes there is no new version [R: atlassian-python-api #1181].
        """
        number, title = version.number, version.title
        if page.closed and version.by != "ann":
            raise Refused(403, "User not permitted to edit this page")
        if number != page.now.number + 1:
            raise Refused(409, f"Version must be incremented on update. Current version is: {page.now.number}")
        self._check_title(page.space, title, page)
        before, made = page.now, replace(version, text=self.stored(version.text))
        if (before.title, simple(before.text)) == (title, simple(made.text)):
            return page
        page.versions.append(made)
        if title != before.title:
            self._follow(page.space, before.title, title)
        self.writes += 1
        return page

    def attach(self, page: str, name: str, version: FileVersion) -> StoredFile:
        """Attach a new file [D: a name is that of one file on a page, else 400]."""
        if any(file.page == page and file.name == name and file.status == "current" for file in self.files.values()):
            raise Refused(400, f"Cannot add a new attachment with same file name as an existing attachment: {name}")
        file = StoredFile(f"att{next(self._ids)}", page, name, [version])
        self.files[file.id] = file
        self.writes += 1
        return file

    def attach_again(self, id_: str, version: FileVersion) -> StoredFile:
        file = self.file(id_)
        file.versions.append(version)
        self.writes += 1
        return file

    def file(self, id_: str) -> StoredFile:
        file = self.files.get(id_ if id_.startswith("att") else f"att{id_}")
        if file is None or file.status != "current":
            raise Refused(404, "No attachment found")
        return file

    def trash(self, thing: StoredPage | StoredFile) -> None:
        thing.status = "trashed"
        self.writes += 1

    def stored(self, text: str) -> str:
        """Write a text down anew [D: storage format is XML; R: what is not well-formed is refused with 400]."""
        try:
            page = tree(text)
        except ValueError as error:
            raise Refused(400, f"Error parsing xhtml: {error}") from error
        return self._written(page, top=True)

    def comment(self, page: StoredPage, words: str) -> None:
        """Comment on words of a page: they are marked in its text, and there is no new version [M]."""
        marked = f'<ac:inline-comment-marker ac:ref="{uuid.uuid4()}">{words}</ac:inline-comment-marker>'
        assert page.now.text.count(words) == 1
        page.now.text = page.now.text.replace(words, marked)

    def _check_title(self, space: str, title: str, page: StoredPage | None) -> None:
        if not title.strip() or len(title) > 255:
            raise Refused(400, "Title cannot be longer than 255 characters, or empty.")
        if (other := self.titled(space, title)) is not None and other is not page:
            words = "A page with this title already exists: A page already exists with the same TITLE in this space"
            raise Refused(400, words if not self.is_cloud else words.partition(":")[0])

    def _follow(self, space: str, old: str, new: str) -> None:
        """Lead links to a page's new title, without a version of its own [M]."""
        link, other = (f'ri:content-title="{_quoted(title)}"' for title in (old, new))
        for page in self.pages.values():
            if page.space == space:
                page.now.text = page.now.text.replace(link, other)

    def _written(self, element: Element, *, top: bool = False) -> str:
        """Write what is in an element: attributes and parameters in another order, text with its entities [M]."""
        parts = [_characters(element.text or "")]
        for child in _turned(element):
            parts.append(self._element(child))
            tail = child.tail or ""
            parts.append("" if top and not tail.strip() else _characters(tail))
        return "".join(parts)

    def _element(self, element: Element) -> str:
        tag, inner = element.tag, self._written(element)
        attributes = dict(reversed(element.attrib.items())) | self._marks(tag)
        if tag in LITERAL or (tag == "ac:link-body" and not len(element) and not self.is_cloud):
            tag = "ac:plain-text-link-body" if tag == "ac:link-body" else tag
            inner = f"<![CDATA[{''.join(element.itertext()).replace(']]>', ']]]]><![CDATA[>')}]]>"
        elif self.is_cloud and tag == "table":
            inner = f"<colgroup><col /></colgroup>{inner}"
        elif self.is_cloud and tag in ("td", "th") and not inner.startswith("<p"):
            inner = f"<p>{inner}</p>"
        elif tag in ("tbody", "table"):
            inner = inner.replace("\n", "")
        written = "".join(f' {name}="{_quoted(value)}"' for name, value in attributes.items())
        return f"<{tag}{written}>{inner}</{tag}>" if inner else f"<{tag}{written} />"

    def _marks(self, tag: str) -> dict[str, str]:
        """Return the attributes that each kind of Confluence adds [R: pages of users; M: which of them where]."""
        if tag == "ac:structured-macro":
            return {"ac:schema-version": "1", "ac:macro-id": str(uuid.uuid4())}
        if tag == "ri:page":
            return {"ri:version-at-save": "1"}
        if not self.is_cloud or tag not in ("p", "table", "tr", "td", "th"):
            return {}
        layout = {"data-layout": "default"} if tag == "table" else {}
        return {"ac:local-id" if tag == "table" else "local-id": str(uuid.uuid4()), **layout}


def _turned(element: Element) -> list[Element]:
    """Return what is in an element, the parameters of a macro the other way round."""
    children = list(element)
    if element.tag != "ac:structured-macro":
        return children
    parameters = [child for child in children if child.tag == "ac:parameter"]
    return [*reversed(parameters), *(child for child in children if child.tag != "ac:parameter")]


def simple(text: str) -> str:
    """Return a text without the ids that are given anew each time."""
    page = tree(text)
    names = ("ac:macro-id", "ac:local-id", "local-id")
    kept = (sorted((key, value) for key, value in part.attrib.items() if key not in names) for part in page.iter())
    return "".join(f"<{p.tag}{a}>{p.text or ''}|{p.tail or ''}" for p, a in zip(page.iter(), kept, strict=True))


def _quoted(text: str) -> str:
    return escape(text, quote=False).replace('"', "&quot;")


def _characters(text: str) -> str:
    return "".join(NAMED.get(char, char) for char in escape(text, quote=False))
