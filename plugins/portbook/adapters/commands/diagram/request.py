"""What is asked of the diagram command, and what the picture of chosen flows is called."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from portbook.diagrams.dot import Canvas
from portbook.diagrams.export import PRINTED, SUFFIXES
from portbook.diagrams.theme import GRADE_STYLES, TIERS
from portbook.model import PortRange
from portbook.model.selection import Selection
from portbook.passes.assemble.slugs import slug
from portbook.views.wording import count

BACKGROUNDS = ("white", "transparent")

SPOKEN = {"tier", "hops", "subsystem", "protection", "port"}
"""What stands in file names before what was chosen by it; a name that is one of these could be taken for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Hold what is asked of the command, a field an option."""

    names: tuple[str, ...]
    only: tuple[str, ...]
    tiers: tuple[str, ...]
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
            (not self.output.strip(), "-o names a folder, such as diagrams"),
            (self.names and self.selects, "--name picks whole diagrams; leave it out to draw chosen flows"),
            (
                self.hops is not None and not (self.only or self.tiers),
                "--hops counts from the endpoints of --only and --tier; name some",
            ),
            (self.title and not self.selects, "--title is that of chosen flows; choose some, as with --only"),
            (self.dpi and "png" not in self.formats, "--dpi is that of PNG; add --format png"),
            (self.size and not printed, "--size is that of PNG and PDF; add --format png or pdf"),
            (self.background and not printed, "--background is that of PNG and PDF; add --format png or pdf"),
            (Path(self.output).suffix[1:] in SUFFIXES.values(), "-o names a folder; for one file: -o - > FILE"),
        ):
            if wrong:
                raise click.UsageError(f"{why}.")

    @property
    def selects(self) -> bool:
        return bool(self.only or self.tiers or self.subsystems or self.protections or self.ports)

    @property
    def canvas(self) -> Canvas:
        return Canvas(background=self.background or BACKGROUNDS[0], dpi=self.dpi, size=self.size)

    @property
    def reach(self) -> int:
        return 1 if self.hops is None else self.hops

    def selection(self, tiers: Mapping[str, str]) -> Selection:
        """Return what flows are chosen by; ``tiers`` has that of each endpoint by name."""
        machines = tuple(name for name, tier in tiers.items() if tier in self.tiers)
        return Selection(self.only, machines, self.reach, self.subsystems, self.protections, self.ports)


def file_name(request: Request) -> str:
    """Name a choice of flows: the same words always have the same file, and no other choice has it."""
    names = [*request.only, *request.subsystems]
    said = [*request.only, *(f"tier-{tier}" for tier in request.tiers)]
    said += [f"hops-{request.reach}"] if request.reach != 1 else []
    said += [f"subsystem-{name}" for name in request.subsystems]
    said += [f"protection-{grade}" for grade in request.protections]
    said += [f"port-{ports}" for ports in request.ports]
    exact = all(name == slug(name) and "-" not in name and name not in SPOKEN for name in names)
    return slug("-".join(["selection", *map(slug, said), *([] if exact else [_digest(said)])]))


def _digest(said: list[str]) -> str:
    return hashlib.sha256(repr(said).encode()).hexdigest()[:8]


def title_of(request: Request) -> str:
    """Say in a title what was chosen."""
    said = [", ".join([*request.only, *(TIERS[tier] for tier in request.tiers)]), ", ".join(request.subsystems)]
    said.append(", ".join(GRADE_STYLES[grade].label for grade in request.protections))
    said.append(f"port {', '.join(map(str, request.ports))}" if request.ports else "")
    said.append(count(request.reach, "hop") if request.reach != 1 else "")
    return f"Flows: {' · '.join(filter(None, said))}"
