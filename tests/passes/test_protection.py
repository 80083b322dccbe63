"""How protection follows from words that vendors write: nothing is claimed that they do not say."""

import pytest

from portbook.model import Authentication, Encryption
from portbook.passes.protection import derive

NONE, REQUIRED, OPTIONAL, UNKNOWN = (
    Authentication.NONE,
    Authentication.REQUIRED,
    Authentication.OPTIONAL,
    Authentication.UNKNOWN,
)


@pytest.mark.parametrize(
    ("application", "security", "encryption", "authentication", "exposed"),
    [
        ("HTTP", "OAuth 2.0", Encryption.NONE, REQUIRED, "OAuth 2.0"),
        ("HTTP", "UAA OAuth token", Encryption.NONE, REQUIRED, "UAA OAuth token"),
        ("HTTP", "Username and password", Encryption.NONE, REQUIRED, "password"),
        ("HTTP", "Basic authentication (over TLS)", Encryption.TLS, REQUIRED, ""),
        ("HTTP", "Mutual TLS", Encryption.MUTUAL, REQUIRED, ""),
        ("NATS", "Basic authentication", Encryption.NONE, REQUIRED, "Basic authentication"),
        ("MySQL", "Native password", Encryption.NONE, REQUIRED, ""),
        ("HTTP", "No authentication", Encryption.NONE, NONE, ""),
        ("HTTPS", "No authentication", Encryption.TLS, NONE, ""),
        ("TCP", "TLS, unauthenticated", Encryption.TLS, NONE, ""),
        ("TCP", "Not encrypted", Encryption.NONE, NONE, ""),
        ("TCP", "No authentication or encryption", Encryption.NONE, NONE, ""),
        ("TCP", "TLS (optional)", Encryption.OPTIONAL, NONE, ""),
        ("TCP", "TLS if configured", Encryption.OPTIONAL, NONE, ""),
        ("TCP", "TLS or Mutual TLS", Encryption.TLS, OPTIONAL, ""),
        ("TCP", "Mutual TLS or none", Encryption.OPTIONAL, OPTIONAL, ""),
        ("HTTP", "None (TLS ends at the load balancer)", Encryption.NONE, NONE, ""),
        ("TCP", "TLS (server certificate)", Encryption.TLS, NONE, ""),
        ("TCP", "TLS 1.2 or 1.3", Encryption.TLS, NONE, ""),
        ("TCP", "TLS 1.2, 1.3 (optional)", Encryption.OPTIONAL, NONE, ""),
        ("HTTP", "TLS (planned)", Encryption.UNKNOWN, UNKNOWN, ""),
        ("HTTP", "Basic authentication (deprecated)", Encryption.UNKNOWN, UNKNOWN, ""),
        ("HTTPS", "Basic authentication (deprecated)", Encryption.TLS, UNKNOWN, ""),
        ("TCP", "2", Encryption.UNKNOWN, UNKNOWN, ""),
        ("TCP", "1.3", Encryption.UNKNOWN, UNKNOWN, ""),
        ("TCP", "Client certificate", Encryption.UNKNOWN, REQUIRED, ""),
        ("TCP", "SSH key", Encryption.TLS, REQUIRED, ""),
        ("HTTP", "See the guide", Encryption.UNKNOWN, UNKNOWN, ""),
        ("HTTP", "", Encryption.UNKNOWN, UNKNOWN, ""),
    ],
)
def test_protection_follows_from_protocol_and_security_cell(
    application: str, security: str, encryption: Encryption, authentication: Authentication, exposed: str
) -> None:
    protection = derive(application, security)
    assert (protection.encryption, protection.authentication) == (encryption, authentication)
    assert protection.exposed == exposed
