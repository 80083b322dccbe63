"""Read a sidecar: YAML, of which every wrong value is reported with its line."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from portbook.adapters.project.yaml_file import YamlError, construct, line_of, open_yaml, pairs_of, read_bytes
from portbook.diagnostics import Place, Report
from portbook.options import OptionError
from portbook.options.sidecar import sidecar_value

STEP = re.compile(r"[^.\[\]]+")
"""A step of the way that an option's name spells, such as ``notes[1].on``."""


def read_sidecar(path: Path, shown: str, report: Report) -> dict[str, Any] | None:
    """Return the checked values of a sidecar, or None where anything in it is wrong; the report has each error."""
    values: dict[str, Any] = {}
    errors = []
    for outcome in _outcomes(path):
        if isinstance(outcome, YamlError):
            errors.append(outcome)
        else:
            values.update(outcome)
    for error in errors:
        report.add("sidecar-unread", Place(shown, error.line), str(error))
    return None if errors else values


def _outcomes(path: Path) -> Iterator[dict[str, Any] | YamlError]:
    """Yield each option that is set with its value, or what is wrong with it."""
    try:
        loader = open_yaml(read_bytes(path))
        pairs = pairs_of(loader, "title: Network paths")
    except YamlError as error:
        yield error
        return
    for key, node in pairs:
        try:
            value = sidecar_value(key.value, construct(loader, node))
            yield {} if value is None else {key.value: value}
        except OptionError as error:
            yield YamlError(str(error), line_of(_culprit(key, node, str(error))))
        except YamlError as error:
            yield YamlError(str(error), error.line or line_of(key))


def _culprit(key: yaml.Node, node: yaml.Node, message: str) -> yaml.Node:
    """Return what a message is about: as far as the name before its colon leads into a value."""
    found = key
    for step in STEP.findall(message.partition(": ")[0])[1:]:
        if isinstance(node, yaml.SequenceNode) and step.isdecimal() and int(step) < len(node.value):
            found = node = node.value[int(step)]
        elif isinstance(node, yaml.MappingNode) and (inner := _under(node, step)):
            found, node = inner
        else:
            break
    return found


def _under(node: yaml.MappingNode, name: str) -> tuple[yaml.Node, yaml.Node] | None:
    return next((pair for pair in node.value if pair[0].value == name), None)
