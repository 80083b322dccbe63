"""What a book adds to a MkDocs site: files, navigation and page content."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel, file_sort_key
from mkdocs.structure.pages import Page as HostPage
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import get_relative_url, nest_paths

from portbook.adapters.mkdocs.embedding import Blocks
from portbook.adapters.mkdocs.navigation import inert, place, tree
from portbook.adapters.site import assets
from portbook.adapters.site.branches import nest
from portbook.adapters.site.compose import Site
from portbook.options import Options
from portbook.views.blocks import Ask, Block, Diagram, FileRef, Heading, Listing, Page, Table, Target
from portbook.writers import plain
from portbook.writers.escape import html as escaped

WIDE = 6
"""A table of so many columns needs the whole width of a page; so do a diagram and answers."""

HELD = '<div class="pb-held" data-held="{number}">{words}</div>'
HELD_PLACES = re.compile(HELD.format(number=r"(\d+)", words="[^<]*"))
"""Where a table stands as plain text, or a diagram as nothing."""

IDS = re.compile(r'\sid="([^"]*)"')


@dataclass(slots=True)
class HostedSite:
    """Place the pages and files of a book in a MkDocs site."""

    site: Site
    options: Options
    pages: dict[str, Page] = field(init=False)
    """The generated pages by their path in the docs folder."""
    urls: dict[str, str] = field(init=False, default_factory=dict)
    """The address of each generated page and file in the site, by its path in the book."""

    _held: dict[str, list[str]] = field(init=False, default_factory=dict)
    """The tables and diagrams of each page that is being written."""

    def __post_init__(self) -> None:
        self.pages = {f"{self.options.folder}/{page.path}.md": page for page in self.site.pages}

    def owns(self, page: HostPage) -> bool:
        return page.file.src_uri in self.pages

    def add_files(self, files: Files, config: MkDocsConfig) -> None:
        for path, page in self.pages.items():
            file = _add(files, config, path, "")
            if not page.nav:
                file.inclusion = InclusionLevel.NOT_IN_NAV
            self.urls[page.path] = file.url
        for path, content in {**self.site.files, **self.site.scripts}.items():
            self.urls[path] = _add(files, config, f"{self.options.folder}/{path}", content).url
        for path, content in assets.read_assets().items():
            _add(files, config, path, content)

    def add_navigation(self, files: Files, config: MkDocsConfig) -> None:
        nav = config.nav
        if nav is None:
            own = [file for file in files.documentation_pages() if file.src_uri not in self.pages]
            shown = (
                f.src_uri for f in sorted(own, key=file_sort_key) if f.inclusion.value >= InclusionLevel.UNDEFINED.value
            )
            nav = nest_paths(shown)  # type: ignore[no-untyped-call] # MkDocs has not annotated it
        folder = self.options.folder
        config.nav = place(nav, tree(nest(self.site.pages), folder), folder, self.options.nav_title)

    def describe(self, page: HostPage) -> None:
        """Give a generated page its title and description; a wide table gets the room of the table of contents."""
        made = self.pages[page.file.src_uri]
        page.meta = {**page.meta, "title": inert(made.title), "description": inert(made.description)}
        if any(map(_wide, made.blocks)):
            page.meta["hide"] = ["toc"]

    def write(self, page: HostPage) -> str:
        """Write a generated page, its table of contents and its anchors.

        The search of a site parses the HTML of each page, which can take longer than all else. So tables stand in the
        page as plain text until the search has read it, and diagrams as nothing; ``finish`` puts them in.
        """
        made = self.pages[page.file.src_uri]
        pieces = self.site.pieces(made, self._resolver(page))
        page.toc = TableOfContents(_toc(made.blocks))
        page.present_anchor_ids = {anchor for _, html in pieces for anchor in IDS.findall(html)}
        held: list[str] = []
        shown: list[str] = []
        for block, html in pieces:
            if isinstance(block, Table | Listing | Diagram):
                words = "" if isinstance(block, Diagram) else plain.words(block)  # the tables have the same words
                shown.append(HELD.format(number=len(held), words=escaped(words)))
                held.append(html)
            else:
                shown.append(html)
        self._held[page.file.src_uri] = held
        return "\n".join(shown)

    def finish(self, page: HostPage, output: str) -> str:
        """Put tables and diagrams into a generated page as written out by the theme."""
        held = self._held.pop(page.file.src_uri)
        finished, count = HELD_PLACES.subn(lambda place: held[int(place[1])], output)
        if count != len(held):
            raise PluginError(
                f"{page.file.src_uri} lost a table or diagram: another plugin changed the page; list portbook first"
            )
        return finished

    def write_blocks(self, page: HostPage, blocks: Blocks, instance: int) -> str:
        """Write what a hand-written page asks for."""
        html = self.site.html_of(blocks, self._resolver(page), instance)
        page.present_anchor_ids = (page.present_anchor_ids or set()) | set(IDS.findall(html))
        return html

    def _resolver(self, page: HostPage) -> Callable[[Target], str]:
        def resolve(target: Target) -> str:
            if isinstance(target, FileRef):
                return get_relative_url(self.urls[target.path], page.url)
            url = self.urls[target.page]
            fragment = f"#{target.anchor}" if target.anchor else ""
            return fragment if fragment and url == page.file.url else get_relative_url(url, page.url) + fragment

        return resolve


def _wide(block: Block) -> bool:
    return isinstance(block, Ask | Diagram | Listing) or (isinstance(block, Table) and len(block.columns) >= WIDE)


def _add(files: Files, config: MkDocsConfig, path: str, content: str | bytes) -> File:
    if (present := files.get_file_from_path(path)) is not None:
        if (maker := present.generated_by) is not None:
            raise PluginError(f"the plugin {maker} makes {path} already: list portbook once, or set another `folder`")
        raise PluginError(f"docs hold {path}, where portbook puts a file: rename it, or set another `folder`")
    file = File.generated(config, path, content=content)
    files.append(file)
    return file


def _toc(blocks: Sequence[object]) -> list[AnchorLink]:
    """Nest the headings of a page as MkDocs shows them; their titles count as HTML there."""
    top: list[AnchorLink] = []
    open_: list[AnchorLink] = []
    for block in blocks:
        if not isinstance(block, Heading):
            continue
        link = AnchorLink(inert(block.text), block.anchor, block.level)
        while open_ and open_[-1].level >= link.level:
            open_.pop()
        (open_[-1].children if open_ else top).append(link)
        open_.append(link)
    return top
