"""Each file of ``tests/cases/flows`` shows one behaviour: a source, the flows it means, and what is said of it.

Set ``PORTBOOK_UPDATE=1`` to write the expected parts anew after a change, then read the difference.
"""

import os
from pathlib import Path

import pytest
import yaml

from portbook.certificate import certify
from portbook.compiler import Compilation, Input, compile_sources
from portbook.model import Flow
from portbook.options import Options

CASES = sorted(
    path
    for path in (Path(__file__).parents[1] / "cases" / "flows").iterdir()
    if path.suffix in (".txt", ".md", ".html", ".csv", ".tsv", ".rst")
)
FLOWS, FINDINGS = "=== flows ===\n", "=== findings ===\n"


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_case(case: Path) -> None:
    text = case.read_text(encoding="utf-8")
    source = text.partition(FLOWS)[0]
    compilation = compiled(source, f"case{case.suffix}")
    shown = source + FLOWS + "".join(map(flow_line, compilation.book.flows)) + FINDINGS + findings(compilation)
    if os.environ.get("PORTBOOK_UPDATE"):
        case.write_text(shown, encoding="utf-8")
    assert shown == text
    assert [law for law in certify(compilation).laws if not law.holds] == []


def test_there_are_cases() -> None:
    assert len(CASES) > 20


def compiled(source: str, path: str) -> Compilation:
    """Compile a case; lines that begin with ``option`` configure it and are no part of the source."""
    lines = source.splitlines(keepends=True)
    settings = [line.removeprefix("option ").strip() for line in lines if line.startswith("option ")]
    body = "".join(line for line in lines if not line.startswith("option "))
    raw: dict[str, object] = {"path": path}
    for setting in settings:
        name, _, value = setting.partition(": ")
        if value[0] in "{[":
            raw[name] = yaml.safe_load(value)
        elif name == "kinds":
            raw[name] = dict([value.split("=")])
        else:
            raw[name] = [*raw.get(name, ()), value]  # type: ignore[misc]
    (options,) = Options.parse({"sources": [raw]}).sources
    return compile_sources([Input(path, body.encode(), options)], Options())


def flow_line(flow: Flow) -> str:
    protection = flow.protection.grade + (f", {flow.protection.exposed} exposed" if flow.protection.exposed else "")
    parts = [
        f"{flow.source} [{flow.source.kind}] -> {flow.destination} [{flow.destination.kind}]",
        f"{flow.ports} {'+'.join(flow.transports) or '?'}",
        flow.application or "-",
        f"{flow.security or '-'} ({protection})",
        "lines " + ", ".join(str(row.line) for row in flow.evidence),
        ", ".join(flow.subsystems) + (" optional" if flow.optional else ""),
        *(f"note on {note.on}, {note.binding}: {note.text}" for note in flow.notes),
        *(f"{name}: {text}" for name, text in flow.details),
        *(f"{item.role} {item.binding} from {item.origin}" for item in flow.derived),
    ]
    return " | ".join(parts) + "\n"


def findings(compilation: Compilation) -> str:
    return "".join(f"{d.place.line}: {d.level}: {d.code}: {d.message}\n" for d in compilation.report.diagnostics)
