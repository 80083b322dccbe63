"""Tell what diagrams need and have on this machine, and how to get what is missing."""

import os
import platform
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

import click

from portbook import __version__
from portbook.adapters.commands.console import examples, takes_format, write
from portbook.adapters.project.find import Project, find_project
from portbook.adapters.site.compose import json_bytes
from portbook.adapters.site.drawing import cache_of
from portbook.diagrams.cache import Cache
from portbook.diagrams.examine import Health, examine
from portbook.options import ENGINE_NAMES


def _required(name: str) -> str:
    """Return the requirement of Portbook on a distribution, bounds and all, where its metadata is there to say."""
    try:
        stated = requires("portbook") or []
    except PackageNotFoundError:
        stated = []
    return next((requirement for requirement in stated if requirement.startswith(name)), name)


HOW_TO_GET = {
    "wheel": f"pip install --force-reinstall '{_required('pygraphviz')}'",
    "dot": "apt-get install graphviz (Debian, Ubuntu), apk add graphviz (Alpine), brew install graphviz (macOS), "
    "winget install Graphviz.Graphviz (Windows)",
    "fonts": "apt-get install fonts-dejavu-core (Debian, Ubuntu), apk add font-dejavu (Alpine); "
    "any TrueType font will do",
    "icons": "pip install 'portbook[icons]'",
    "cache": "let diagram_cache name a folder of the project that can be written to, or set it to false",
}

Examine = Callable[[str], Health]


@dataclass(frozen=True, slots=True)
class Check:
    """Hold what was found of one thing; ``needed`` tells whether diagrams cannot be drawn well without it."""

    name: str
    ok: bool
    needed: bool
    found: str
    remedy: str = ""


@click.command(epilog=examples("portbook doctor", "portbook doctor --format json | jq .ready"))
@takes_format("text", "json")
def doctor(style: str) -> None:
    """Tell whether diagrams can be drawn here.

    Lets each Graphviz draw, looks for fonts, icons and the cache, and says how to get what is missing. Exit code 1
    means that the chosen Graphviz cannot draw diagrams with text.
    """
    found = checks(find_project(Path.cwd()))
    ready = all(check.ok for check in found if check.needed)
    write(
        json_bytes({"ready": ready, "checks": [asdict(check) for check in found]}) if style == "json" else _text(found)
    )
    sys.exit(0 if ready else 1)


def checks(project: Project, look_into: Examine = examine) -> tuple[Check, ...]:
    """Examine everything that diagrams depend on."""
    chosen = project.options.diagram_engine
    health = {name: look_into(name) for name in ENGINE_NAMES}
    return (
        Check("Python", True, False, f"{platform.python_version()} on {platform.system()}"),
        Check("Portbook", True, False, __version__),
        *(_engine(name, health[name], name == chosen) for name in health),
        _fonts(health, chosen),
        _icons(),
        _cache(cache_of(project), project),
    )


def _engine(name: str, health: Health, chosen: bool) -> Check:
    ok = "svg" in health.formats
    drawn = f"{health.engine}, draws {', '.join(health.formats)}" if ok else ""
    found = "; ".join(part for part in (drawn, health.problem, "diagram_engine chooses it" if chosen else "") if part)
    return Check(name, ok, chosen, found, "" if ok else HOW_TO_GET[name])


def _fonts(health: Mapping[str, Health], chosen: str) -> Check:
    able = [health[name] for name in (chosen, *health) if health[name].engine]
    if not able:
        return Check("fonts", False, False, "no Graphviz to look for them")
    if not able[0].fonts:
        return Check("fonts", False, True, "none: boxes have wrong sizes and pictures no text", HOW_TO_GET["fonts"])
    family = f", {able[0].family} stands in for Arial" if able[0].family else ""
    return Check("fonts", True, True, f"found{family}")


def _icons() -> Check:
    try:
        return Check("icons", True, False, f"diagrams {version('diagrams')}")
    except PackageNotFoundError:
        return Check("icons", False, False, "not installed, boxes are drawn plain", HOW_TO_GET["icons"])


def _cache(cache: Cache | None, project: Project) -> Check:
    if cache is None:
        return Check("cache", True, False, "off" if project.configured else "none outside of a project")
    where = project.options.diagram_cache
    try:
        entries = cache.entries() if cache.folder.is_dir() else {}
    except OSError as error:
        return Check("cache", False, False, f"{where}: {error.strerror or error}", HOW_TO_GET["cache"])
    size = sum(state.st_size for state in entries.values())
    if not os.access(_nearest(cache.folder), os.W_OK):
        return Check("cache", False, False, f"{where}: it cannot be written to", HOW_TO_GET["cache"])
    return Check("cache", True, False, f"{where}: {len(entries)} diagrams, {size / 1024:,.0f} KB")


def _nearest(folder: Path) -> Path:
    """Return the folder, or else the one above it that is there."""
    return next(path for path in (folder, *folder.parents) if path.exists())


def _text(found: tuple[Check, ...]) -> bytes:
    lines = []
    for check in found:
        state = "ok" if check.ok else "MISSING" if check.needed else "missing"
        lines.append(f"{state:<8} {check.name:<9} {check.found}")
        lines += [f"{'':<18} {check.remedy}"] if check.remedy else []
    return "".join(f"{line}\n" for line in lines).encode()
