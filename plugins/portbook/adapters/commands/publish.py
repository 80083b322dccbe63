"""The command that publishes the book to a wiki."""

import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import click

from portbook.adapters.commands.console import compile_files, examples, finish, takes_format, tell, write
from portbook.adapters.commands.progress import Progress
from portbook.adapters.project.find import Project, ProjectError, find_project
from portbook.adapters.publishing.bitmaps import bitmaps
from portbook.adapters.publishing.credentials import password_of
from portbook.adapters.publishing.origins import last_changed
from portbook.adapters.publishing.outcome import as_text, as_value, needs_a_person
from portbook.adapters.publishing.publication import publication
from portbook.adapters.publishing.targets import Account, open_wiki
from portbook.adapters.site.compose import compose, json_bytes, prove
from portbook.compiler import Compilation
from portbook.publish import Publication, Result, Settings, Wiki, prepare
from portbook.publish import publish as carry_out


@click.command(
    epilog=examples(
        "portbook publish team --dry-run        what would be done",
        "portbook publish team",
        "portbook publish team --prune          put pages away whose source is gone",
        "portbook publish team --only 'endpoints/*'",
        title="With a target `team` in portbook.yml or mkdocs.yml",
    )
)
@click.argument("target")
@click.option("--dry-run", is_flag=True, help="Print what would be done, and write nothing.")
@click.option("--prune", is_flag=True, help="Archive pages whose source is gone, and take such files away.")
@click.option("--force", is_flag=True, help="Overwrite what people changed; the wiki's history, or a copy, keeps it.")
@click.option("--only", multiple=True, metavar="PATTERN", help="Only pages and files of this path: 'endpoints/*'.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
@takes_format("text", "json")
def publish(target: str, dry_run: bool, password_stdin: bool, style: str, **allowed: Any) -> None:
    """Publish the book to a wiki of your team.

    Only pages and files that Portbook made are changed, and none that a person changed since; the part for notes at the
    end of each page is theirs. Exit code 1 says that something was left alone, or failed.
    """
    account = _account(find_project(Path.cwd()), target, from_input=password_stdin)
    with Progress() as progress:
        compilation, project = compile_files((), progress)
        with closing(open_wiki(account)) as wiki:
            made = _made(compilation, project, wiki, progress)
            results = _results(made, wiki, Settings(**allowed), progress, dry_run=dry_run)
    if allowed["only"] and not results:
        raise ProjectError(f"the book has no page or file of such a path: {', '.join(allowed['only'])}")
    tell(compilation.report)
    if style == "json":
        write(json_bytes(as_value(results, wiki, planned=dry_run)))
    else:
        click.echo(as_text(results, wiki, planned=dry_run), nl=False)
    if needs_a_person(results):
        sys.exit(1)


def _account(project: Project, target: str, *, from_input: bool) -> Account:
    targets = project.options.targets
    if target not in targets:
        known = ", ".join(targets) or "none"
        raise ProjectError(f"no target {target!r} is configured, but {known}; see `targets` in the guide")
    return Account(targets[target], password_of(target, from_input=from_input), project)


def _made(compilation: Compilation, project: Project, wiki: Wiki, progress: Progress) -> Publication:
    """Compose what is published: of a whole and certified book only."""
    if compilation.report.errors:
        finish(compilation)
    progress.step("Checking that nothing was lost")
    certificate = prove(compilation, thorough=True)
    progress.step("Drawing diagrams and composing pages")
    site = compose(compilation, certificate, project)
    if not compilation.book.flows:
        raise ProjectError("the book holds no flow, so nothing is published; see what `portbook check` says")
    printed = {} if wiki.shows_svg else bitmaps(compilation.book, project, compilation.report)
    if compilation.report.errors:
        finish(compilation)
    days = last_changed(project.root, [document.path for document in compilation.book.documents])
    return publication(site, printed, days)


def _results(made: Publication, wiki: Wiki, settings: Settings, progress: Progress, *, dry_run: bool) -> list[Result]:
    progress.step("Reading what stands on the wiki")
    if dry_run:
        return [Result(step) for step in prepare(made, wiki, settings).steps]
    return carry_out(made, wiki, settings, lambda done, of: progress.bar("Publishing", done, of))
