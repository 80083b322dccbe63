"""The command that tells who may reach a machine."""

from typing import Any

import click

from portbook.adapters.commands.console import examples
from portbook.adapters.commands.questions.asking import Asked, ask
from portbook.adapters.commands.questions.completion import complete_name
from portbook.adapters.commands.questions.options import Request, takes_question
from portbook.questions import Wanted
from portbook.questions import who as answer


@click.command(
    epilog=examples(
        "portbook who web",
        "portbook who web:8443                    on this port, or a range that holds it",
        "portbook who 'web (Proxy):8000-8999/TCP'",
        "portbook who web --protection clear --format json",
    )
)
@click.argument("target", metavar="NAME[:PORT]", shell_complete=complete_name)
@takes_question
def who(target: str, **options: Any) -> None:
    """Tell who may reach NAME.

    NAME is an endpoint, a component, or both as 'web (Proxy)'; several by commas. Each flow comes with its subsystem,
    its conditions and its evidence. Flows of which the sources say too little to rule them out are counted.
    """

    def question(index: Any, keeps: Any) -> Asked:
        return Asked({"kind": "who", "target": target}, [answer(index, Wanted.target(index, target), keeps)])

    ask(Request(**options), question)
