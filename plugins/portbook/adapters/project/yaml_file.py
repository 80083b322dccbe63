"""Read a small YAML file of which every wrong value is named with its line."""

from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Any

import yaml

MOST_BYTES = 128 * 1024

Pairs = list[tuple[yaml.ScalarNode, yaml.Node]]


class YamlError(Exception):
    """Say what is wrong in a file. ``line`` is 0 where it is the file as a whole."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


class Loader(yaml.SafeLoader):
    """Refuse aliases, with which a file of a few lines can mean gigabytes, and keys that are set twice."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call] # the stubs leave it untyped
            raise YamlError("an alias such as *name is not read; repeat the value", mark.line + 1)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        _check_keys(node)
        return super().construct_mapping(node, deep)


def read_bytes(path: Path, most: int = MOST_BYTES) -> bytes:
    """Return what a file holds. Raises YamlError where it cannot be opened or is too large."""
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        raise YamlError(f"the file cannot be opened: {error.strerror or error}") from error
    if len(data) > most:
        raise YamlError(f"the file is larger than {most // 1024} KiB, which is more than is read")
    return data


def pairs_of(loader: Loader, example: str) -> Pairs:
    """Return the options and their values as YAML has them. Raises YamlError, which shows the example."""
    root = guarded(loader.get_single_node)
    return [] if root is None else pairs_in(root, f"expected options, such as `{example}`")


def pairs_in(node: yaml.Node, expected: str) -> Pairs:
    """Return the keys and values of a mapping. Raises YamlError, which says what is expected."""
    if not isinstance(node, yaml.MappingNode):
        raise YamlError(expected, line_of(node))
    _check_keys(node)
    pairs: Pairs = node.value
    return pairs


def open_yaml(data: bytes, kind: type[Loader] = Loader) -> Loader:
    """Begin to read bytes as YAML. Raises YamlError."""
    loader: Loader = guarded(lambda: kind(data))
    return loader


def construct(loader: Loader, node: yaml.Node) -> Any:
    """Make the value of a node. Raises YamlError."""
    return guarded(lambda: loader.construct_object(node, deep=True))


def guarded(work: Callable[[], Any]) -> Any:
    """Do what may fail on any text. Raises YamlError alone."""
    try:
        return work()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise YamlError(f"this is no YAML: {error.problem or error.context}", mark.line + 1 if mark else 0) from error
    except yaml.YAMLError as error:
        raise YamlError(f"this is no YAML: {getattr(error, 'reason', error)}") from error
    except RecursionError:
        raise YamlError("its values are nested too deeply to be read") from None
    except (ValueError, OverflowError) as error:
        raise YamlError(f"a value cannot be read: {error}; write it in quotes") from error
    except (LookupError, AttributeError, TypeError) as error:  # what PyYAML makes of `!!bool maybe` and its like
        raise YamlError("a value is not what its tag says; leave the tag out, or write it in quotes") from error


def line_of(node: yaml.Node) -> int:
    """Return the line on which a node begins, counted from 1."""
    return node.start_mark.line + 1 if node.start_mark else 0


def _check_keys(node: yaml.MappingNode) -> None:
    seen: set[str] = set()
    for key, _ in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise YamlError("expected a name before the colon", line_of(key))
        if key.value in seen:
            raise YamlError(f"{key.value}: it is set twice", line_of(key))
        seen.add(key.value)
