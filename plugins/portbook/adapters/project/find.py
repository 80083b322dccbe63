"""Find the project that a command works on: the nearest ``mkdocs.yml`` with the plugin, or ``portbook.yml``."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml
from mkdocs.exceptions import ConfigurationError
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

from portbook.options import OptionError, Options

CONFIG_NAMES = ("mkdocs.yml", "mkdocs.yaml", "properdocs.yml", "properdocs.yaml")
OWN_NAMES = ("portbook.yml", "portbook.yaml")
"""Holds the same options where no site is made; beside the configuration of a site, ``targets`` alone."""
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
        host, own = _first(folder, CONFIG_NAMES), _first(folder, OWN_NAMES)
        if host or own:
            return _project(folder, host, own)
    return Project(start, Options(), configured=False)


def _first(folder: Path, names: Iterable[str]) -> Path | None:
    return next((path for name in names if (path := folder / name).is_file()), None)


def _project(folder: Path, host: Path | None, own: Path | None) -> Project:
    hosted = host and _options(host, _plugin_options(_read(host)))
    stated = own and _options(own, _read(own) or {})
    both = _joined(host, hosted, own, stated) if host and own and hosted and stated else None
    options = both or hosted or stated
    return Project(folder, options or Options(), configured=options is not None)


def _joined(host: Path, hosted: Options, own: Path, stated: Options) -> Options:
    """Take the targets of one file and all else of the other, which the site is built with."""
    if hosted.targets and stated.targets:
        raise ProjectError(f"{own.name}: {host.name} has `targets` too; leave them in one of the two")
    if replace(stated, targets={}) != Options():
        raise ProjectError(
            f"{own.name}: beside {host.name} it holds `targets` alone; move the rest to the plugin there"
        )
    return replace(hosted, targets=hosted.targets or stated.targets)


def _read(path: Path) -> Any:
    try:
        with path.open("rb") as file:
            return yaml_load(file, _loader())
    except (ConfigurationError, OSError, UnicodeDecodeError) as error:
        raise ProjectError(f"{path.name}: {error}") from error
    except TypeError:  # which MkDocs's reader raises for what is neither a mapping, a list nor text
        raise ProjectError(f"{path.name}: expected options with their names, such as `site_name: Harbour`") from None
    except RecursionError:
        raise ProjectError(f"{path.name}: its values are nested too deeply to be read") from None


def _options(path: Path, raw: Any) -> Options | None:
    try:
        return None if raw is None else Options.parse(raw)
    except OptionError as error:
        raise ProjectError(f"{path.name}: {error}") from error


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
