"""The commands that export flows for firewalls."""

import sys
from pathlib import Path
from typing import Any

import click

from portbook.adapters.commands.console import WRONG_USE, compile_files, examples, finish, takes_files
from portbook.adapters.commands.deployment import joined
from portbook.adapters.commands.firewall.report import (
    EXPORTED,
    NOT_EXPORTED,
    conditions_text,
    exported_value,
    left_text,
    not_exported_value,
    verified_text,
    wrote_text,
)
from portbook.adapters.commands.firewall.request import Request, takes_request
from portbook.adapters.commands.progress import Progress
from portbook.adapters.site.compose import json_bytes
from portbook.adapters.site.folder import FolderError, write_folder
from portbook.firewall import (
    ALLOWABLE,
    TARGETS,
    Export,
    GeneratorError,
    Verified,
    VerifyError,
    choose,
    verify,
)
from portbook.firewall import export as make

RENDERED = "rendered/{}"


@click.group()
def export() -> None:
    """Export flows for other programs."""


@export.command(
    epilog=examples(
        "portbook export aerleon --inventory addresses.yml -o firewall",
        "portbook export aerleon --inventory addresses.csv --target nftables --rendered -o firewall",
        "portbook export aerleon --inventory addresses.yml --allow optional -o firewall",
    )
)
@takes_files
@takes_request
def aerleon(files: tuple[Path, ...], **asked: Any) -> None:
    """Write flows as definitions and policies of Aerleon.

    Aerleon generates nftables, NSX-T, Palo Alto, Kubernetes, OpenConfig and more of them. Only what is exact is
    exported; the rest is listed with the reason in not-exported.json. What is generated is read back and compared with
    the book.
    Exit code 1 says that it differs, or that no flow can be exported; nothing is written then.
    """
    request = Request(**asked)
    with Progress() as progress:
        compilation, project = compile_files(files, progress)
        known = joined(project, compilation.book, request.inventory, request.aliases, compilation.report)
        addresses = known.addresses if known else {}
        if compilation.report.errors:
            finish(compilation)
        progress.step("Choosing what is exact")
        choice = choose(compilation.book, addresses, {ALLOWABLE[name] for name in request.allow})
        made = make(choice, request.targets or tuple(TARGETS))
        if made.policies and request.prove:
            progress.step("Generating and comparing")
        verified = _proved(made) if made.policies and request.prove else None
    for line in left_text(made.left):
        click.echo(line, err=True)
    if not made.policies:
        click.echo("portbook: no flow can be exported, so nothing is written; the reasons stand above.", err=True)
        sys.exit(1)
    whole = _files(made, verified, rendered=request.rendered)
    _write(request, whole)
    if verified:
        click.echo(verified_text(verified, len(made.permits)), err=True)
    if conditions_text(made.permits):
        click.echo(conditions_text(made.permits), err=True)
    click.echo(wrote_text(made, len(made.permits), len(whole), request.output.as_posix()), err=True)
    finish(compilation)


def _proved(made: Export) -> Verified:
    try:
        return verify(made)
    except (VerifyError, GeneratorError) as error:
        click.echo(f"portbook: {error}\nNothing was written.", err=True)
        sys.exit(1 if isinstance(error, VerifyError) else WRONG_USE)


def _files(made: Export, verified: Verified | None, *, rendered: bool) -> dict[str, bytes]:
    texts = dict(made.files)
    if verified and rendered:
        texts |= {RENDERED.format(name): text for name, text in verified.configurations.items()}
    return {
        **{name: text.encode() for name, text in texts.items()},
        EXPORTED: json_bytes(exported_value(made.permits)),
        NOT_EXPORTED: json_bytes(not_exported_value(made.left)),
    }


def _write(request: Request, files: dict[str, bytes]) -> None:
    try:
        write_folder(request.output, files, force=request.force)
    except FolderError as error:
        hint = "; --force overwrites what is in the way" if request.output.is_dir() and not request.force else ""
        raise FolderError(f"{error}{hint}") from error
