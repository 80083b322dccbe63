"""Policy files of Aerleon: which permits each holds, and how they are written."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from portbook.firewall.comments import flow_comment, plain
from portbook.firewall.definitions import HEAD
from portbook.firewall.names import network_name, service_name
from portbook.firewall.permit import Permit, of_version
from portbook.firewall.targets import TARGETS, Place

BETWEEN = "Every rule names the rows that state it"
AT_END = {
    Place.INGRESS: "What may reach the pods of {}; apply it in their namespace",
    Place.EGRESS: "What the pods of {} may reach; apply it in their namespace",
}
DENY = "  - name: default-deny\n    action: deny\n"


@dataclass(frozen=True, slots=True)
class Policy:
    """Hold the permits of one policy file; ``endpoint`` is where it stands unless it stands between the ends."""

    name: str
    target: str
    place: Place
    permits: tuple[Permit, ...]
    endpoint: str = ""


def policies(target: str, permits: Sequence[Permit]) -> Iterator[Policy]:
    """Divide permits into the policy files of a target: between all ends, or two for each endpoint; none is empty."""
    for place in TARGETS[target].headers:
        name = f"portbook-{target}" if place is Place.BETWEEN else f"portbook-{target}-{place.value}"
        if place in AT_END:
            for endpoint, own in _by_end(place, permits):
                yield Policy(f"{name}-{network_name(endpoint)}", target, place, tuple(own), endpoint)
            continue
        version = place.version
        taken = tuple(permit for permit in permits if not version or of_version(permit.source.networks, version))
        if taken:
            yield Policy(name, target, place, taken)


def policy_yaml(policy: Policy) -> str:
    """Write a policy file: one term a permit, and one that denies the rest."""
    header = TARGETS[policy.target].headers[policy.place]
    comment = plain(AT_END.get(policy.place, BETWEEN).format(policy.endpoint))
    terms = "".join(_term(permit, policy.place) for permit in policy.permits)
    return (
        f"{HEAD}filters:\n- header:\n    targets:\n      {policy.target}: {header}\n"
        f'    comment: "{comment}"\n  terms:\n{terms}{DENY}'
    )


def _by_end(place: Place, permits: Sequence[Permit]) -> Iterable[tuple[str, list[Permit]]]:
    found: dict[str, list[Permit]] = {}
    for permit in permits:
        end = permit.destination if place is Place.INGRESS else permit.source
        found.setdefault(end.endpoint, []).append(permit)
    return sorted(found.items())


def _term(permit: Permit, place: Place) -> str:
    ends = {
        Place.EGRESS: ("source-address", permit.source),
        Place.INGRESS: ("destination-address", permit.destination),
    }
    named = "".join(f"    {key}: {end.name}\n" for own, (key, end) in ends.items() if own is not place)
    ports = ", ".join(service_name(permit.transport, ports) for ports in permit.ports)
    return (
        f'  - name: {permit.name}\n    comment: "{flow_comment(permit.flow)}"\n{named}'
        f"    protocol: {permit.transport}\n    destination-port: [{ports}]\n    action: accept\n"
    )
