"""Write what an inventory means for a book: the addresses of its endpoints, and what moved since another one."""

from collections.abc import Iterable, Iterator
from typing import Any

from portbook.diagnostics import printable
from portbook.inventory.changes import FlowMoved, Moved
from portbook.inventory.join import Joined
from portbook.model.addresses import Network, network_text, networks_text
from portbook.tickets.facts import evidence_text
from portbook.views.wording import count, endpoint_text, traffic, transports_text
from portbook.writers.delimited import write_csv
from portbook.writers.json import flow_values

MOVED_HEADER = (
    "Source", "Source added", "Source removed", "Destination", "Destination added", "Destination removed", "Ports",
    "Transport", "Protocol", "Evidence", "Flow",
)  # fmt: skip


def joined_text(joined: Joined) -> str:
    """Write for people what addresses each endpoint has, and which names have no partner."""
    lines = [
        f"{name}: {networks_text(joined.addresses[name]) or 'no address'} ({', '.join(machines)})"
        for name, machines in joined.machines.items()
    ]
    rest = {
        "Endpoints without a machine": joined.missing,
        "Machines that are no endpoint": joined.unmatched,
        "Machines left out": joined.left_out,
    }
    lines += [f"{title}: {', '.join(names)}" for title, names in rest.items() if names]
    return "".join(f"{printable(line)}\n" for line in lines)


def joined_value(joined: Joined) -> dict[str, Any]:
    """Make the same for programs."""
    return {
        "endpoints": [
            {"name": name, "addresses": _list(joined.addresses[name]), "machines": list(machines)}
            for name, machines in joined.machines.items()
        ],
        "endpoints_without_machine": list(joined.missing),
        "machines_without_endpoint": list(joined.unmatched),
        "machines_left_out": list(joined.left_out),
    }


def moved_text(ends: dict[str, Moved], flows: Iterable[FlowMoved]) -> str:
    """Write for people what moved, and the flows that this concerns with their evidence."""
    if not ends:
        return "No address changed.\n"
    lines = [f"{name}: {_signed(change)}" for name, change in ends.items()]
    concerned = list(flows)
    lines += ["", f"{count(len(concerned), 'flow')} concerned:" if concerned else "No flow is concerned."]
    for item in concerned:
        flow = item.flow
        lines.append(f"{endpoint_text(flow.source)} → {endpoint_text(flow.destination)}  {traffic(flow)}")
        lines += [f"    {what}: {_signed(c)}" for what, c in (("from", item.source), ("to", item.destination)) if c]
        lines.append(f"    {evidence_text(flow.evidence)}")
    return "".join(f"{printable(line)}\n" for line in lines)


def moved_value(ends: dict[str, Moved], flows: Iterable[FlowMoved]) -> dict[str, Any]:
    """Make the same for programs; ``flows`` is what ``portbook flows`` writes of those concerned."""
    concerned = list(flows)
    return {
        "endpoints": [{"name": name, **_value(change)} for name, change in ends.items()],
        "changes": [
            {"flow": item.flow.id, "source": _value(item.source), "destination": _value(item.destination)}
            for item in concerned
        ],
        "flows": flow_values(item.flow for item in concerned),
    }


def moved_csv(flows: Iterable[FlowMoved]) -> str:
    """Write the flows that are concerned as CSV."""
    return write_csv(MOVED_HEADER, map(list, map(_cells, flows)))


def _cells(item: FlowMoved) -> Iterator[str]:
    for end, change in ((item.flow.source, item.source), (item.flow.destination, item.destination)):
        yield from (endpoint_text(end), networks_text(change.added), networks_text(change.removed))
    flow = item.flow
    yield from (
        str(flow.ports),
        transports_text(flow),
        flow.application or "",
        evidence_text(flow.evidence),
        flow.id,
    )


def _signed(change: Moved) -> str:
    signs = (("+", change.added), ("-", change.removed))
    return " ".join(f"{sign}{network_text(network)}" for sign, networks in signs for network in networks)


def _value(change: Moved) -> dict[str, list[str]]:
    return {"added": _list(change.added), "removed": _list(change.removed)}


def _list(networks: Iterable[Network]) -> list[str]:
    return [network_text(network) for network in networks]
