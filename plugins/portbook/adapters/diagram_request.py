"""What is asked of the diagram command, and what the picture of chosen flows is called."""

from dataclasses import dataclass
from pathlib import Path

import click

from portbook.diagrams.dot import Canvas
from portbook.diagrams.export import PRINTED, SUFFIXES
from portbook.diagrams.theme import GRADE_STYLES
from portbook.model import PortRange
from portbook.model.selection import Selection
from portbook.passes.slugs import slug

BACKGROUNDS = ("white", "transparent")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Hold what is asked of the command, a field an option."""

    names: tuple[str, ...]
    only: tuple[str, ...]
    hops: int | None
    subsystems: tuple[str, ...]
    protections: tuple[str, ...]
    ports: tuple[PortRange, ...]
    title: str | None
    formats: tuple[str, ...]
    output: str
    dpi: int | None
    size: tuple[float, float] | None
    background: str | None
    listed: bool

    def __post_init__(self) -> None:
        """Refuse options that have nothing to act on: they were meant for something else."""
        printed = set(PRINTED) & set(self.formats)
        for wrong, why in (
            (self.names and self.selection, "--name picks whole diagrams; leave it out to draw chosen flows"),
            (self.hops is not None and not self.only, "--hops counts from the endpoints of --only; name some"),
            (self.title and not self.selection, "--title is that of chosen flows; choose some, as with --only"),
            (self.dpi and "png" not in self.formats, "--dpi is that of PNG; add --format png"),
            (self.size and not printed, "--size is that of PNG and PDF; add --format png or pdf"),
            (self.background and not printed, "--background is that of PNG and PDF; add --format png or pdf"),
            (Path(self.output).suffix[1:] in SUFFIXES.values(), "-o names a folder; for one file: -o - > FILE"),
        ):
            if wrong:
                raise click.UsageError(f"{why}.")

    @property
    def selection(self) -> Selection:
        hops = 1 if self.hops is None else self.hops
        return Selection(self.only, hops, self.subsystems, self.protections, self.ports)

    @property
    def canvas(self) -> Canvas:
        return Canvas(background=self.background or BACKGROUNDS[0], dpi=self.dpi, size=self.size)


def file_name(selection: Selection) -> str:
    """Name a selection so that the same choice always has the same file."""
    said = [*selection.only, *([f"hops-{selection.hops}"] if selection.hops != 1 else [])]
    said += [f"subsystem-{name}" for name in selection.subsystems]
    said += [f"protection-{grade}" for grade in selection.protections]
    said += [f"port-{ports}" for ports in selection.ports]
    return slug("-".join(["selection", *map(slug, said)]))


def title_of(selection: Selection) -> str:
    """Say in a title what was chosen."""
    said = [", ".join(selection.only), ", ".join(selection.subsystems)]
    said.append(", ".join(GRADE_STYLES[grade].label for grade in selection.protections))
    said.append(f"port {', '.join(map(str, selection.ports))}" if selection.ports else "")
    said.append(f"{selection.hops} hops" if selection.hops != 1 else "")
    return f"Flows: {' · '.join(filter(None, said))}"
