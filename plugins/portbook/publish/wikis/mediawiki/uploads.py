"""Files of a MediaWiki. An upload knows no base: what stands there is looked at before.

A version that slips in between stays in the file's history.
"""

import re
from collections.abc import Iterator

from portbook.publish.wiki import ConflictError, Held
from portbook.publish.wikis.mediawiki import titles
from portbook.publish.wikis.mediawiki.api import CHANGED, QUIETLY, Answer, Api, succeeded
from portbook.writers.mediawiki import FILE

KNOWN = "sha1|user|timestamp"
IN_ANY_CASE = {"ignorewarnings": "1"}
HARMLESS = frozenset(
    {"duplicate", "duplicate-archive", "was-deleted", "large-file", "bad-prefix", "exists-normalized", "thumb-name"}
)
"""Warnings about a new file after which it may be uploaded all the same: one of the same name and another extension,
``exists-normalized``, is another file."""
_SEPARATORS = re.compile(r"[.:/\\]")
"""What a file's name must not hold: before a dot it would have another extension."""


class Uploads:
    """Hold the files whose names begin with the title below which the pages stand."""

    def __init__(self, api: Api, under: str, extensions: frozenset[str]) -> None:
        self._api, self._under, self._extensions = api, under, extensions

    def name(self, path: str) -> str | None:
        """Return the title that a file is to have; None where the wiki takes no such files."""
        stem, _, extension = path.rpartition(".")
        if extension.lower() not in self._extensions:
            return None
        return FILE + titles.shortened(self._cleaned(stem), f".{extension.lower()}")

    def survey(self) -> Iterator[tuple[str, Held]]:
        asked = {"list": "allimages", "aiprefix": self._cleaned(""), "ailimit": "max", "aiprop": KNOWN}
        for found in self._api.ask_all(**asked):
            yield from ((_title(image), _held(image)) for image in found.get("allimages", ()))

    def look(self, name: str) -> Held | None:
        (page,) = self._api.ask(titles=name, prop="imageinfo", iiprop=KNOWN)["query"]["pages"]
        return _held(page["imageinfo"][0]) if page.get("imageinfo") else None

    def read(self, name: str) -> bytes | None:
        (page,) = self._api.ask(titles=name, prop="imageinfo", iiprop="url")["query"]["pages"]
        return self._api.fetch(str(page["imageinfo"][0]["url"])) if page.get("imageinfo") else None

    def write(self, name: str, data: bytes, base: Held | None, summary: str) -> None:
        self._check(name, base)
        title = name.removeprefix(FILE)
        values, files = {"filename": title, "comment": summary, "text": summary, **QUIETLY}, {"file": (title, data)}
        said = self._api.change("upload", {**values, **IN_ANY_CASE} if base else values, files)
        if said.get("result") == "Warning":
            if not set(said.get("warnings", {})) <= HARMLESS:
                raise ConflictError(CHANGED)
            said = self._api.change("upload", {**values, **IN_ANY_CASE}, files)
        succeeded(said)

    def remove(self, name: str, base: Held, summary: str) -> None:
        self._check(name, base)
        self._api.change("delete", {"title": name, "reason": summary, **QUIETLY})

    def _cleaned(self, stem: str) -> str:
        return titles.cleaned(_SEPARATORS.sub("-", f"{self._under}-{stem}"))

    def _check(self, name: str, base: Held | None) -> None:
        if self.look(name) != base:
            raise ConflictError(CHANGED)


def _held(image: Answer) -> Held:
    return Held(str(image.get("sha1", "")), str(image.get("timestamp", "")), str(image.get("user", "")))


def _title(image: Answer) -> str:
    return FILE + str(image["name"]).replace("_", " ")
