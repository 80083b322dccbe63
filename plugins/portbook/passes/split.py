"""Make a path of each endpoint that shares a cell with others, and pair the lines of cells that belong together.

Lines of a cell are endpoints of their own. A list on one line is one only where each of its parts is an endpoint
elsewhere in the document, or an address; what is not plain stays one endpoint, and a finding says so.
"""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass, field, replace

from portbook.diagnostics import Report, shorten
from portbook.options import Options
from portbook.passes.columns import is_port
from portbook.passes.draft import Draft, Path, place_of
from portbook.passes.names import (
    addresses,
    fused,
    is_address,
    is_list,
    is_name,
    lines,
    may_be_several,
    parts,
    spellings,
)
from portbook.passes.ports import read_ports
from portbook.vocabulary.references import SELVES

ENDS = ("source", "destination")
MOST_PAIRS = 200
"""Pairs of endpoints that one row may state; where there would be more, each end is kept as one group."""
NOT_BLANK = re.compile(r"[^\w\s–—-]|\n")
"""What separates the ports of a list that stands on one line."""


def run(draft: Draft, report: Report, options: Options) -> Draft:
    """Split the paths whose cells hold several endpoints or several lines."""
    joined = [path for path in draft.paths if not _is_single(path)]
    known = _known(draft, options, {path.statement.row.path for path in joined})
    splitters = {document: _Splitter(names, report) for document, names in known.items()}
    apart = {id(path): tuple(splitters[path.statement.row.path].split(path)) for path in joined}
    return replace(draft, paths=tuple([made for path in draft.paths for made in apart.get(id(path), (path,))]))


def _known(draft: Draft, options: Options, documents: Set[str]) -> dict[str, set[str]]:
    """Return the names of some documents in lower case: those of their endpoints, and those that are configured."""
    known = {
        page.path: {name.casefold() for name in _configured(options.names, page.options.names)}
        for page in draft.pages
        if page.path in documents
    }
    for path in draft.paths:
        if (names := known.get(path.statement.row.path)) is not None:
            names.update(spellings(path.source), spellings(path.destination))
    return known


def _configured(*names: dict[str, tuple[str, ...]]) -> Iterator[str]:
    for entries in names:
        for name, others in entries.items():
            yield from (name, *others)


def _is_single(path: Path) -> bool:
    """Tell whether a path is one as it stands."""
    broken = "\n" in path.port or "\n" in path.transport or "\n" in path.security
    return not (broken or may_be_several(path.source) or may_be_several(path.destination))


@dataclass(slots=True)
class _Splitter:
    """Split the paths of one document, whose endpoints are ``known`` in lower case."""

    known: set[str]
    report: Report
    _told: set[str] = field(default_factory=set)

    def split(self, path: Path) -> Iterator[Path]:
        """Yield the paths that a path stands for."""
        if not (may_be_several(path.source) or may_be_several(path.destination) or "\n" in path.port):
            yield _folded(path)
            return
        if joined := self._joined(path):
            yield _folded(joined)
            return
        for end in ENDS:
            for name in fused(getattr(path, end)):
                self._tell(path, name)
        pairs = [(line, self._names(line, line.source), self._names(line, line.destination)) for line in _paired(path)]
        if sum(len(sources) * len(destinations) for _, sources, destinations in pairs) > MOST_PAIRS:
            yield _folded(self._grouped(path, {end: lines(getattr(path, end)) for end in ENDS}))
            return
        for line, sources, destinations in pairs:
            for source in sources:
                for destination in destinations:
                    yield _folded(line.worded(source=source, destination=destination))

    def _joined(self, path: Path) -> Path | None:
        """Return a path with its endpoints in one name each, where it is not said which goes with which port."""
        several = {end: found for end in ENDS if len(found := lines(getattr(path, end))) > 1}
        count = len(_ports(path))
        paired = count > 1 and all(len(found) == count for found in several.values())
        if paired or not several or (count == 1 and len(several) == 1):
            return None
        return self._grouped(path, several)

    def _grouped(self, path: Path, several: dict[str, list[str]]) -> Path:
        """Return a path with the endpoints of each end in one name."""
        names = {end: ", ".join(found) for end, found in several.items()}
        for end, name in names.items():
            if len(parts(name)) > 1 or len(several[end]) > 1:
                self._tell(path, name)
        return path.worded(**names)

    def _names(self, path: Path, text: str) -> list[str]:
        """Return the endpoints of one line: the parts of a list that are plain by themselves, else the line."""
        if len(listed := addresses(text)) > 1 or (len(listed := parts(text)) > 1 and self._are_plain(listed)):
            return listed
        if is_list(text):
            self._tell(path, text)
        return [text]

    def _are_plain(self, names: list[str]) -> bool:
        """Tell whether the parts of a list are endpoints by themselves; one with ``Self`` in it is a list."""
        if any(name in SELVES for name in names):
            return all(is_name(name) for name in names)
        return all(name.casefold() in self.known or is_address(name) for name in names)

    def _tell(self, path: Path, text: str) -> None:
        if text not in self._told:
            self._told.add(text)
            message = f"{shorten(text, 80)!r} may be several endpoints and is kept as one"
            self.report.add("endpoints-joined", place_of(path.statement.row), message)


def _paired(path: Path) -> list[Path]:
    """Pair the lines of the port with those of other cells that have as many; what has one line goes with each."""
    ports = _ports(path)
    found = {name: lines(getattr(path, name)) for name in ENDS}
    found |= {name: [line for line in getattr(path, name).split("\n") if line] for name in ("transport", "application")}
    if len(ports) == 1:
        several = [name for name in ENDS if len(found[name]) > 1]
        return [path.worded(**{name: line}) for name in several for line in found[name]] or [path]
    pairs = [name for name, each in found.items() if len(each) == len(ports)]
    if not pairs or not all(map(is_port, ports)):
        return [path]
    return [path.worded(port=port, **{name: found[name][at] for name in pairs}) for at, port in enumerate(ports)]


def _ports(path: Path) -> list[str]:
    """Return the lines of a port cell; numbers separated by blanks alone stood on lines of their own."""
    run = path.port.split()
    blank = len(run) > 1 and not NOT_BLANK.search(path.port)
    return run if blank and all(read_ports(text).numeric for text in (path.port, *run)) else path.port.split("\n")


def _folded(path: Path) -> Path:
    """Return a path whose words stand on one line."""
    words = (path.source, path.destination, path.port, path.transport, path.security)
    if not any("\n" in text for text in words):
        return path
    return path.worded(
        source=" ".join(path.source.split()),
        destination=" ".join(path.destination.split()),
        port=path.port.replace("\n", ", "),
        transport=path.transport.replace("\n", ", "),
        security=" ".join(path.security.split()),
    )
