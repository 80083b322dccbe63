"""Read a sidecar: YAML, of which every wrong value is reported with its line."""

import re
from collections.abc import Callable, Hashable, Iterator
from pathlib import Path
from typing import Any

import yaml

from portbook.diagnostics import Place, Report
from portbook.options import OptionError
from portbook.options.sidecar import sidecar_value

MOST_BYTES = 128 * 1024

STEP = re.compile(r"[^.\[\]]+")
"""A step of the way that an option's name spells, such as ``notes[1].on``."""


class SidecarError(Exception):
    """Say what is wrong in a sidecar. ``line`` is 0 where it is the file as a whole."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


class Loader(yaml.SafeLoader):
    """Refuse aliases, with which a file of a few lines can mean gigabytes, and keys that are set twice."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call] # the stubs leave it untyped
            raise SidecarError("an alias such as *name is not read; repeat the value", mark.line + 1)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        _check_keys(node)
        return super().construct_mapping(node, deep)


def read_sidecar(path: Path, shown: str, report: Report) -> dict[str, Any] | None:
    """Return the checked values of a sidecar, or None where anything in it is wrong; the report has each error."""
    values: dict[str, Any] = {}
    errors = []
    for outcome in _outcomes(path):
        if isinstance(outcome, SidecarError):
            errors.append(outcome)
        else:
            values.update(outcome)
    for error in errors:
        report.add("sidecar-unread", Place(shown, error.line), str(error))
    return None if errors else values


def _outcomes(path: Path) -> Iterator[dict[str, Any] | SidecarError]:
    """Yield each option that is set with its value, or what is wrong with it."""
    try:
        data = _bytes(path)
        loader: Loader = _guarded(lambda: Loader(data))
        pairs = _pairs(loader)
    except SidecarError as error:
        yield error
        return
    for key, node in pairs:
        try:
            value = sidecar_value(key.value, _construct(loader, node))
            yield {} if value is None else {key.value: value}
        except OptionError as error:
            yield SidecarError(str(error), _line(_culprit(key, node, str(error))))
        except SidecarError as error:
            yield SidecarError(str(error), error.line or _line(key))


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise SidecarError(f"the file cannot be opened: {error.strerror or error}") from error
    if len(data) > MOST_BYTES:
        raise SidecarError(f"the file is larger than {MOST_BYTES // 1024} KiB, which is more than options take")
    return data


def _pairs(loader: Loader) -> list[tuple[yaml.ScalarNode, yaml.Node]]:
    """Return the options and their values as YAML has them. Raises SidecarError."""
    root = _guarded(loader.get_single_node)
    if root is None:
        return []
    if not isinstance(root, yaml.MappingNode):
        raise SidecarError("expected options, such as `title: Network paths`", _line(root))
    _check_keys(root)
    pairs: list[tuple[yaml.ScalarNode, yaml.Node]] = root.value
    return pairs


def _construct(loader: Loader, node: yaml.Node) -> Any:
    return _guarded(lambda: loader.construct_object(node, deep=True))


def _guarded(work: Callable[[], Any]) -> Any:
    """Do what may fail on any text. Raises SidecarError alone."""
    try:
        return work()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise SidecarError(
            f"this is no YAML: {error.problem or error.context}", mark.line + 1 if mark else 0
        ) from error
    except yaml.YAMLError as error:
        raise SidecarError(f"this is no YAML: {getattr(error, 'reason', error)}") from error
    except RecursionError:
        raise SidecarError("its values are nested too deeply to be read") from None
    except (ValueError, OverflowError) as error:
        raise SidecarError(f"a value cannot be read: {error}; write it in quotes") from error


def _check_keys(node: yaml.MappingNode) -> None:
    seen: set[str] = set()
    for key, _ in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise SidecarError("expected a name before the colon", _line(key))
        if key.value in seen:
            raise SidecarError(f"{key.value}: it is set twice", _line(key))
        seen.add(key.value)


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


def _line(node: yaml.Node) -> int:
    return node.start_mark.line + 1 if node.start_mark else 0
