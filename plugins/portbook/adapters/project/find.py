"""Find the project that a command works on: the nearest ``mkdocs.yml`` and the plugin's options in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from mkdocs.exceptions import ConfigurationError
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

from portbook.options import OptionError, Options

CONFIG_NAMES = ("mkdocs.yml", "mkdocs.yaml", "properdocs.yml", "properdocs.yaml")
PLUGIN = "portbook"


class ProjectError(Exception):
    """Say why the project's configuration cannot be used, and what to do."""


@dataclass(frozen=True, slots=True)
class Project:
    """Hold the folder that paths are relative to, and the options in force there."""

    root: Path
    options: Options
    configured: bool
    """Whether a configuration file names the plugin, so that its ``sources`` are somebody's choice."""


def find_project(start: Path) -> Project:
    """Return the project of the nearest configuration file in ``start`` or above, or else a bare one at ``start``.

    Raises ProjectError when that file cannot be read or holds a wrong option.
    """
    for folder in (start, *start.parents):
        for name in CONFIG_NAMES:
            if (path := folder / name).is_file():
                return _read(path)
    return Project(start, Options(), configured=False)


def _read(path: Path) -> Project:
    try:
        with path.open("rb") as file:
            config = yaml_load(file, _loader())
        raw = _plugin_options(config)
        return Project(path.parent, Options.parse(raw or {}), configured=raw is not None)
    except (OptionError, ConfigurationError, OSError, UnicodeDecodeError) as error:
        raise ProjectError(f"{path.name}: {error}") from error
    except RecursionError:
        raise ProjectError(f"{path.name}: its values are nested too deeply to be read") from None


def _plugin_options(config: Any) -> Any:
    """Return the options under ``plugins: - portbook:``, or None where the plugin is not listed."""
    plugins = config.get("plugins") if isinstance(config, Mapping) else None
    items = [plugins] if isinstance(plugins, Mapping) else plugins if isinstance(plugins, list) else []
    for item in items:
        if item == PLUGIN:
            return {}
        if isinstance(item, Mapping) and PLUGIN in item:
            return _without_enabled(item[PLUGIN] or {})
    return None


def _without_enabled(raw: Any) -> Any:
    """Leave out the switch that MkDocs gives to every plugin: it is no option of ours."""
    return {key: value for key, value in raw.items() if key != "enabled"} if isinstance(raw, Mapping) else raw


def _loader() -> Any:
    """Make MkDocs's own YAML loader, deaf to tags that would import or call Python: they concern other plugins."""
    loader = get_yaml_loader(yaml.SafeLoader)
    for prefix in ("tag:yaml.org,2002:python/", "!relative"):
        loader.add_multi_constructor(prefix, _ignore)
    return loader


def _ignore(_loader: yaml.SafeLoader, _suffix: str, _node: yaml.Node) -> None:
    return None
