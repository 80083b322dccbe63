"""Why a flow is not exported, and which of these reasons a person may overrule."""

from enum import StrEnum

from portbook.model import Vagueness


class Reason(StrEnum):
    """Name why a flow is not exported, in words that stand alone."""

    SOURCE_UNSPECIFIED = "the source is not specified"
    DESTINATION_UNSPECIFIED = "the destination is not specified"
    END_INFERRED = "an end is inferred"
    PORTS_SYMBOLIC = "the ports are no numbers"
    PORTS_ANY = "any port"
    PORTS_QUALIFIED = "words qualify the ports"
    PORTS_INFERRED = "the ports or the transport are inferred"
    PORT_ZERO = "port 0 is among the ports"
    TRANSPORT_UNKNOWN = "the transport is not stated"
    TRANSPORT_OTHER = "a rule cannot name the ports of a transport"
    SPLIT_AMBIGUOUS = "the row can be read in two ways"
    OPTIONAL = "the flow is optional"
    CONTRADICTED = "the sources contradict each other on its ports, its transport or whether it is there"
    SOURCE_ADDRESS = "the source has no address"
    DESTINATION_ADDRESS = "the destination has no address"
    FAMILIES = "the ends have no IP version in common"
    TARGET_TRANSPORT = "the generator does not take this transport for the target"


OF_VAGUENESS: dict[Vagueness, Reason | None] = {
    Vagueness.SOURCE_UNSPECIFIED: Reason.SOURCE_UNSPECIFIED,
    Vagueness.DESTINATION_UNSPECIFIED: Reason.DESTINATION_UNSPECIFIED,
    Vagueness.SOURCE_GROUP: None,  # its addresses say who it is; a group without is left for want of them
    Vagueness.DESTINATION_GROUP: None,
    Vagueness.END_INFERRED: Reason.END_INFERRED,
    Vagueness.PORTS_SYMBOLIC: Reason.PORTS_SYMBOLIC,
    Vagueness.PORTS_ANY: Reason.PORTS_ANY,
    Vagueness.PORTS_RANGE: None,  # a rule names a range as exactly as a port
    Vagueness.PORTS_QUALIFIED: Reason.PORTS_QUALIFIED,
    Vagueness.PORTS_INFERRED: Reason.PORTS_INFERRED,
    Vagueness.TRANSPORT_UNKNOWN: Reason.TRANSPORT_UNKNOWN,
    Vagueness.SPLIT_AMBIGUOUS: Reason.SPLIT_AMBIGUOUS,
}
"""What each vagueness is to a firewall: a reason, or nothing where a rule says it exactly."""

ALLOWABLE: dict[str, Reason] = {
    "ambiguous": Reason.SPLIT_AMBIGUOUS,
    "any-port": Reason.PORTS_ANY,
    "contradicted": Reason.CONTRADICTED,
    "inferred": Reason.END_INFERRED,
    "inferred-ports": Reason.PORTS_INFERRED,
    "optional": Reason.OPTIONAL,
    "qualified": Reason.PORTS_QUALIFIED,
}
"""The reasons that a person may overrule, by the name of the setting. The others leave nothing for a rule to say."""
