"""Turn endpoint cells into endpoints: name, kind, and the component or purpose in parentheses."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from portbook.diagnostics import Report, Subject, digest, shorten
from portbook.model import NOT_GIVEN, Binding, Derived, Endpoint, Kind
from portbook.options import Options, SourceOptions
from portbook.passes.draft import Draft, Path, place_of
from portbook.passes.endpoints.kinds import kind_of
from portbook.passes.endpoints.selves import named_by_the_other_end, points_at_itself
from portbook.vocabulary.directions import draws_arrow
from portbook.vocabulary.endpoints import PURPOSE

_QUALIFIER = r"\((?!e?s\))([^()]*[^()\s][^()]*(?:\([^()]*\)[^()]*)*)\)"
QUALIFIER = re.compile(_QUALIFIER)
QUALIFIED = re.compile(rf"(?P<name>(?:[^()]|\(e?s\))*(?:[^()\s]|\(e?s\)))\s*(?:{_QUALIFIER}\s*)+")
LONGEST_NAME = 1_000
"""Characters of a name with what stands in parentheses behind it; what is longer is prose."""


def run(draft: Draft, report: Report, options: Options) -> Draft:
    """Fill in the ends of each path."""
    names = _Names(report)
    namers: dict[str, _Namer] = {}
    shared: dict[object, _Namer] = {}
    for page in draft.pages:
        kinds = {name.casefold(): kind for name, kind in {**options.kinds, **page.options.kinds}.items()}
        others = aliases(options.names, page.options.names)
        key = (tuple(kinds.items()), tuple(others.items()))
        namers[page.path] = shared.setdefault(key, _Namer(names, kinds, others))
    for path in draft.paths:
        namers[path.statement.row.path].name(path)
    _note_settings(draft, report, options)
    return draft


def _note_settings(draft: Draft, report: Report, options: Options) -> None:
    """Note which names and kinds are those of endpoints."""
    configured = {page.path: page for page in draft.pages if _names_any(options) or _names_any(page.options)}
    written: dict[str, set[str]] = {path: set() for path in configured}
    ends: dict[str, set[str]] = {path: set() for path in configured}
    for path in draft.paths if configured else ():
        if (where := path.statement.row.path) in configured:
            written[where].update((path.source, path.destination))
            ends[where].update(end.name for end in (path.source_end, path.destination_end) if end)
    for where, texts in written.items():
        report.use(where, "kinds", *ends[where])
        report.use(where, "names", *ends[where], *texts, *map(name_of, texts))


def _names_any(options: Options | SourceOptions) -> bool:
    return bool(options.names or options.kinds)


@dataclass(slots=True)
class _Names:
    """Hold what is known of names in all documents.

    ``spellings`` keeps the first spelling of each: the same name in other letters is the same endpoint. ``assumed``
    holds the names whose kind was reported.
    """

    report: Report
    spellings: dict[str, str] = field(default_factory=dict)
    assumed: set[str] = field(default_factory=set)

    def assume(self, path: Path, end: Endpoint) -> None:
        """Report once that the kind of an endpoint follows from its spelling only."""
        if end.name in self.assumed:
            return
        self.assumed.add(end.name)
        name = json.dumps(end.name, ensure_ascii=False)  # a name in quotes is YAML, whatever it holds
        self.report.add(
            "kind-assumed",
            place_of(path.statement.row),
            f"{end.name!r} is taken as {end.kind.value}, by its spelling alone",
            f"Set it under `kinds` if that is wrong: `kinds: {{{name}: external}}`.",
            Subject(digest("d", "kind-assumed", end.name.casefold(), end.kind.value)),  # wherever it is told
        )


@dataclass(slots=True)
class _Namer:
    """Name the ends of the paths of documents that share their kinds and aliases, both by names in lower case."""

    names: _Names
    kinds: Mapping[str, str]
    aliases: Mapping[str, str]
    _made: dict[str, tuple[Endpoint, str]] = field(default_factory=dict)

    def name(self, path: Path) -> None:
        """Fill in the ends of a path, and remember each that the configuration renames."""
        if points_at_itself(path) and not {path.source.casefold(), path.destination.casefold()} & self.aliases.keys():
            named_by_the_other_end(path, name_of, lambda name: kind_of(name, self.kinds)[0], self.names.report)
        path.source_end, first = self._made.get(path.source) or self._make(path, path.source)
        path.destination_end, second = self._made.get(path.destination) or self._make(path, path.destination)
        for written, end in ((first, path.source_end), (second, path.destination_end)) if first or second else ():
            if written:
                origin = f'option names: {end.name}: "{written}"'
                path.derived += (Derived("name", Binding.CONFIGURED, origin, path.statement.row.line),)

    def _make(self, path: Path, text: str) -> tuple[Endpoint, str]:
        """Return the endpoint of a text, and the text's own name where that is another spelling."""
        plain, written = self._meant(text) if self.aliases else (text, "")
        end, certain = parse(plain, self.kinds, self.names.spellings)
        self._made[text] = end, written
        if draws_arrow(end.name):
            message = (
                f"{shorten(text, 80)!r} draws an arrow, but stands at one end of a path; it is kept as one endpoint"
            )
            self.names.report.add("endpoints-joined", place_of(path.statement.row), message)
        if not certain:
            self.names.assume(path, end)
        return end, written

    def _meant(self, text: str) -> tuple[str, str]:
        """Return a text with the name that it means, and its own where that is another spelling."""
        for written in (text, name_of(text)):
            if meant := self.aliases.get(written.casefold()):
                return text.replace(written, meant, 1), "" if meant.casefold() == written.casefold() else written
        return text, ""


def aliases(*levels: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Return for each spelling, in lower case, the name that it means; a later level overrides those before."""
    found: dict[str, str] = {}
    for names in levels:
        for name, others in names.items():
            found.update(dict.fromkeys([spelling.casefold() for spelling in (name, *others)], name))
    return {spelling: found[name.casefold()] for spelling, name in found.items()}


def name_of(text: str) -> str:
    """Return the name of an endpoint without what stands in parentheses behind it."""
    return _divided(text)[0].strip()


@lru_cache(maxsize=16384)
def _divided(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the name of an endpoint and what stands in parentheses behind it."""
    plain = " ".join(text.split())
    match = QUALIFIED.fullmatch(plain) if len(plain) <= LONGEST_NAME else None
    if match is None:
        return plain, ()
    return match["name"], tuple([found[1].strip() for found in QUALIFIER.finditer(plain, len(match["name"]))])


@lru_cache(maxsize=4096)
def _is_purpose(qualifier: str) -> bool:
    return PURPOSE.fullmatch(qualifier) is not None


def parse(text: str, kinds: Mapping[str, str], spellings: dict[str, str]) -> tuple[Endpoint, bool]:
    """Return the endpoint that a cell names, and whether its kind is certain.

    ``spellings`` keeps the first spelling of each name: the same name in other letters is the same endpoint.
    """
    name, qualifiers = _divided(text)
    name = spellings.setdefault(name.casefold(), name)
    kind, certain = kind_of(name, kinds)
    purposes = [text for text in qualifiers if kind is Kind.UNSPECIFIED or _is_purpose(text)]
    components = [text for text in qualifiers if text not in purposes]
    return Endpoint(name or NOT_GIVEN, kind, "; ".join(components) or None, "; ".join(purposes) or None), certain
