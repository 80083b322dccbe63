"""The command that writes the schemas for editors and programs."""

import click

from portbook.adapters.commands.console import examples, write
from portbook.adapters.site.compose import json_bytes
from portbook.options.schema import schemas
from portbook.writers.answers_schema import answers_schema
from portbook.writers.schema import TICKET

SCHEMAS = {**schemas(), "ticket": TICKET, "answer": answers_schema()}


@click.command(
    epilog=examples(
        "portbook schema > portbook-sidecar.schema.json",
        "then begin page.portbook.yml with:  # yaml-language-server: $schema=portbook-sidecar.schema.json",
    )
)
@click.argument("what", type=click.Choice(tuple(SCHEMAS)), default="sidecar")
def schema(what: str) -> None:
    """Write the JSON Schema of the options, for editors and programs.

    Of a sidecar beside a source, of the options under `plugins: - portbook:`, or of a mkdocs.yml that holds them; and
    of the JSON of `portbook ticket` and of the questions, such as `portbook who`, for programs.
    """
    write(json_bytes(SCHEMAS[what]))
