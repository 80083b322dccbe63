"""Prove an export: what Aerleon generates from its files lets pass what the book says, and nothing else."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from portbook.firewall.files import NETWORKS, POLICY, SERVICES, Export
from portbook.firewall.generator import Definitions, generate
from portbook.firewall.oracle import ask
from portbook.firewall.permit import Hosts, of_version
from portbook.firewall.policies import AT_END, Policy
from portbook.firewall.readback.accepted import Accepted, ReadbackError
from portbook.firewall.targets import TARGETS, Place
from portbook.firewall.traffic import Traffic, differences, traffic
from portbook.model.addresses import Network

SHOWN = 5


class VerifyError(Exception):
    """Say where generated configurations differ from the book."""


@dataclass(frozen=True, slots=True)
class Verified:
    """Hold the generated configurations by their file names, and how much was compared.

    ``asked`` is how many questions were put to Aerleon's own check, ``checked`` for how many of the permits.
    """

    configurations: dict[str, str]
    asked: int
    checked: int


def verify(export: Export) -> Verified:
    """Generate, read back and compare, and ask Aerleon's own check. Raises VerifyError and GeneratorError."""
    definitions = Definitions.read(export.files[NETWORKS], export.files[SERVICES])
    sources = {policy.name: export.files[POLICY.format(policy.name)] for policy in export.policies}
    made = generate(sources, definitions)
    found = compare(export, made)
    asked, checked = 0, 0
    whole = [policy for policy in export.policies if policy.place not in AT_END]
    if whole:  # the terms of the others are among its own
        most = max(whole, key=lambda policy: len(policy.permits))
        answers = ask(most, sources[most.name], definitions)
        asked, checked = answers.asked, answers.checked
        found.extend(answers.wrong)
    strangers = set(made) - {policy.name + TARGETS[policy.target].suffix for policy in export.policies}
    found.extend(f"{name}: nobody asked for this file" for name in sorted(strangers))
    if found:
        more = [f"and {len(found) - SHOWN} more"] if len(found) > SHOWN else []
        raise VerifyError("\n  ".join(["what Aerleon generates is not what the book says:", *found[:SHOWN], *more]))
    return Verified(made, asked, checked)


def compare(export: Export, made: Mapping[str, str]) -> list[str]:
    """Say where configurations, by their file names, let pass anything but what the policies of an export permit."""
    return [text for policy in export.policies for text in _compared(policy, made)]


def _compared(policy: Policy, made: Mapping[str, str]) -> Iterable[str]:
    target = TARGETS[policy.target]
    text = made.get(policy.name + target.suffix)
    if text is None:
        return [f"{policy.name}: nothing was generated"]
    try:
        found = traffic(target.read(text), pairs=target.pairs)
    except (ReadbackError, ValueError, KeyError, TypeError, AttributeError) as error:
        return [f"{policy.name}: {error}"]
    return [f"{policy.name}: {text}" for text in differences(_wanted(policy, pairs=target.pairs), found)]


def _wanted(policy: Policy, *, pairs: bool) -> Traffic:
    return traffic(
        (
            Accepted(
                permit.transport,
                permit.ports,
                None if policy.place is Place.EGRESS else _narrowed(permit.source, policy),
                None if policy.place is Place.INGRESS else _narrowed(permit.destination, policy),
            )
            for permit in policy.permits
        ),
        pairs=pairs,
    )


def _narrowed(end: Hosts, policy: Policy) -> tuple[Network, ...]:
    version = policy.place.version
    return of_version(end.networks, version) if version else end.networks
