"""Read the file of waivers; each wrong entry is reported with its line, and then none holds."""

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import yaml

from portbook.adapters.project.yaml_file import (
    Loader,
    YamlError,
    construct,
    line_of,
    open_yaml,
    pairs_in,
    pairs_of,
    read_bytes,
)
from portbook.diagnostics import Place, Report, Waiver, printable
from portbook.options import OptionError, check_value
from portbook.options.waivers import WaiverFile, WaiverOptions

MOST_BYTES = 4 * 1024 * 1024
NEEDED = {item.name: item.metadata["required"] for item in fields(WaiverOptions)}
EXAMPLE = "waivers: [...]"


class _Loader(Loader):
    """Leave days as they are written, so that one that is none can be named."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - as PyYAML declares it
        letter: [pair for pair in pairs if pair[0] != "tag:yaml.org,2002:timestamp"]
        for letter, pairs in Loader.yaml_implicit_resolvers.items()
    }


def read_waivers(path: Path, shown: str, report: Report) -> tuple[Waiver, ...]:
    """Return the waivers of a file; none where anything in it is wrong, and the report has each error."""
    try:
        outcomes = tuple(parse_waivers(read_bytes(path, MOST_BYTES), shown))
    except YamlError as unread:
        outcomes = (unread,)
    errors = [item for item in outcomes if isinstance(item, YamlError)]
    for error in errors:
        report.add("waiver-unread", Place(shown, error.line), str(error))
    return () if errors else tuple(item for item in outcomes if isinstance(item, Waiver))


def parse_waivers(data: bytes, shown: str) -> Iterator[Waiver | YamlError]:
    """Yield each waiver, or what is wrong with it."""
    try:
        loader = open_yaml(data, _Loader)
        entries = _entries(loader)
    except YamlError as error:
        yield error
        return
    seen: dict[str, int] = {}
    for at, node in enumerate(entries):
        for outcome in _entry(loader, node, f"waivers[{at}].", shown):
            if isinstance(outcome, Waiver) and outcome.id in seen:
                yield YamlError(f"{outcome.id} is waived twice, first in line {seen[outcome.id]}", outcome.place.line)
                continue
            if isinstance(outcome, Waiver):
                seen[outcome.id] = outcome.place.line
            yield outcome


def _entries(loader: Loader) -> list[yaml.Node]:
    """Return the entries of the file. Raises YamlError."""
    entries: list[yaml.Node] = []
    for key, node in pairs_of(loader, EXAMPLE):
        if key.value != "waivers":
            try:
                check_value(WaiverFile, key.value, None)
            except OptionError as error:
                raise YamlError(str(error), line_of(key)) from None
        if isinstance(node, yaml.SequenceNode):
            entries = node.value
        elif construct(loader, node) is not None:
            raise YamlError("waivers: expected a list of waivers", line_of(node))
    return entries


def _entry(loader: Loader, node: yaml.Node, prefix: str, shown: str) -> Iterator[Waiver | YamlError]:
    values: dict[str, Any] = {}
    wrong = []
    try:
        pairs = pairs_in(node, f"{prefix.rstrip('.')}: expected a waiver, with {', '.join(NEEDED)}")
    except YamlError as error:
        yield error
        return
    for key, inner in pairs:
        try:
            values[key.value] = check_value(WaiverOptions, key.value, construct(loader, inner), prefix)
        except (OptionError, YamlError) as error:
            values[key.value] = None
            wrong.append(YamlError(str(error), getattr(error, "line", 0) or line_of(key)))
    missing = [name for name in NEEDED if name not in values]
    wrong += [YamlError(f"{prefix}{name}: expected {NEEDED[name]}, got nothing", line_of(node)) for name in missing]
    if wrong:
        yield from wrong
    else:
        said = {name: printable(value) for name, value in values.items()}
        yield Waiver(**said, place=Place(shown, line_of(node)))
