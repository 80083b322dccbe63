"""The command that reports findings."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from portbook import __version__
from portbook.adapters.commands.console import compile_files, examples, takes_files, takes_format, takes_waivers, write
from portbook.adapters.project.repository import located
from portbook.adapters.site.compose import json_bytes
from portbook.compiler import Compilation
from portbook.diagnostics import Report, render, render_json
from portbook.findings.baseline import BaselineError, Known, compare, read_baseline
from portbook.writers.sarif import MOST_RESULTS, left_out, sarif


@dataclass(frozen=True, slots=True)
class Checked:
    """Hold what is told: the findings, what vanished since the baseline, and how paths are shown to a repository."""

    report: Report
    vanished: tuple[Known, ...]
    locate: Callable[[str], str]


@click.command(
    epilog=examples(
        "portbook check",
        "portbook check page.txt --format json | jq '.diagnostics | length'",
        "portbook check --format github         annotations in a GitHub workflow",
        "portbook check --format sarif > portbook.sarif",
        "portbook check --format json > baseline.json",
        "portbook check --baseline baseline.json    later: only what is new",
    )
)
@takes_files
@takes_waivers
@click.option(
    "--baseline",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Fail only on what is new since this output of --format json or sarif.",
)
@takes_format("text", "json", "github", "sarif")
def check(files: tuple[Path, ...], waivers: Path | None, baseline: Path | None, style: str) -> None:
    """Report what looks wrong or uncertain.

    Each finding comes with its rule, its id, its place and a remedy. What is waived, or known from the baseline, does
    not fail; JSON and SARIF list it all the same.
    """
    known = _read(baseline) if baseline else None
    compilation, project = compile_files(files, waivers=waivers)
    vanished = _compare(compilation, known) if known is not None else ()
    checked = Checked(compilation.report, vanished, located(project.root))
    WRITERS[style](checked, known is not None)
    if known is not None:
        _tell_vanished(vanished)
    click.echo(_summary(checked, compared=known is not None), err=True)
    sys.exit(compilation.report.exit_code)


def _read(path: Path) -> dict[str, Known]:
    try:
        return read_baseline(path.read_text(encoding="utf-8-sig"))
    except (BaselineError, UnicodeDecodeError) as error:
        why = error if isinstance(error, BaselineError) else "it is not text in UTF-8"
        raise click.UsageError(f"the baseline {path} cannot be used: {why}.") from None
    except OSError as error:
        raise click.UsageError(
            f"the baseline {path} cannot be opened: {error.strerror or error}. "
            f"Write one with `portbook check --format json > {path}`."
        ) from None


def _compare(compilation: Compilation, known: dict[str, Known]) -> tuple[Known, ...]:
    paths = {item.path for item in compilation.inputs} if compilation.partial else None
    return compare(compilation.report, known, paths)


def _write_text(checked: Checked, _: bool) -> None:
    _echo(render(checked.report.diagnostics, "text"))


def _write_github(checked: Checked, _: bool) -> None:
    _echo(render(checked.report.diagnostics, "github", checked.locate))


def _write_json(checked: Checked, compared: bool) -> None:
    more = {"vanished": [_vanished(item) for item in checked.vanished]} if compared else {}
    write(f"{render_json(checked.report.diagnostics, **more, summary=checked.report.counts)}\n".encode())


def _write_sarif(checked: Checked, _: bool) -> None:
    report, found = checked.report, checked.report.diagnostics
    write(json_bytes(sarif(found, report.levels, __version__, checked.locate, readable=report.readable)))
    if more := left_out(found):
        _echo(f"{more} findings, the least grave, are left out: code-scanning pages take {MOST_RESULTS}.")


WRITERS: dict[str, Callable[[Checked, bool], None]] = {
    "text": _write_text,
    "json": _write_json,
    "github": _write_github,
    "sarif": _write_sarif,
}


def _echo(text: str) -> None:
    if text:
        click.echo(text, err=True)


def _vanished(item: Known) -> dict[str, str]:
    return {"id": item.id, "rule": item.rule, "path": item.path, "message": item.message}


def _tell_vanished(vanished: Sequence[Known]) -> None:
    for item in vanished:
        click.echo(f"vanished: {item}", err=True)


def _summary(checked: Checked, *, compared: bool) -> str:
    text = checked.report.summary()
    if not compared:
        return text
    unchanged = checked.report.counts["unchanged"]
    return f"New: {text}. Since the baseline {unchanged} unchanged, {len(checked.vanished)} vanished"
