"""What the publisher asks of a MediaWiki.

- A page is changed with ``baserevid``, created with ``createonly``: MediaWiki compares in the same transaction. (A
  ``basetimestamp`` would let an account overwrite what the same account wrote elsewhere meanwhile.)
- An upload knows no such condition: see ``Uploads``.
- A move leaves a redirect behind. Redirects are none of the pages that a survey finds; one that this account made and
  nobody has touched gives way to a page.
"""

from collections.abc import Iterable, Mapping, Sequence

from portbook.publish.answers import answered
from portbook.publish.articles import trail
from portbook.publish.session import Session
from portbook.publish.wiki import ConflictError, Held, Resolve, WikiError
from portbook.publish.wikis.mediawiki import titles
from portbook.publish.wikis.mediawiki.api import CHANGED, QUIETLY, Answer, Api, succeeded
from portbook.publish.wikis.mediawiki.record import deciphered, inscribed
from portbook.publish.wikis.mediawiki.uploads import Uploads
from portbook.views.blocks import Page, Picture
from portbook.writers import mediawiki
from portbook.writers.mediawiki import FILE

MANIFEST = "Portbook manifest"
ARCHIVED = "'''The source of this page is gone.''' Nothing updates it any more.\n\n"
REVISION = "ids|sha1|user"
AT_ONCE = 50
"""Titles that MediaWiki takes in one request from any account."""


