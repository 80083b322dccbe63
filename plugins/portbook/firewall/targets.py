"""The targets whose output is read back: what Aerleon is told of each, and what it can say for it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from portbook.firewall.readback.accepted import Accepted
from portbook.firewall.readback.kubernetes import from_kubernetes
from portbook.firewall.readback.nftables import from_nftables
from portbook.firewall.readback.nsxt import from_nsxt
from portbook.firewall.readback.openconfig import from_openconfig
from portbook.firewall.readback.paloalto import from_paloalto
from portbook.firewall.readback.srlinux import from_srlinux


class Place(StrEnum):
    """Say from where a policy sees its flows: between the ends, or at one of them, which it does not name."""

    BETWEEN = "between"
    IPV4 = "ipv4"
    IPV6 = "ipv6"
    INGRESS = "ingress"
    EGRESS = "egress"

    @property
    def version(self) -> int | None:
        """Return the one version of IP that a policy here is about, if it is one."""
        return {Place.IPV4: 4, Place.IPV6: 6}.get(self)


@dataclass(frozen=True, slots=True)
class Target:
    """Hold a target of Aerleon. ``headers`` are the options of a policy's header, by the place.

    ``suffix`` is that of the generated file, and ``read`` its own reader here. ``pairs`` says that each of its rules
    names one network an end, so that many rules make one permit.
    """

    suffix: str
    headers: Mapping[Place, str]
    transports: frozenset[str]
    read: Callable[[str], Iterable[Accepted]]
    pairs: bool = False


_WITH_SCTP = frozenset(("tcp", "udp", "sctp"))
_WITHOUT_SCTP = frozenset(("tcp", "udp"))

_APART = {Place.IPV4: "portbook inet", Place.IPV6: "portbook inet6"}
"""A list for each version of IP: a mixed one lets anybody through by the version that the ends lack."""

TARGETS: dict[str, Target] = {
    "nftables": Target(".nft", {Place.BETWEEN: "mixed forward"}, _WITH_SCTP, from_nftables),
    "nsxt": Target(  # of SCTP it makes a rule without a service, which is any service
        ".nsxt", {Place.BETWEEN: "portbook mixed"}, _WITHOUT_SCTP, from_nsxt
    ),
    "paloalto": Target(  # of SCTP it makes a rule for one application
        ".xml", {Place.BETWEEN: "from-zone any to-zone any mixed"}, _WITHOUT_SCTP, from_paloalto
    ),
    "k8s": Target(".yml", {Place.INGRESS: "INGRESS", Place.EGRESS: "EGRESS"}, _WITH_SCTP, from_kubernetes),
    "openconfig": Target(".oacl", _APART, _WITH_SCTP, from_openconfig, pairs=True),
    "sonic": Target(".oacl", _APART, _WITH_SCTP, from_openconfig, pairs=True),
    "nokiasrl": Target(".srl_acl", _APART, _WITH_SCTP, from_srlinux, pairs=True),
}
