"""The command that tells which flows two machines have with each other."""

from typing import Any

import click

from portbook.adapters.commands.console import examples
from portbook.adapters.commands.questions.asking import Asked, ask
from portbook.adapters.commands.questions.completion import complete_name
from portbook.adapters.commands.questions.options import Request, takes_question
from portbook.questions import between as answer


@click.command(epilog=examples("portbook between web db", "portbook between web,api 'db (Proxy)'"))
@click.argument("one", metavar="A", shell_complete=complete_name)
@click.argument("other", metavar="B", shell_complete=complete_name)
@takes_question
def between(one: str, other: str, **options: Any) -> None:
    """Tell which flows go from A to B, and which from B to A."""

    def question(index: Any, keeps: Any) -> Asked:
        ends = index.names.named((one,)), index.names.named((other,))
        return Asked({"kind": "between", "one": one, "other": other}, answer(index, *ends, keeps))

    ask(Request(**options), question)
