"""What the publisher asks of a Confluence.

- Confluence writes down anew what it is given, so no digest of the text that it stores is the one of the text that it
  was given. Every version of ours says in its message which content it was given; a current version by another account,
  or without such a message, was made by a person. Where that is one of a page that this account made, its canonical
  text says whether only its title changed.
- A page that is made cannot be given such a message. It is made with words that say that it is being written, and its
  content is its second version; what a run leaves behind between the two counts for nothing.
- A version is made on condition: it has the number after the one that it was based on, else Confluence refuses it.
- An attachment knows no such condition. What stands there is looked at before; the number that it gets tells whether a
  version slipped in between, which then stays in its history.
- Comments on words of a page are marks in its text. Those in lines that an update leaves as they are stay there, and
  the part of people stays as they laid it out.
- All files are attached to one page, below which all pages stand; a person makes that page, and it is never written.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element

from portbook.publish.answers import answered
from portbook.publish.articles import trail
from portbook.publish.wiki import ConflictError, Held, RefusedError, Resolve, WikiError
from portbook.publish.wikis.confluence.api import CHANGED, FileState, PageState, Rest, TitleTakenError
from portbook.publish.wikis.confluence.canonical import canonical, literal
from portbook.publish.wikis.confluence.kept import Kept, kept, put_back
from portbook.publish.wikis.confluence.titles import file_name, in_url, title
from portbook.views.blocks import Page, Picture
from portbook.writers import storage
from portbook.writers.readback.storage import tree
from portbook.writers.storage import ATTACHMENT

MANIFEST = "Portbook manifest"
ABOVE = "Portbook keeps here which pages and files are its own. Leave it as it is; its history brings it back."
ARCHIVED = "<p><strong>The source of this page is gone.</strong> Nothing updates it any more.</p>\n"
BEGUN = "<p>Portbook is writing this page.</p>\n"
MESSAGE = re.compile(r"\(portbook ([0-9a-f]{32})\)$")
TAKEN = (
    "the space has a page of this title, be it in other letters, archived or hidden from this account; rename either"
)


@answered
class Confluence:
    """Hold the pages of a space by their titles, and the files of one page by their names behind ``^``."""

    shows_svg = False  # Data Center hands drawings out as downloads

    def __init__(self, rest: Rest, space: str, under: str) -> None:
        self._rest, self._space = rest, space
        self._under = title(under)
        if (root := self._rest.find(self._under)) is None:
            raise WikiError(f"space {space} has no page {self._under}; make one, below which the pages are to stand")
        self._root = root.id
        self._ids: dict[str, str] = {}
        self._kept: dict[str, Kept] = {}
        self._rendered: set[str] = set()  # digests of texts that are canonical as they are
        self.manifest_name = title(self._under, MANIFEST)

    def page_name(self, page: Page) -> str:
        """Return a title that tells which book it belongs to, as no other page of the space may have it."""
        return title(self._under, *(trail(page, self._under)[1:] or page.nav or (page.title,)))

    def file_name(self, path: str) -> str | None:
        return ATTACHMENT + file_name(path)

    def link(self, name: str, anchor: str) -> str:
        return name if name.startswith(ATTACHMENT) else f"{name}#{anchor}"

    def anchors(self, page: Page) -> Mapping[str, str]:  # noqa: ARG002
        """Change none: the anchor macro takes any."""
        return {}

    def address(self, name: str) -> str:
        """Return an address by title, since a page that is not made yet has no other."""
        if name.startswith(ATTACHMENT):
            return f"{self._rest.base}download/attachments/{self._root}/{in_url(name.removeprefix(ATTACHMENT))}"
        return f"{self._rest.base}pages/viewpage.action?spaceKey={in_url(self._space)}&title={in_url(name)}"

    def render(self, page: Page, resolve: Resolve, pictures: Mapping[str, Picture]) -> str:
        text = canonical(storage.render(page, resolve, pictures, self._under))
        self._rendered.add(_sha256(text.encode()))
        return text

    def archived(self, text: str) -> str:
        return ARCHIVED + text

    def digest(self, name: str, data: bytes) -> str:
        digest = _sha256(data)
        if name.startswith(ATTACHMENT) or name == self.manifest_name or digest in self._rendered:
            return digest
        return _sha256(canonical(data.decode(errors="replace")).encode())

    def survey(self) -> dict[str, Held]:
        """Return all pages of the space, as titles are its own, and our files; not who edited them."""
        pages = [page for page in self._rest.pages() if page.id != self._root]
        self._ids = {page.title: page.id for page in pages}
        found = {page.title: self._held(page) for page in pages}
        files = {ATTACHMENT + file.title: self._attached(file) for file in self._rest.files(self._root)}
        return {name: held for name, held in found.items() if held} | files

    def look(self, name: str) -> Held | None:
        if name.startswith(ATTACHMENT):
            file = self._file(name)
            return self._attached(file) if file else None
        page = self._rest.find(name)
        held = self._held(page) if page else None
        return held._replace(editor=self._named(page.editor)) if page and held else held

    def read(self, name: str) -> bytes | None:
        if name.startswith(ATTACHMENT):
            file = self._file(name)
            return self._rest.download(file) if file else None
        if (found := self._stored(name)) is None:
            return None
        page, text = found
        self._kept[page.id] = kept(text)
        return (_deciphered(text) if name == self.manifest_name else canonical(text)).encode()

    def read_all(self, names: Iterable[str]) -> dict[str, bytes]:
        """Read one after another: its pages may be long, and a request for several may be cut off."""
        return {name: data for name in names if (data := self.read(name)) is not None}

    def write(self, name: str, data: bytes, base: Held | None, summary: str) -> None:
        if name.startswith(ATTACHMENT):
            self._upload(name, data, base, summary)
            return
        text = data.decode(errors="replace")
        page = _revision(base) if base else self._begun(name)
        message = _message(summary, self.digest(name, data))
        is_ours = name == self.manifest_name
        text = _inscribed(text) if is_ours else put_back(text, self._kept.get(page.id, Kept()))
        self._update(page, name, text, message)

    def move(self, name: str, to: str, base: Held, summary: str) -> Held:  # noqa: ARG002
        """Give a page another title; its text, its place, its comments and what is below it stay."""
        wanted = _revision(base)
        found = self._rest.text(wanted.id)
        if found is None or found[0].version != wanted.version:
            raise ConflictError(CHANGED)
        page, text = found
        digest = base.digest if page.editor == self._rest.account else _sha256(canonical(text).encode())
        made = self._update(page, to, text, _message(summary, digest))
        self._ids[to] = made.id
        return Held(digest, f"{made.id}:{made.version}")

    def remove(self, name: str, base: Held, summary: str) -> None:  # noqa: ARG002
        self._rest.delete_file(self._checked(name, base))

    def keep(self, name: str) -> None:
        """Do nothing: its history keeps it."""

    def finish(self, summary: str) -> None:
        """Do nothing: each change shows at once."""

    def close(self) -> None:
        self._rest.close()

    def _update(self, page: PageState, name: str, text: str, message: str) -> PageState:
        try:
            return self._rest.update(page, name, text, message)
        except TitleTakenError:
            raise RefusedError(TAKEN) from None

    def _begun(self, name: str) -> PageState:
        """Make a page, or return the one that an earlier run made and did not come to write."""
        try:
            return self._rest.create(name, BEGUN, self._root)
        except (RefusedError, ConflictError) as error:
            refusal = RefusedError(TAKEN) if isinstance(error, TitleTakenError) else error
            page = self._rest.find(name)
        if page is None or page.title != name:
            raise refusal
        if not self._is_begun(page):
            raise ConflictError(CHANGED)
        return page

    def _is_begun(self, page: PageState) -> bool:
        if page.version != 1 or {page.author, page.editor} != {self._rest.account}:
            return False
        found = self._rest.text(page.id)
        return found is not None and found[0].version == 1 and canonical(found[1]) == BEGUN

    def _held(self, page: PageState) -> Held | None:
        """Return what is known of a page; nothing of one that was only begun."""
        held = Held(f"version:{page.version}", f"{page.id}:{page.version}")
        if page.editor == self._rest.account and (said := MESSAGE.search(page.message)):
            return held._replace(digest=said[1])
        if page.author != self._rest.account:
            return held
        if (found := self._rest.text(page.id)) is None or found[0].version != page.version:
            return held
        text = canonical(found[1])
        return None if page.version == 1 and text == BEGUN else held._replace(digest=_sha256(text.encode()))

    def _named(self, account: str) -> str:
        """Return what somebody is called; a name that is not to be had stops nothing."""
        try:
            return self._rest.name_of(account)
        except WikiError:
            return ""

    def _stored(self, name: str) -> tuple[PageState, str] | None:
        """Return a page with its text as it is stored; its id is mostly known."""
        if (id_ := self._ids.get(name)) and (found := self._rest.text(id_)) and found[0].title == name:
            return found
        page = self._rest.find(name)
        return self._rest.text(page.id) if page and not self._is_begun(page) else None

    def _file(self, name: str) -> FileState | None:
        wanted = name.removeprefix(ATTACHMENT)
        return next((file for file in self._rest.files(self._root, wanted) if file.title == wanted), None)

    def _attached(self, file: FileState) -> Held:
        said = MESSAGE.search(file.comment) if file.editor == self._rest.account else None
        return Held(said[1] if said else f"version:{file.version}", f"{file.id}:{file.version}")

    def _checked(self, name: str, base: Held) -> FileState:
        file = self._file(name)
        if file is None or self._attached(file).revision != base.revision:
            raise ConflictError(CHANGED)
        return file

    def _upload(self, name: str, data: bytes, base: Held | None, summary: str) -> None:
        present = self._checked(name, base) if base else None
        comment = _message(summary, self.digest(name, data))
        version = self._rest.upload(self._root, name.removeprefix(ATTACHMENT), data, comment, present)
        if present and version != present.version + 1:
            raise ConflictError(CHANGED)


def _revision(held: Held) -> PageState:
    """Return the page and the version that a write is based on."""
    id_, _, version = held.revision.rpartition(":")
    return PageState(id_, "", int(version), "", "", "")


def _message(summary: str, digest: str) -> str:
    return f"{summary} (portbook {digest})"


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:32]


def _inscribed(text: str) -> str:
    """Return the text of a page that shows JSON, in ASCII, which every Confluence stores as it is."""
    body = literal(json.dumps(json.loads(text), indent=1))
    code = f'<ac:structured-macro ac:name="code"><ac:plain-text-body>{body}</ac:plain-text-body></ac:structured-macro>'
    return f"<p>{ABOVE}</p>\n{code}\n"


def _deciphered(text: str) -> str:
    """Return the JSON that a page shows, or the text of the page where it shows none."""
    try:
        bodies: list[Element] = list(tree(text).iter("ac:plain-text-body"))
    except ValueError:
        return text
    return "".join(bodies[0].itertext()) if len(bodies) == 1 else text
