"""Write what is exported as the files of Aerleon, in the folders where it looks for them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from portbook.firewall.choice import Choice, Left
from portbook.firewall.definitions import networks, services
from portbook.firewall.permit import Permit
from portbook.firewall.policies import Policy, policies, policy_yaml
from portbook.firewall.reasons import Reason
from portbook.firewall.targets import TARGETS

NETWORKS, SERVICES = "def/portbook-networks.yaml", "def/portbook-services.yaml"
POLICY = "policies/pol/{}.yaml"


@dataclass(frozen=True, slots=True)
class Export:
    """Hold the files by their path, the policies among them, and all flows that no rule or not every target says.

    ``permits`` are those that some policy holds.
    """

    files: dict[str, str]
    policies: tuple[Policy, ...]
    left: tuple[Left, ...]
    permits: tuple[Permit, ...] = ()


def export(choice: Choice, targets: Collection[str] = tuple(TARGETS)) -> Export:
    """Make the definitions and the policy files of some targets, by their names in ``TARGETS``."""
    made = tuple(policy for target in targets for policy in policies(target, _taken(choice, target)))
    names = {permit.name for policy in made for permit in policy.permits}
    permits = tuple(permit for permit in choice.permits if permit.name in names)
    left = (item for target in targets for item in _not_taken(choice, target))
    files = {
        NETWORKS: networks(permits),
        SERVICES: services(permits),
        **{POLICY.format(policy.name): policy_yaml(policy) for policy in made},
    }
    return Export(files, made, (*choice.left, *left), permits)


def _taken(choice: Choice, target: str) -> tuple[Permit, ...]:
    return tuple(permit for permit in choice.permits if permit.transport in TARGETS[target].transports)


def _not_taken(choice: Choice, target: str) -> Iterable[Left]:
    for permit in choice.permits:
        if permit.transport not in TARGETS[target].transports:
            yield Left(permit.flow, (Reason.TARGET_TRANSPORT,), target, permit.transport.upper())
