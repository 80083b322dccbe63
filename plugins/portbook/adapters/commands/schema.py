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
        "then begin page.portbook.yml with:  # yaml-language-server: $schema=portbook-sidecar.schema.json",
    )
)
@click.argument("what", type=click.Choice(tuple(SCHEMAS)), default="sidecar")
def schema(what: str) -> None:
    """Write a JSON Schema, for editors and programs.

    Of a sidecar beside a source, of the options under `plugins: - portbook:`, or of a mkdocs.yml that holds them; of
    a book that `portbook flows` saves, of the changes that `portbook diff` writes, an answer or a ticket.
    """
    write(json_bytes(SCHEMAS[what]))
