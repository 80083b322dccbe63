"""The reference of options and rules, made from their declarations, for the hand-written guide."""

from collections.abc import Iterator
from dataclasses import MISSING, Field, fields
from typing import Any

from portbook.diagnostics import RULES
from portbook.options import Options, SourceOptions, TargetOptions
from portbook.views.blocks import Badge, Block, Cell, Code, Inline, Row, Table, Text

OPTION_TABLES: dict[str, tuple[str, type]] = {
    "options": ("Options of the plugin", Options),
    "source options": ("Options of a source", SourceOptions),
    "target options": ("Options of a target", TargetOptions),
}


def references() -> dict[str, tuple[Block, ...]]:
    """Return every reference by the name that a fence asks for."""
    tables: dict[str, tuple[Block, ...]] = {
        name: (_options(name, caption, kind),) for name, (caption, kind) in OPTION_TABLES.items()
    }
    return {**tables, "rules": (_rules(),)}


def _options(name: str, caption: str, kind: Any) -> Table:
    anchor = name.replace(" ", "-")
    rows = tuple(_option(anchor, option) for option in fields(kind))
    return Table(f"reference-{anchor}", caption, ("Option", "Default", "What it does", "Example"), rows)


def _option(anchor: str, option: "Field[Any]") -> Row:
    cells = (
        Cell((Code(option.name),)),
        Cell((Code(_default(option)),)),
        Cell(tuple(_marked(option.metadata["doc"]))),
        Cell((Code(option.metadata["example"]),)),
    )
    return Row(f"{anchor}-{option.name.replace('_', '-')}", cells)


def _default(option: "Field[Any]") -> str:
    """Write a default as it would stand in YAML."""
    value = option.default if option.default is not MISSING else {}
    match value:
        case bool():
            return str(value).lower()
        case tuple():
            return f"[{', '.join(item.path if isinstance(item, SourceOptions) else str(item) for item in value)}]"
        case dict():
            return "{}"
        case _:
            return str(value) or "''"


def _rules() -> Table:
    rows = tuple(
        Row(
            f"rule-{code}",
            (
                Cell((Code(code),)),
                Cell((Badge(rule.level.value, rule.level.value),)),
                Cell(tuple(_marked(rule.summary))),
                Cell(tuple(_marked(rule.example))),
                Cell(tuple(_marked(rule.remedy))),
            ),
        )
        for code, rule in RULES.items()
    )
    columns = ("Rule", "Level", "What it means", "For example", "What to do")
    return Table("reference-rules", "Diagnostic rules", columns, rows, "Filter the rules")


def _marked(text: str) -> Iterator[Inline]:
    """Turn the words between backticks into code."""
    for index, part in enumerate(text.split("`")):
        if part:
            yield Code(part) if index % 2 else Text(part)
