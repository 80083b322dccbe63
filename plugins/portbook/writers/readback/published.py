"""What outputs say of a flow, in one form that can be compared."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from portbook.model import Evidence, Flow
from portbook.views.wording import endpoint_text, transports_text


class Published(NamedTuple):
    """Hold a flow as a reader sees it: runs of white space count as one blank.

    The first six values and the lines are in every output. The rest is as far as an output shows it, and in the
    words in which it does: see its ``Manner``. ``details`` are the vendor's other columns.
    """

    source: str
    destination: str
    ports: str
    transports: str
    application: str
    security: str
    protection: str
    optional: str
    notes: tuple[str, ...]
    places: tuple[str, ...]
    details: tuple[str, ...]
    subsystems: tuple[str, ...]

    @property
    def lines(self) -> tuple[int, ...]:
        """Return the source lines; a place is ``path:line``, or the line alone."""
        return tuple(int(place.rpartition(":")[2]) for place in self.places)


@dataclass(frozen=True, slots=True)
class Manner:
    """Say how an output shows what not all show alike; nothing is said for what it does not show."""

    place: Callable[[Evidence], str]
    notes: Callable[[Flow], Iterable[str]]
    protection: Callable[[Flow], str] = lambda _: ""
    optional: Callable[[Flow], str] = lambda _: ""
    details: Callable[[Flow], Iterable[str]] = lambda _: ()
    subsystems: Callable[[Flow], Iterable[str]] = lambda _: ()
    most: int | None = None
    """How many rows of a flow's evidence it names; None stands for all."""


def expected(flows: Iterable[Flow], manner: Manner) -> list[Published]:
    """Return what an output of that manner must say of flows."""
    return [
        published(
            (
                endpoint_text(flow.source),
                endpoint_text(flow.destination),
                flow.port_text,
                transports_text(flow),
                flow.application or "",
                flow.security or "",
                manner.protection(flow),
                manner.optional(flow),
            ),
            manner.notes(flow),
            map(manner.place, flow.evidence[: manner.most]),
            manner.details(flow),
            manner.subsystems(flow),
        )
        for flow in flows
    ]


def published(
    values: Iterable[str],
    notes: Iterable[str],
    places: Iterable[str],
    details: Iterable[str] = (),
    subsystems: Iterable[str] = (),
) -> Published:
    """Make the comparable form of the first eight values, and of what a flow may have several of."""
    source, destination, ports, transports, application, security, protection, optional = map(plain, values)
    return Published(
        source,
        destination,
        ports,
        transports,
        application,
        security,
        protection,
        optional,
        tuple(map(plain, notes)),
        tuple(map(plain, places)),
        tuple(map(plain, details)),
        tuple(map(plain, subsystems)),
    )


def plain(text: str) -> str:
    """Make one blank of each run of white space."""
    return " ".join(text.split())
