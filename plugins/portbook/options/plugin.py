"""The options of the plugin, under ``plugins: - portbook:`` in ``mkdocs.yml``."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from portbook.diagnostics import RULES, Level
from portbook.options import check
from portbook.options.changes import ChangesOptions
from portbook.options.check import Check, list_of, shown
from portbook.options.declare import build, named_records, option, records, schema_of
from portbook.options.failure import OptionError
from portbook.options.source import KINDS, SourceOptions
from portbook.options.spellings import check_levels
from portbook.options.target import TargetOptions
from portbook.options.tickets import PRESET_NAMES, columns

TIER_NAMES = ("outside", "routing", "control", "cells", "data")
ENGINE_NAMES = ("wheel", "dot")
LEVELS = tuple(level.value for level in Level)


def _sources(name: str, value: Any) -> tuple[SourceOptions, ...]:
    items = list_of(name, value, "a list of files, such as [source_tables/*.txt]")
    if not items:
        raise OptionError(f"{name}: expected a list of files, such as [source_tables/*.txt], got {shown(value)}")
    return tuple(
        build(SourceOptions, {"path": item} if isinstance(item, str) else item, f"{name}[{at}].")
        for at, item in enumerate(items)
    )


_SOURCES = Check(
    _sources,
    {
        "type": "array",
        "minItems": 1,
        "items": {"anyOf": [{"type": "string", "minLength": 1}, schema_of(SourceOptions)]},
    },
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Hold the options of the plugin, as under `plugins: - portbook:` in `mkdocs.yml`."""

    sources: tuple[SourceOptions, ...] = option(
        _SOURCES,
        (SourceOptions(path="source_tables/*"),),
        "The source files: paths or patterns, or mappings with `path` and the options of a source.",
        "sources: [source_tables/*.txt]",
    )
    folder: str = option(
        check.folder, "network", "The folder of the site that takes the generated pages.", "folder: ports"
    )
    nav_title: str = option(
        check.text,
        "Network paths",
        "The title of the generated pages in the navigation. A `nav` entry whose value is the folder with a slash "
        "(`- Ports: network/`) places them; without one they stand at the end.",
        "nav_title: Ports",
    )
    names: dict[str, tuple[str, ...]] = option(
        check.names, {}, "Names of endpoints in all sources; see the option of a source.", "names: [Ops Manager]"
    )
    kinds: dict[str, str] = option(
        check.choices(KINDS),
        {},
        "Kinds of endpoints in all sources; see the option of a source.",
        "kinds: {LDAP: external}",
    )
    levels: dict[str, str] = option(
        check.choices(LEVELS, tuple(RULES)),
        {},
        "The level of a diagnostic rule: `error` stops the build, `warning` and `info` are shown, `off` is silent.",
        "levels: {row-ambiguous: error, kind-assumed: off}",
    )
    waivers: str = option(
        check.text,
        "",
        "The file of waivers, relative to `mkdocs.yml`: each silences one finding until a day, see the guide.",
        "waivers: waivers.yml",
    )
    diagrams: bool = option(check.flag, True, "Whether diagrams are drawn.", "diagrams: false")
    diagram_timeout: int = option(
        check.seconds, 60, "How many seconds the drawing of all diagrams may take.", "diagram_timeout: 120"
    )
    tiers: dict[str, str] = option(
        check.choices(TIER_NAMES),
        {},
        "The tier of the architecture in which an endpoint stands: `outside`, `routing`, `control`, `cells` or `data`. "
        "Where nothing is set it follows from the flows.",
        "tiers: {job_runner: cells, ledger: data}",
    )
    icons: dict[str, str] = option(
        check.named_texts,
        {},
        "The icon of an endpoint in the architecture, named as in the package `diagrams` (extra `icons`). Where "
        "nothing is set it follows from the protocols and the tier.",
        "icons: {edge_proxy: onprem.network.Nginx}",
    )
    diagram_engine: str = option(
        check.one_of(ENGINE_NAMES),
        "wheel",
        "Which Graphviz draws: `wheel`, the one that was installed with Portbook, or `dot`, the program on the PATH. "
        "Where it cannot be used the other one draws, with a warning.",
        "diagram_engine: dot",
    )
    diagram_cache: str = option(
        check.folder_or_off,
        ".cache/portbook",
        "The folder, relative to `mkdocs.yml`, that keeps drawn diagrams, so that a build draws only what has "
        "changed. `false` keeps none.",
        "diagram_cache: false",
    )
    ticket_preset: str = option(
        check.one_of(PRESET_NAMES),
        "request",
        "The choice of columns of `portbook ticket` where nothing else is asked for.",
        "ticket_preset: ppsm",
    )
    ticket_columns: tuple[str, ...] = option(
        columns,
        (),
        "The columns of `portbook ticket`, in order, instead of those of a preset: names of columns, with a title of "
        "your own as in `Port=ports`; `Owner=` is an empty column to fill in.",
        "ticket_columns: [number, source, destination, Port=ports, Owner=]",
    )
    sheet_columns: tuple[str, ...] = option(
        columns,
        (),
        "The columns of `portbook sheet`, in order; see `ticket_columns`.",
        "sheet_columns: [direction, peer, ports, transport]",
    )
    machines: dict[str, tuple[str, ...]] = option(
        check.named_lists,
        {},
        "The endpoints on a machine or instance group of an inventory, by its name or a pattern, where the names "
        "differ; an empty list leaves it out.",
        "machines: {press-*: cider_press, control: [pear_store, apple_gate], jumpbox: []}",
    )
    changes: tuple[ChangesOptions, ...] = option(
        records(ChangesOptions, "a list of mappings with `old`, such as [{old: archive/page-9.txt}]"),
        (),
        "Releases that the page of changes compares: a list of mappings with `old` and, unless it is the sources of "
        "the site, `new`. Sources with the same `product` and another `version` are compared without being named here.",
        "changes: [{old: archive/page-9.txt}]",
    )
    targets: dict[str, TargetOptions] = option(
        named_records(TargetOptions),
        {},
        "Where `portbook publish` publishes: wikis by a name of yours, each a mapping with `kind`, `url` and the other "
        "options of a target.",
        "targets: {team: {kind: folder, url: ../wiki}}",
    )

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "Options":
        """Check raw values, as read from YAML. Raises OptionError with the option's name and what is expected."""
        options: Options = build(cls, raw)
        for at, source in enumerate(options.sources):
            check_levels(f"sources[{at}].names", options.names, source.names)
        return options
