"""Naming definitions of Aerleon: the networks and services that rules name."""

from collections.abc import Sequence

from portbook.firewall.comments import plain
from portbook.firewall.names import service_name
from portbook.firewall.permit import Permit
from portbook.model import PortRange

HEAD = "# Written by Portbook. Changes are lost: `portbook export aerleon` writes it anew.\n"


def networks(permits: Sequence[Permit]) -> str:
    """Write the addresses of every end, in the order of their names."""
    used = {end.name: end for permit in permits for end in (permit.source, permit.destination)}
    lines = [HEAD, "networks:\n"]
    for name, end in sorted(used.items()):
        lines.append(f"  {name}: # {plain(end.endpoint)}\n    values:\n")
        lines.extend(f'    - address: "{network}"\n' for network in end.networks)
    return "".join(lines)


def services(permits: Sequence[Permit]) -> str:
    """Write every range of ports with its transport, in their order."""
    used: set[tuple[str, PortRange]] = {(permit.transport, ports) for permit in permits for ports in permit.ports}
    lines = [HEAD, "services:\n"]
    for transport, ports in sorted(used):
        lines.append(f"  {service_name(transport, ports)}:\n")
        lines.append(f'  - protocol: {transport}\n    port: "{ports}"\n')
    return "".join(lines)
