"""The command that tells who uses a port."""

from typing import Any

import click

from portbook.adapters.commands.console import examples
from portbook.adapters.commands.questions.asking import Asked, ask
from portbook.adapters.commands.questions.options import Request, takes_question
from portbook.questions import Wanted
from portbook.questions import port as answer


@click.command(epilog=examples("portbook port 31000", "portbook port 53/UDP", "portbook port 8000-8999 --format csv"))
@click.argument("wanted", metavar="N[/TRANSPORT]")
@takes_question
def port(wanted: str, **options: Any) -> None:
    """Tell who uses port N, by itself or in a range."""

    def question(index: Any, keeps: Any) -> Asked:
        return Asked({"kind": "port", "port": wanted}, [answer(index, Wanted.port(index, wanted), keeps)])

    ask(Request(**options), question)
