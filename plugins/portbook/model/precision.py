"""What keeps a flow from being exact: nobody may export it as if it were."""

import re
from collections.abc import Callable
from enum import StrEnum

from portbook.model.endpoint import Endpoint, Kind
from portbook.model.flow import Binding, Flow
from portbook.model.ports import LAST_PORT, PortRange
from portbook.vocabulary.ports import TRANSPORTS

ALL_PORTS = (PortRange(0, LAST_PORT), PortRange(1, LAST_PORT))
"""What sources call "Any" or "All"."""

KNOWN = frozenset(TRANSPORTS.values())
"""Transports as they are usually spelled; what a source calls otherwise stays as it is written, such as "TCP?"."""

QUALIFIERS = re.compile(
    r"\b(?:or|either|optional(?:ly)?|default|e\.?g|for example|such as|configur\w+|custom\w*|typical(?:ly)?"
    r"|usual(?:ly)?|if|when|where|only|unless|until|except|depend\w*|may|source|ephemeral|dynamic\w*|random\w*|var(?:y|ies|iable|ious))\b",
    re.IGNORECASE,
)
"""Words beside numbers that leave open which of them a path takes, whether it is there, or whose ports they are."""


class Vagueness(StrEnum):
    """Name what is not exact about a flow."""

    SOURCE_UNSPECIFIED = "source unspecified"
    DESTINATION_UNSPECIFIED = "destination unspecified"
    SOURCE_GROUP = "source is a group"
    DESTINATION_GROUP = "destination is a group"
    END_INFERRED = "an end is inferred"
    PORTS_SYMBOLIC = "ports are no numbers"
    PORTS_ANY = "any port"
    PORTS_RANGE = "a range of ports"
    PORTS_QUALIFIED = "words qualify the ports"
    PORTS_INFERRED = "the ports or the transport are inferred"
    TRANSPORT_UNKNOWN = "transport not stated"
    SPLIT_AMBIGUOUS = "the row can be read in two ways"


def _end(end: Callable[[Flow], Endpoint], kind: Kind) -> Callable[[Flow], bool]:
    return lambda flow: end(flow).kind is kind


def _any(flow: Flow) -> bool:
    return any(item in ALL_PORTS for item in flow.ports.ranges)


def _inferred(*roles: str) -> Callable[[Flow], bool]:
    """Tell whether any of some roles was taken from elsewhere than the row, whatever else it was taken from."""
    return lambda flow: any(item.role in roles and item.binding is Binding.INFERRED for item in flow.derived)


def _qualified(flow: Flow) -> bool:
    """Tell whether words beside the numbers, or in a note on them, leave open which they are, or when they hold."""
    words = (flow.port_text, *(note.text for note in flow.notes if note.on == "port"))
    return bool(flow.ports.ranges) and any(map(QUALIFIERS.search, words))


CHECKS: dict[Vagueness, Callable[[Flow], bool]] = {
    Vagueness.SOURCE_UNSPECIFIED: _end(lambda flow: flow.source, Kind.UNSPECIFIED),
    Vagueness.DESTINATION_UNSPECIFIED: _end(lambda flow: flow.destination, Kind.UNSPECIFIED),
    Vagueness.SOURCE_GROUP: _end(lambda flow: flow.source, Kind.GROUP),
    Vagueness.DESTINATION_GROUP: _end(lambda flow: flow.destination, Kind.GROUP),
    Vagueness.END_INFERRED: _inferred("source", "destination"),
    Vagueness.PORTS_SYMBOLIC: lambda flow: flow.ports.symbol is not None,
    Vagueness.PORTS_ANY: _any,
    Vagueness.PORTS_RANGE: lambda flow: not _any(flow) and any(r.first < r.last for r in flow.ports.ranges),
    Vagueness.PORTS_QUALIFIED: _qualified,
    Vagueness.PORTS_INFERRED: _inferred("port", "transport"),
    Vagueness.TRANSPORT_UNKNOWN: lambda flow: not flow.transports or not KNOWN.issuperset(flow.transports),
    Vagueness.SPLIT_AMBIGUOUS: lambda flow: any(row.ambiguous for row in flow.evidence),
}
"""What tells each of them, in the order in which they are told."""


def vagueness(flow: Flow) -> tuple[Vagueness, ...]:
    """Return all that is not exact about a flow; an exact one has none."""
    return tuple(item for item, holds in CHECKS.items() if holds(flow))
