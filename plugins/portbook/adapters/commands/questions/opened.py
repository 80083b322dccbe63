"""The command that tells what a machine may reach."""

from typing import Any

import click

from portbook.adapters.commands.console import examples
from portbook.adapters.commands.questions.asking import Asked, ask
from portbook.adapters.commands.questions.completion import complete_name
from portbook.adapters.commands.questions.options import Request, takes_question
from portbook.questions import opened as answer


@click.command("from", epilog=examples("portbook from web", "portbook from web --required --diagram web.svg"))
@click.argument("name", shell_complete=complete_name)
@takes_question
def opened(name: str, **options: Any) -> None:
    """Tell what NAME may reach.

    NAME is an endpoint, a component, or both as 'web (Proxy)'; several by commas.
    """

    def question(index: Any, keeps: Any) -> Asked:
        return Asked({"kind": "from", "name": name}, [answer(index, index.names.named((name,)), keeps)])

    ask(Request(**options), question)
