"""The command that writes the schemas, for editors and for programs."""

import click

from portbook.adapters.commands.console import examples, write
from portbook.adapters.site.compose import json_bytes
from portbook.options.schema import schemas as of_options
from portbook.writers.schemas import schemas as of_outputs

SCHEMAS = {**of_options(), **of_outputs()}


@click.command(
    epilog=examples(
        "portbook schema > portbook-sidecar.schema.json",
        "then begin page.portbook.yml with:",
        "# yaml-language-server: $schema=portbook-sidecar.schema.json",
    )
)
@click.argument("what", type=click.Choice(tuple(SCHEMAS)), default="sidecar", metavar="[WHAT]")
def schema(what: str) -> None:
    """Write a JSON Schema, for editors and programs.

    \b
    WHAT is one of
      sidecar   options of one source, in a file beside it (default)
      options   those under `plugins: - portbook:`
      mkdocs    a mkdocs.yml that holds them
      waivers   a file of waivers
      book      what `portbook flows` saves
      changes   what `portbook diff` writes as JSON
      answer    what `portbook who` and its like write as JSON
      ticket    what `portbook ticket` writes as JSON
    """  # noqa: D301, click looks for the backspace itself
    write(json_bytes(SCHEMAS[what]))
