"""The options that every question takes: where the book comes from, filters, and how the answer is written."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from portbook.model.security import GRADES
from portbook.model.selection import Selection

Command = TypeVar("Command", bound=Callable[..., Any])

STYLES = ("table", "json", "csv")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Hold the options of a question, a field an option."""

    files: tuple[Path, ...]
    protections: tuple[str, ...]
    subsystems: tuple[str, ...]
    products: tuple[str, ...]
    documents: tuple[str, ...]
    optional: bool | None
    style: str
    diagram: Path | None
    possible: bool = False

    @property
    def selection(self) -> Selection:
        return Selection(
            subsystems=self.subsystems,
            protections=self.protections,
            products=self.products,
            documents=self.documents,
            optional=self.optional,
        )

    @property
    def filters(self) -> dict[str, Any]:
        """Return the filters that are set, by the names of their options."""
        given = {
            "protection": list(self.protections),
            "subsystem": list(self.subsystems),
            "product": list(self.products),
            "document": list(self.documents),
        }
        optional = {} if self.optional is None else {"optional": self.optional}
        return {**{name: values for name, values in given.items() if values}, **optional}


OPTIONS = (
    click.option(
        "--in",
        "files",
        multiple=True,
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="A source, or a book saved by `portbook flows`; repeat it for several sources.  [default: the project]",
    ),
    click.option(
        "--protection",
        "protections",
        multiple=True,
        type=click.Choice(list(GRADES)),
        help="Only flows protected like this.",
    ),
    click.option("--subsystem", "subsystems", multiple=True, metavar="NAME", help="Only flows of this subsystem."),
    click.option(
        "--optional/--required", "optional", default=None, help="Only flows of optional subsystems, or only the others."
    ),
    click.option(
        "--product", "products", multiple=True, metavar="NAME", help="Only flows of this product: Press, 'Press 4.0'."
    ),
    click.option(
        "--document", "documents", multiple=True, metavar="NAME", help="Only flows of this document, by path or title."
    ),
    click.option(
        "--format",
        "style",
        type=click.Choice(STYLES),
        default=STYLES[0],
        show_default=True,
        help="What to write.",
    ),
    click.option(
        "--diagram",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="FILE.svg",
        help="Draw the flows of the answer as well.",
    ),
)

POSSIBLE = click.option(
    "--possible", is_flag=True, help="Also list the flows of which the sources say too little to rule them out."
)


def takes_question(command: Command) -> Command:
    """Give a command the options of a question about flows."""
    return takes_options(POSSIBLE(command))


def takes_options(command: Command) -> Command:
    """Give a command the options of all questions."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command
