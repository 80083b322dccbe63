"""Every option, once: its name, type, default and documentation.

The MkDocs plugin, the command line and the generated reference page all read the declarations below.
"""

import codecs
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from typing import Any

from portbook.diagnostics import RULES, Level

KINDS = ("vm", "external", "group", "unspecified")
ROLES = (
    "source",
    "destination",
    "port",
    "transport",
    "application",
    "security",
    "direction",
    "peer",
    "purpose",
    "component",
    "other",
)
"""The roles of columns, as ``vocabulary.headers.Role`` names them."""
A_DAY = 86_400
TIER_NAMES = ("outside", "routing", "control", "cells", "data")
ENGINE_NAMES = ("wheel", "dot")


class OptionError(ValueError):
    """Say which option is wrong, why, and what is expected."""


Check = Callable[[str, Any], Any]
"""A check takes the option's name and its raw value; it returns the typed value or raises OptionError."""


def _text(name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise OptionError(f"{name}: expected text, got {value!r}")
    return value


def _flag(name: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise OptionError(f"{name}: expected true or false, got {value!r}")
    return value


def _seconds(name: str, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= A_DAY:
        raise OptionError(f"{name}: expected a whole number of seconds, 1 to {A_DAY} (a day), got {value!r}")
    return value


def _texts(name: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list | tuple):
        raise OptionError(f"{name}: expected a list of texts, got {value!r}")
    return tuple(_text(f"{name}[{index}]", item) for index, item in enumerate(value))


def _folder(name: str, value: Any) -> str:
    parts = _text(name, value).strip("/").split("/")
    if any(part in ("", ".", "..") or not part.replace("-", "").replace("_", "").isalnum() for part in parts):
        raise OptionError(f"{name}: expected a folder inside the site, such as network or ops/ports, got {value!r}")
    return "/".join(parts)


def _folder_or_off(name: str, value: Any) -> str:
    if value is False or value == "":
        return ""
    parts = _text(name, value).rstrip("/").split("/")
    if any(part.strip() in ("", ".", "..") or set(part) & set('\\:*?"<>|') or not part.isprintable() for part in parts):
        raise OptionError(
            f"{name}: expected a folder inside the project, such as .cache/portbook, or false, got {value!r}"
        )
    return "/".join(parts)


def _one_of(allowed: tuple[str, ...]) -> Check:
    def check(name: str, value: Any) -> str:
        if value not in allowed:
            raise OptionError(f"{name}: expected one of {', '.join(allowed)}, got {value!r}")
        return str(value)

    return check


def _choices(allowed: tuple[str, ...], keys: tuple[str, ...] = ()) -> Check:
    def check(name: str, value: Any) -> dict[str, str]:
        if not isinstance(value, Mapping):
            raise OptionError(f"{name}: expected a mapping, got {value!r}")
        for key, item in value.items():
            if keys and key not in keys:
                raise OptionError(f"{name}: {_unknown('rule', str(key), keys)}")
            if item is False and "off" in allowed:
                continue  # YAML 1.1 reads a bare `off` as false
            if item not in allowed:
                raise OptionError(f"{name}.{key}: expected one of {', '.join(allowed)}, got {item!r}")
        return {str(key): "off" if item is False else str(item) for key, item in value.items()}

    return check


def _named_texts(name: str, value: Any) -> dict[str, str]:
    if not isinstance(value, Mapping):
        raise OptionError(f"{name}: expected a mapping, got {value!r}")
    return {str(key): _text(f"{name}.{key}", item) for key, item in value.items()}


def _names(name: str, value: Any) -> dict[str, tuple[str, ...]]:
    """Check names of endpoints: a list of them, or a mapping to lists of other spellings."""
    if isinstance(value, Mapping):
        return {
            str(key): _texts(f"{name}.{key}", [item] if isinstance(item, str) else item or ())
            for key, item in value.items()
        }
    return dict.fromkeys(_texts(name, value), ())


def _owner(name: str, value: Any) -> dict[str, str]:
    """Check an owner: one name for all tables, kept under an empty heading, or a mapping from headings."""
    return {"": value} if isinstance(value, str) else _named_texts(name, value)


def _bindings(name: str, value: Any) -> "tuple[NoteBinding, ...]":
    if not isinstance(value, list | tuple):
        raise OptionError(f"{name}: expected a list of mappings with `note`, `row` and `on`, got {value!r}")
    bindings: list[NoteBinding] = [_build(NoteBinding, item, f"{name}[{index}].") for index, item in enumerate(value)]
    for index, binding in enumerate(bindings):
        for key in ("note", "row", "on"):
            if not getattr(binding, key):
                raise OptionError(f"{name}[{index}].{key}: expected a text, got nothing")
    return tuple(bindings)


def _encoding(name: str, value: Any) -> str:
    try:
        if codecs.lookup(_text(name, value))._is_text_encoding:
            return str(value)
    except LookupError:
        pass
    raise OptionError(f"{name}: expected the name of an encoding such as cp1252, got {value!r}")


def _sources(name: str, value: Any) -> "tuple[SourceOptions, ...]":
    if not isinstance(value, list | tuple) or not value:
        raise OptionError(f"{name}: expected a list of files, such as [source_tables/*.txt], got {value!r}")
    sources = tuple(
        SourceOptions(path=item) if isinstance(item, str) else _build(SourceOptions, item, f"{name}[{index}].")
        for index, item in enumerate(value)
    )
    for index, source in enumerate(sources):
        if not source.path:
            raise OptionError(f"{name}[{index}].path: expected a file, such as source_tables/page.txt, got nothing")
    return sources


def option(check: Check, default: Any, doc: str, example: str) -> Any:
    """Declare an option: how it is checked, its default, its documentation and an example in YAML."""
    made = {"default_factory": dict} if default == {} else {"default": default}
    return field(**made, metadata={"check": check, "doc": doc, "example": example})


_LEVELS = tuple(level.value for level in Level)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteBinding:
    """Hold a note that is bound by hand: the note, the row that it governs, and the column of its cell."""

    note: str = option(
        _text, "", "The note: its mark, or the words it begins with.", "note: You can change this port range"
    )
    row: str = option(_text, "", "Words that stand in the rows it governs, one after the other.", "row: tcp_gate")
    on: str = option(_one_of(ROLES), "", "The role of the column whose cell it governs.", "on: port")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceOptions:
    """Hold the options of one source, an entry of ``sources``."""

    path: str = option(
        _text, "", "The file, or a pattern such as `source_tables/*.txt`, relative to `mkdocs.yml`.", "path: a.txt"
    )
    title: str = option(
        _text, "", "The title of the document. Default: made from the file's name.", "title: Routing network paths"
    )
    vendor: str = option(
        _text,
        "",
        "Who publishes the document. Default: the part of the file's name before its first hyphen.",
        "vendor: Example Corp",
    )
    product: str = option(
        _text, "", "The product that the document describes. Default: none.", "product: Example Platform"
    )
    version: str = option(_text, "", "The version of that product.", "version: '4.0'")
    format: str = option(
        _text,
        "",
        "The format of the file, named as its reader: `text`, `markdown`, `html`, `csv`, `xlsx`, `rst`. Default: by "
        "the file's extension, else by its content.",
        "format: markdown",
    )
    encoding: str = option(
        _encoding, "", "The encoding of a text file. Default: found out; UTF-8 in most files.", "encoding: cp1252"
    )
    owner: dict[str, str] = option(
        _owner,
        {},
        "Whom the tables speak of that state one side only: a name, or a name for each heading. Default: inferred from "
        "headings, captions and the words above a table.",
        "owner: {Inbound ports: web}",
    )
    names: dict[str, tuple[str, ...]] = option(
        _names,
        {},
        "Names of endpoints in this source, which stay whole where a flattened row is split; or a mapping of names to "
        "the other spellings that mean the same endpoint.",
        "names: {cloud_controller: [Cloud Controller, CC]}",
    )
    roles: dict[str, str] = option(
        _choices(ROLES),
        {},
        "What columns mean, by their headers, where Portbook does not know a header or takes it for something else: "
        "`source`, `destination`, `port`, `transport`, `application`, `security`, `direction`, `peer`, `purpose`, "
        "`component` or `other`.",
        "roles: {Listener: destination}",
    )
    variables: dict[str, str] = option(
        _named_texts,
        {},
        "What stands for the template tags of an unrendered page, by what is written in them.",
        "variables: {vars.product_short: Example}",
    )
    notes: tuple[NoteBinding, ...] = option(
        _bindings,
        (),
        "Notes bound by hand, for marks that the source lost: a mapping with `note`, `row` and `on` for each.",
        "notes: [{note: You can change this port, row: tcp_gate, on: port}]",
    )
    ignore: tuple[str, ...] = option(
        _texts,
        (),
        "Tables that are left alone: their headings, captions, or the text of their headers joined by ` | `.",
        "ignore: [Hardware requirements]",
    )
    kinds: dict[str, str] = option(
        _choices(KINDS),
        {},
        "What kind of endpoint a name stands for: `vm`, `external`, `group` or `unspecified`.",
        "kinds: {LDAP: external}",
    )
    headers: tuple[str, ...] = option(
        _texts,
        (),
        "Header lines whose words Portbook does not know: the columns separated by ` | `, each with its role in "
        "brackets.",
        "headers: ['Quelle [source] | Ziel [destination] | Port [port] | Protokoll [transport]']",
    )
    readings: tuple[str, ...] = option(
        _texts,
        (),
        "Flattened rows that can be split in two ways, written out with ` | ` between the cells. A reading is used "
        "for each row of the same words.",
        "readings: ['Ops Manager | BOSH Director | 25555 | TCP | HTTPS | TLS']",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Hold the options of the plugin, as under `plugins: - portbook:` in `mkdocs.yml`."""

    sources: tuple[SourceOptions, ...] = option(
        _sources,
        (SourceOptions(path="source_tables/*"),),
        "The source files: paths or patterns, or mappings with `path` and the options of a source.",
        "sources: [source_tables/*.txt]",
    )
    folder: str = option(_folder, "network", "The folder of the site that takes the generated pages.", "folder: ports")
    nav_title: str = option(
        _text,
        "Network paths",
        "The title of the generated pages in the navigation. A `nav` entry whose value is the folder with a slash "
        "(`- Ports: network/`) places them; without one they stand at the end.",
        "nav_title: Ports",
    )
    names: dict[str, tuple[str, ...]] = option(
        _names, {}, "Names of endpoints in all sources; see the option of a source.", "names: [Ops Manager]"
    )
    kinds: dict[str, str] = option(
        _choices(KINDS), {}, "Kinds of endpoints in all sources; see the option of a source.", "kinds: {LDAP: external}"
    )
    levels: dict[str, str] = option(
        _choices(_LEVELS, tuple(RULES)),
        {},
        "The level of a diagnostic rule: `error` stops the build, `warning` and `info` are shown, `off` is silent.",
        "levels: {row-ambiguous: error, kind-assumed: off}",
    )
    diagrams: bool = option(_flag, True, "Whether diagrams are drawn.", "diagrams: false")
    diagram_timeout: int = option(
        _seconds, 60, "How many seconds the drawing of all diagrams may take.", "diagram_timeout: 120"
    )
    tiers: dict[str, str] = option(
        _choices(TIER_NAMES),
        {},
        "The tier of the architecture in which an endpoint stands: `outside`, `routing`, `control`, `cells` or `data`. "
        "Where nothing is set it follows from the flows.",
        "tiers: {job_runner: cells, ledger: data}",
    )
    icons: dict[str, str] = option(
        _named_texts,
        {},
        "The icon of an endpoint in the architecture, named as in the package `diagrams` (extra `icons`). Where "
        "nothing is set it follows from the protocols and the tier.",
        "icons: {edge_proxy: onprem.network.Nginx}",
    )
    diagram_engine: str = option(
        _one_of(ENGINE_NAMES),
        "wheel",
        "Which Graphviz draws: `wheel`, the one that was installed with Portbook, or `dot`, the program on the PATH. "
        "Where it cannot be used the other one draws, with a warning.",
        "diagram_engine: dot",
    )
    diagram_cache: str = option(
        _folder_or_off,
        ".cache/portbook",
        "The folder, relative to `mkdocs.yml`, that keeps drawn diagrams, so that a build draws only what has "
        "changed. `false` keeps none.",
        "diagram_cache: false",
    )

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "Options":
        """Check raw values, as read from YAML. Raises OptionError with the option's name and what is expected."""
        options: Options = _build(cls, raw, "")
        return options


def check_value(kind: type, name: str, value: Any) -> Any:
    """Check the raw value of one option of ``Options`` or ``SourceOptions``."""
    return next(f for f in fields(kind) if f.name == name).metadata["check"](name, value)


def _build(kind: type[Any], raw: Any, prefix: str) -> Any:
    if not isinstance(raw, Mapping):
        raise OptionError(f"{prefix.rstrip('.') or 'portbook'}: expected a mapping, got {raw!r}")
    known = {f.name: f.metadata["check"] for f in fields(kind)}
    for key in raw:
        if key not in known:
            raise OptionError(f"{prefix}{key}: {_unknown('option', str(key), tuple(known))}")
    return kind(**{key: known[key](prefix + key, value) for key, value in raw.items() if value is not None})


def _unknown(what: str, key: str, known: tuple[str, ...]) -> str:
    near = get_close_matches(key, known, 1)
    hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(known)}"
    return f"unknown {what} {key!r}; {hint}"