@answered
class MediaWiki:
    """Hold the pages below one title of a MediaWiki, that title's own page, and files whose names begin with it."""

    def __init__(self, url: str, under: str, user: str, password: str, session: Session | None = None) -> None:
        self._api = Api(url, user, password, session)
        named = "/".join(map(titles.cleaned, under.split("/")))
        answer = self._api.open(meta="siteinfo", siprop="general|fileextensions", titles=named)["query"]
        page = next((page for page in answer.get("pages", ()) if "invalid" not in page and int(page["ns"]) >= 0), None)
        if page is None:
            raise WikiError(f"{under} can be no page of this wiki; give the target another `under`")
        self._under, self._namespace = str(page["title"]), str(page["ns"])
        self._local = self._under.partition(":")[2] if page["ns"] else self._under
        extensions = frozenset(str(item["ext"]).lower() for item in answer["fileextensions"])
        self._uploads = Uploads(self._api, self._local, extensions)
        self._articles = _articles(answer["general"], url)
        self.shows_svg = "svg" in extensions
        self.manifest_name = f"{self._under}/{MANIFEST}"

    def page_name(self, page: Page) -> str:
        return titles.shortened("/".join((self._under, *map(titles.cleaned, trail(page, self._under)[1:]))))

    def file_name(self, path: str) -> str | None:
        return self._uploads.name(path)

    def link(self, name: str, anchor: str) -> str:
        return f"{name}#{anchor}" if anchor else name

    def anchors(self, page: Page) -> Mapping[str, str]:  # noqa: ARG002
        return {}

    def address(self, name: str) -> str:
        return self._articles.replace("$1", titles.in_url(name))

    def render(self, page: Page, resolve: Resolve, pictures: Mapping[str, Picture]) -> str:
        text = mediawiki.render(page, resolve, pictures)
        return text if titles.cleaned(page.title) == page.title else mediawiki.titled(text, page.title)

    def archived(self, text: str) -> str:
        return ARCHIVED + text

    def digest(self, name: str, data: bytes) -> str:
        return titles.sha1(data if name.startswith(FILE) else titles.stored(self._text(name, data)).encode())

    def survey(self) -> dict[str, Held]:
        pages = {
            "generator": "allpages", "gapnamespace": self._namespace, "gapprefix": f"{self._local}/",
            "gapfilterredir": "nonredirects", "gaplimit": "max", "prop": "revisions", "rvprop": REVISION,
        }  # fmt: skip
        held = {self._under: root} if (root := self.look(self._under)) else {}
        for found in self._api.ask_all(**pages):
            held |= {str(page["title"]): _revised(page) for page in found.get("pages", ()) if page.get("revisions")}
        return held | dict(self._uploads.survey())

    def look(self, name: str) -> Held | None:
        if name.startswith(FILE):
            return self._uploads.look(name)
        page = self._page(name)
        return None if "missing" in page or "redirect" in page else _revised(page)

    def read(self, name: str) -> bytes | None:
        if name.startswith(FILE):
            return self._uploads.read(name)
        return self._texts([name]).get(name)

    def read_all(self, names: Iterable[str]) -> dict[str, bytes]:
        names = list(names)
        pages = [name for name in names if not name.startswith(FILE)]
        texts: dict[str, bytes] = {}
        for start in range(0, len(pages), AT_ONCE):
            texts |= self._texts(pages[start : start + AT_ONCE])
        files = {name: self.read(name) for name in names if name.startswith(FILE)}
        return texts | {name: data for name, data in files.items() if data is not None}

    def write(self, name: str, data: bytes, base: Held | None, summary: str) -> None:
        if name.startswith(FILE):
            self._uploads.write(name, data, base, summary)
        elif base:
            self._edit(name, data, base.revision, summary)
        else:
            self._create(name, data, summary)

    def move(self, name: str, to: str, base: Held, summary: str) -> Held:
        """Move a page with its discussion. A move has no condition, so its revision tells which one it came after."""
        self._api.change("move", {"from": name, "to": to, "reason": summary, "movetalk": "1", **QUIETLY})
        page = self._page(to)
        if not page.get("revisions") or str(page["revisions"][0]["parentid"]) != base.revision:
            raise ConflictError(CHANGED)
        return _revised(page)

    def remove(self, name: str, base: Held, summary: str) -> None:
        self._uploads.remove(name, base, summary)

    def keep(self, name: str) -> None:
        """Do nothing: its history keeps it."""

    def finish(self, summary: str) -> None:
        """Do nothing: each change shows at once."""

    def close(self) -> None:
        self._api.close()

    def _text(self, name: str, data: bytes) -> str:
        text = data.decode(errors="replace")
        return inscribed(text) if name == self.manifest_name else text

    def _texts(self, names: Sequence[str]) -> dict[str, bytes]:
        """Return the texts of pages, of at most as many as MediaWiki gives at once."""
        texts: dict[str, bytes] = {}
        for found in self._api.ask_all(titles="|".join(names), prop="revisions", rvprop="content", rvslots="main"):
            for page in found.get("pages", ()):
                if page.get("revisions"):
                    text = str(page["revisions"][0]["slots"]["main"].get("content", ""))
                    name = str(page["title"])
                    texts[name] = (deciphered(text) if name == self.manifest_name else text).encode()
        return texts

    def _page(self, name: str) -> Answer:
        (page,) = self._api.ask(titles=name, prop="info|revisions", rvprop=REVISION)["query"]["pages"]
        return dict(page)

    def _create(self, name: str, data: bytes, summary: str) -> None:
        try:
            self._save(name, data, summary, createonly="1")
        except ConflictError:
            if (revision := self._untouched_redirect(name)) is None:
                raise
            self._edit(name, data, revision, summary)

    def _edit(self, name: str, data: bytes, revision: str, summary: str) -> None:
        """Change a page. Where another edit touches other lines, MediaWiki joins the two: that is a conflict too."""
        said = self._save(name, data, summary, nocreate="1", baserevid=revision)
        if "nochange" not in said and str(said.get("oldrevid")) != revision:
            raise ConflictError(CHANGED)

    def _save(self, name: str, data: bytes, summary: str, **condition: str) -> Answer:
        text = self._text(name, data)
        said = self._api.change(
            "edit", {"title": name, "text": text, "summary": summary, "bot": "1", **QUIETLY, **condition}
        )
        succeeded(said)
        return said

    def _untouched_redirect(self, name: str) -> str | None:
        """Return the only revision of a redirect that this account left behind when it moved a page."""
        asked = {"prop": "info|revisions", "rvprop": REVISION, "rvlimit": "2"}
        (page,) = self._api.ask(titles=name, **asked)["query"]["pages"]
        revisions = page.get("revisions", ())
        ours = "redirect" in page and len(revisions) == 1 and revisions[0].get("user") == self._api.name
        return str(revisions[0]["revid"]) if ours else None


def _revised(page: Answer) -> Held:
    revision = page["revisions"][0]
    return Held(str(revision.get("sha1", "")), str(revision["revid"]), str(revision.get("user", "")))


def _articles(general: Answer, url: str) -> str:
    """Return the address of a page with ``$1`` for its title; a wiki may leave its scheme to who asks."""
    server = str(general["server"])
    scheme = url.partition("://")[0]
    return f"{f'{scheme}:{server}' if server.startswith('//') else server}{general['articlepath']}"
