"""The command that finds chains of flows."""

from typing import Any

import click

from portbook.adapters.commands.console import examples
from portbook.adapters.commands.questions.asking import Asked, ask
from portbook.adapters.commands.questions.completion import complete_name
from portbook.adapters.commands.questions.options import Request, takes_options
from portbook.questions import Bounds, chains
from portbook.questions.chains import LONGEST, MOST


@click.command(epilog=examples("portbook path web db", "portbook path web db --longest 3 --protection clear"))
@click.argument("source", metavar="A", shell_complete=complete_name)
@click.argument("target", metavar="B", shell_complete=complete_name)
@click.option("--most", type=click.IntRange(1, 1000), default=MOST, show_default=True, help="How many chains to show.")
@click.option("--longest", type=click.IntRange(1, 8), default=LONGEST, show_default=True, help="Flows in a chain.")
@takes_options
def path(source: str, target: str, most: int, longest: int, **options: Any) -> None:
    """Find chains of flows from A to B, shortest first.

    A chain is not routing: it says that a flow exists from each machine to the next, not that anything is passed on. No
    chain passes through an end that the sources leave unspecified.
    """

    def question(index: Any, keeps: Any) -> Asked:
        ends = index.names.named((source,)), index.names.named((target,))
        return Asked(
            {"kind": "path", "source": source, "target": target},
            chains(index, *ends, Bounds(most, longest), keeps),
        )

    ask(Request(**options), question)
