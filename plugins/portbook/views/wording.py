"""What the pages call things."""

from collections.abc import Iterable

from portbook.model import Endpoint, Flow, Kind, Protection
from portbook.model.security import GRADES

KIND_TITLES: dict[Kind, str] = {
    Kind.VM: "VMs",
    Kind.EXTERNAL: "External",
    Kind.GROUP: "Groups",
    Kind.UNSPECIFIED: "Unspecified",
}
"""Every kind of endpoint, in the order of the navigation, with the title of its group."""

KIND_WORDS: dict[Kind, str] = {
    Kind.VM: "VM",
    Kind.EXTERNAL: "External system",
    Kind.GROUP: "Group",
    Kind.UNSPECIFIED: "Unspecified",
}

GRADE_WORDS: dict[str, str] = {
    "mutual": "Mutual TLS",
    "encrypted": "Encrypted",
    "optional": "Optional TLS",
    "authenticated": "Authenticated, not encrypted",
    "clear": "In clear",
    "unknown": "Not stated",
}
"""Every grade of protection, best first, as a badge says it."""

GRADE_RANK: dict[str, int] = {grade: rank for rank, grade in enumerate(GRADES)}


def endpoint_text(endpoint: Endpoint) -> str:
    """Write an endpoint with its component and purpose: ``web (proxy; health check)``."""
    return qualified(endpoint.name, endpoint.component, endpoint.purpose)


def qualified(name: str, component: str | None, purpose: str | None) -> str:
    """Write a name with what stands in the parentheses behind it, if anything does."""
    qualifier = "; ".join(part for part in (component, purpose) if part)
    return f"{name} ({qualifier})" if qualifier else name


def endpoint_qualifier(endpoint: Endpoint) -> str:
    """Write what stands in the parentheses behind an endpoint's name, if anything does."""
    return "; ".join(part for part in (endpoint.component, endpoint.purpose) if part)


def transports_text(flow: Flow) -> str:
    """Write the transports of a flow in one text."""
    return ", ".join(flow.transports)


def protection_text(protection: Protection) -> str:
    """Write what was derived about a flow's protection in words."""
    words = GRADE_WORDS[protection.grade]
    return f"{words}; credential in clear: {protection.exposed}" if protection.exposed else words


def count(number: int, singular: str, plural: str = "") -> str:
    """Write a number with its noun: ``1 flow``, ``1,204 flows``."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def traffic(flow: Flow) -> str:
    """Write what a flow carries in a few words: ``4222 TCP NATS``."""
    return " ".join(filter(None, (flow.port_text, "/".join(flow.transports), flow.application or "")))


def pair_facts(flows: Iterable[Flow]) -> tuple[str, ...]:
    """Say the same as a diagram in words: one fact for each pair of endpoints, in the order of the flows."""
    pairs: dict[tuple[str, str], dict[str, None]] = {}
    for flow in flows:
        carried = f"{traffic(flow)} ({GRADE_WORDS[flow.protection.grade]})"
        pairs.setdefault((flow.source.name, flow.destination.name), {})[carried] = None
    return tuple(f"{source} → {destination}: {'; '.join(carried)}" for (source, destination), carried in pairs.items())
