"""Write the pages of a book for any generator and none: Markdown, HTML that stands alone, pictures, tables, JSON."""

import posixpath
from collections.abc import Callable, Iterator

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from portbook.adapters.site import assets
from portbook.adapters.site.branches import nest
from portbook.adapters.site.compose import Site
from portbook.diagrams import place, standalone
from portbook.views.blocks import FileRef, Page, PageRef, Target
from portbook.writers import markdown

STYLES = ("standalone.css", *assets.STYLES)
SCRIPTS = ("standalone.js",)


def export(site: Site) -> dict[str, bytes]:
    """Return the content of every file by its path."""
    made: dict[str, bytes] = {**site.files, **site.scripts, **assets.read_assets()}
    made.update((_picture(name), _linked(name, drawing).encode()) for name, drawing in site.drawings.items())
    made.update(_pages(site))
    return made


def _pages(site: Site) -> Iterator[tuple[str, bytes]]:
    environment = Environment(
        loader=PackageLoader("portbook"), autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True
    )
    template = environment.get_template("page.html.j2")
    branches = nest(site.pages)
    for page in site.pages:
        yield f"{page.path}.md", markdown.render(page, _resolver(page.path, "md"), _picture_finder(site, page)).encode()
        resolve = _resolver(page.path, "html")
        text = template.render(
            page=page,
            branches=branches,
            content=Markup(site.html(page, resolve)),  # noqa: S704 - the writer escapes all text of sources
            resolve=lambda other, resolve=resolve: resolve(PageRef(other.path)),
            styles=_links(page, STYLES),
            head_scripts=_links(page, SCRIPTS),
            scripts=_links(page, assets.SCRIPTS),
        )
        yield f"{page.path}.html", text.encode()


def _resolver(path: str, extension: str) -> Callable[[Target], str]:
    def resolve(target: Target) -> str:
        if isinstance(target, FileRef):
            return _relative(target.path, path)
        fragment = f"#{target.anchor}" if target.anchor else ""
        return (
            fragment if fragment and target.page == path else _relative(f"{target.page}.{extension}", path) + fragment
        )

    return resolve


def _picture_finder(site: Site, page: Page) -> Callable[[str], str | None]:
    return lambda name: _relative(_picture(name), page.path) if name in site.drawings else None


def _picture(name: str) -> str:
    return f"{name}.svg"


def _linked(name: str, drawing: str) -> str:
    """Make a file of a picture whose links lead to the pages of HTML beside it."""
    return standalone(place(drawing, _resolver(_picture(name), "html")))


def _links(page: Page, names: tuple[str, ...]) -> list[str]:
    return [_relative(path, page.path) for path in assets.addresses(names)]


def _relative(path: str, page: str) -> str:
    return posixpath.relpath(path, posixpath.dirname(page) or ".")
