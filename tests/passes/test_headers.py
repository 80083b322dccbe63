"""Which role a header gives its column, by its spelling and by words that it holds."""

import pytest

from portbook.vocabulary.headers import guessed_role, header_transports, spelled_role


@pytest.mark.parametrize(
    ("role", "headers"),
    [
        (
            "source",
            "Source|From|Source Component|Source VM|Source Network|Initiator|Connection source|Used by|Source(s)",
        ),
        ("source", "Inbound from|Inbound Source|Incoming From|Connections from|Allowed from"),
        ("destination", "Outbound to|Outbound Destination|Outgoing connections to"),
        ("destination", "Destination|To|Target|Destination VM|Receiver|Destination URL|Destination Component"),
        ("port", "Port|Ports|Port(s)|Port Range|Port number|Destination Port|Default port(s)|Open port|TCP Port"),
        ("port", "UDP Ports|Port/Protocol|Protocol / Port|Default TCP Port|**Port**|Port (TCP)|Ports (inclusive):"),
        ("port", "TLS port|Non-SSL port|HTTPS port|Start Port|Port max|From Port|To Port"),
        ("way", "Inbound|Outbound|Ingress|Outgoing traffic|Inbound TCP|UDP outbound"),
        ("protocol", "Protocol|Protocols"),
        ("transport", "Transport|Transport Layer Protocol|TCP/UDP"),
        ("application", "App Layer Protocol|Application Protocol"),
        ("security", "Security and Authentication|Encryption"),
        ("direction", "Direction|Ingress/Egress|Inbound/Outbound|Connection type"),
        ("peer", "From → To|Source \\ Target|Destination/Source|Von / Nach"),
        ("peer", "To/From|Peer|Direction and Network"),
        ("component", "Component|Service|Node Role|Host|Server role"),
        ("purpose", "Description|Purpose|Notes|Comments|Required for|Use|Used for"),
        ("other", "Source Port|Remote port|Optional|Default"),
    ],
)
def test_spellings_of_the_field(role: str, headers: str) -> None:
    assert {header: spelled_role(header) for header in headers.split("|")} == dict.fromkeys(headers.split("|"), role)


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("Ports to be opened", "port"),
        ("Source port of the client", "other"),
        ("From which machine", "source"),
        ("Kind of protocol", "protocol"),
        ("Colour", None),
    ],
)
def test_words_of_other_headers(header: str, role: str | None) -> None:
    assert spelled_role(header) is None
    assert guessed_role(header) == role


def test_a_header_names_transports() -> None:
    assert header_transports("TCP/UDP Port") == ("TCP", "UDP")
    assert header_transports("Port") == ()
