"""Read what stands on the wiki, and decide what a run would do: nothing is written here."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from portbook.publish.articles import framed
from portbook.publish.identity import Identities, identify
from portbook.publish.manifest import Entry, Manifest
from portbook.publish.pictures import width_of
from portbook.publish.plan import WRITES, Contents, Planner, Settings, Step, moves
from portbook.publish.wiki import Held, Wiki
from portbook.views.blocks import Page, PageRef, Picture, Target

Address = Callable[[PageRef], str]
"""Gives where a person finds a page."""


@dataclass(frozen=True, slots=True)
class Publication:
    """Hold what is published of a book: its pages, its files by their path, and its pictures.

    A picture has the path of its diagram with ``.svg`` or ``.png``, and is made of the addresses that it leads to.
    ``origin`` says which sources all was made from, ``summary`` what the history of a wiki says of each change.
    """

    pages: tuple[Page, ...]
    files: Mapping[str, bytes]
    pictures: Mapping[str, Callable[[Address], bytes]]
    origin: str
    summary: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """Hold the steps of a run, in their order, and the manifest that they begin from with what holds it."""

    steps: tuple[Step, ...]
    manifest: Manifest
    base: Held | None

    @property
    def writes(self) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if step.action in WRITES)


def prepare(publication: Publication, wiki: Wiki, settings: Settings) -> Prepared:
    """Decide what a run would do now. Raises WikiError."""
    held = wiki.survey()
    base = held.pop(wiki.manifest_name, None)
    manifest = read_manifest(wiki) if base else Manifest()
    wanted = _names(publication, wiki)
    identities = identify(publication.pages, wanted, manifest, held, wiki.manifest_name)
    moving = tuple(step for step in moves(identities, wanted, held) if settings.covers(step.entry.key))
    identities, held = _after(moving, identities, wanted, held)
    covered = {key: data for key, data in _contents(publication, identities, wiki) if settings.covers(key)}
    gone = {id_: entry for id_, entry in identities.gone.items() if settings.covers(entry.key)}
    planner = Planner(wiki, held, settings, {step.entry.name: step.before for step in moving})
    return Prepared((*moving, *planner.plan(replace(identities, gone=gone), covered)), manifest, base)


def read_manifest(wiki: Wiki) -> Manifest:
    """Return the manifest as it stands on the wiki. Raises WikiError."""
    stored = wiki.read(wiki.manifest_name)
    return Manifest() if stored is None else Manifest.load(stored.decode(errors="replace"))


def _names(publication: Publication, wiki: Wiki) -> dict[str, str]:
    """Return the name that each page and file is to have; of two alike the later has its path too.

    Not every wiki, nor every system that holds a folder, tells capitals and small letters of a name apart.
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for page in publication.pages:
        name = wiki.page_name(page)
        if name.casefold() in taken:
            name = wiki.page_name(replace(page, title=f"{page.title} ({page.path})", nav=(*page.nav, page.path)))
        names[page.path] = name
        taken.add(name.casefold())
    offered = {path: wiki.file_name(path) for path in (*publication.pictures, *publication.files)}
    return names | {path: name for path, name in offered.items() if name is not None}


def _after(
    moving: Sequence[Step], identities: Identities, wanted: Mapping[str, str], held: Mapping[str, Held]
) -> tuple[Identities, dict[str, Held]]:
    """Return everything as it is once the moves are made."""
    moved = {step.entry.key: step.entry for step in moving}
    names = {step.before: step.entry.name for step in moving}
    entries = {
        key: moved.get(key) or _staying(replace(entry, key=key), wanted[key], held)
        for key, entry in identities.entries.items()
    }
    return replace(identities, entries=entries), {names.get(name, name): content for name, content in held.items()}


def _staying(entry: Entry, wanted: str, held: Mapping[str, Held]) -> Entry:
    """Return an entry that does not move: what stands nowhere is to be made where it is wanted now.

    What cannot move, since something else has the name, goes on being wanted where it was: a later run moves it.
    """
    is_there = wanted == entry.name
    is_nowhere = entry.name not in held and wanted not in held
    return replace(entry, name=wanted, wanted=wanted) if is_there or is_nowhere else entry


def _contents(publication: Publication, identities: Identities, wiki: Wiki) -> Iterator[tuple[str, bytes]]:
    """Yield the content of each picture, file and page by its key; what a page shows comes before it."""
    names = {key: entry.name for key, entry in identities.entries.items()}

    anchors = {page.path: wiki.anchors(page) for page in publication.pages}

    def anchor_of(page: PageRef) -> str:
        return anchors.get(page.page, {}).get(page.anchor, page.anchor)

    def resolve(target: Target) -> str:
        key, anchor = (target.page, anchor_of(target)) if isinstance(target, PageRef) else (target.path, "")
        return wiki.link(names[key], anchor) if key in names else ""

    def address(page: PageRef) -> str:
        return wiki.address(names[page.page]) + (f"#{anchor}" if (anchor := anchor_of(page)) else "")

    pictures = {path: draw(address) for path, draw in publication.pictures.items() if path in names}
    yield from pictures.items()
    yield from ((path, data) for path, data in publication.files.items() if path in names)
    shown = _shown(pictures, names, wiki)
    for page in publication.pages:
        text = wiki.render(framed(page, publication.origin, identities.ids[page.path]), resolve, shown)
        yield page.path, text.encode()


def _shown(pictures: Contents, names: Mapping[str, str], wiki: Wiki) -> dict[str, Picture]:
    """Return what shows a diagram, by the diagram's name."""
    kinds = (".png", ".svg") if wiki.shows_svg else (".png",)
    return {
        path.removesuffix(kind): Picture(names[path], width_of(data))
        for kind in kinds
        for path, data in pictures.items()
        if path.endswith(kind)
    }
