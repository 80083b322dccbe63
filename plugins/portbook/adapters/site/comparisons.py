"""Compare releases for the site: those that are configured, and the versions of a product among its sources."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from portbook.adapters.project.find import Project, ProjectError
from portbook.adapters.project.releases import release
from portbook.certificate import certify
from portbook.changes.comparison import Accounts, Comparison, Release
from portbook.compiler import Compilation, compile_sources
from portbook.diagnostics import Place
from portbook.model import Book
from portbook.options.changes import ChangesOptions
from portbook.publish import WikiError

THIS = "the sources of this site"
OPTION = Place("changes")
"""Where findings on the option stand."""


def comparisons(compilation: Compilation, project: Project, *, holds: bool) -> tuple[Comparison, ...]:
    """Compare what is configured, then the versions of each product; what cannot be read is a finding."""
    this = Release(THIS, compilation.book, Accounts.of(compilation.book, len(compilation.report.errors), holds))
    configured = (_configured(item, this, compilation, project) for item in project.options.changes)
    return (*filter(None, configured), *_versions(compilation))


def _configured(item: ChangesOptions, this: Release, compilation: Compilation, project: Project) -> Comparison | None:
    old = _read(item.old, compilation, project)
    new = _read(item.new, compilation, project) if item.new else this
    return Comparison.of(old, new) if old and new else None


def _read(name: str, compilation: Compilation, project: Project) -> Release | None:
    try:
        made, report = release(project, name, project.root, _holds)
    except (ProjectError, WikiError, OSError) as error:
        compilation.report.add("changes-unread", OPTION, str(error))
        return None
    for found in report.errors:
        compilation.report.add("changes-unread", OPTION, f"{name}: {found.place}: {found.message}")
    return None if report.errors else made


def _holds(compilation: Compilation) -> bool:
    return certify(compilation, thorough=False).holds


def _versions(compilation: Compilation) -> Iterator[Comparison]:
    """Compare each version of a product with the one before; each is compiled as if it stood alone."""
    for product, paths in _products(compilation.book).items():
        made = [_version(compilation, f"{product} {version}", paths[version]) for version in sorted(paths, key=_order)]
        yield from (Comparison.of(old, new) for old, new in pairwise(made))


def _products(book: Book) -> dict[str, dict[str, set[str]]]:
    found: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for document in book.documents:
        if document.product and document.version:
            found[document.product][document.version].add(document.path)
    return {product: dict(versions) for product, versions in sorted(found.items())}


def _version(compilation: Compilation, name: str, paths: set[str]) -> Release:
    inputs = [item for item in compilation.inputs if item.path in paths]
    alone = compile_sources(inputs, compilation.options, partial=True)
    return Release(name, alone.book, Accounts.of(alone.book, len(alone.report.errors), _holds(alone)))


def _order(version: str) -> list[tuple[int, str]]:
    """Order versions by their numbers: 9.1 comes before 10.0."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.findall(r"\d+|[^\d.]+", version)]
