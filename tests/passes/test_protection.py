"""How protection follows from words that vendors write: nothing is claimed that they do not say."""

import pytest

from portbook.model import Authentication, Encryption
from portbook.passes.protection import derive
from portbook.passes.protection.columns import Cell

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
        ("TCP", "Not encrypted", Encryption.NONE, UNKNOWN, ""),
        ("TCP", "No authentication or encryption", Encryption.NONE, NONE, ""),
        ("TCP", "TLS (optional)", Encryption.OPTIONAL, UNKNOWN, ""),
        ("TCP", "TLS if configured", Encryption.OPTIONAL, UNKNOWN, ""),
        ("TCP", "TLS or Mutual TLS", Encryption.TLS, OPTIONAL, ""),
        ("TCP", "Mutual TLS or none", Encryption.OPTIONAL, OPTIONAL, ""),
        ("HTTP", "None (TLS ends at the load balancer)", Encryption.NONE, NONE, ""),
        ("TCP", "TLS (server certificate)", Encryption.TLS, UNKNOWN, ""),
        ("TCP", "TLS 1.2 or 1.3", Encryption.TLS, UNKNOWN, ""),
        ("TCP", "TLS 1.2, 1.3 (optional)", Encryption.OPTIONAL, UNKNOWN, ""),
        ("TCP", "TLS or none", Encryption.OPTIONAL, UNKNOWN, ""),
        ("TCP", "No mutual TLS", Encryption.UNKNOWN, UNKNOWN, ""),
        ("TCP", "Yes", Encryption.UNKNOWN, UNKNOWN, ""),
        ("TCP", "✗", Encryption.NONE, NONE, ""),
        ("TCP", "Keine", Encryption.NONE, NONE, ""),
        ("HTTP", "TLS (planned)", Encryption.UNKNOWN, UNKNOWN, ""),
        ("HTTP", "Basic authentication (deprecated)", Encryption.UNKNOWN, UNKNOWN, ""),
        ("HTTPS", "Basic authentication (deprecated)", Encryption.TLS, UNKNOWN, ""),
        ("TCP", "2", Encryption.UNKNOWN, UNKNOWN, ""),
        ("TCP", "1.3", Encryption.UNKNOWN, UNKNOWN, ""),
        ("TCP", "Client certificate", Encryption.UNKNOWN, REQUIRED, ""),
        ("TCP", "TLS pre-shared key", Encryption.UNKNOWN, REQUIRED, ""),
        ("TCP", "SSH key", Encryption.TLS, REQUIRED, ""),
        ("HTTP", "See the guide", Encryption.UNKNOWN, UNKNOWN, ""),
        ("HTTP", "", Encryption.UNKNOWN, UNKNOWN, ""),
    ],
)
def test_protection_follows_from_protocol_and_security_cell(
    application: str, security: str, encryption: Encryption, authentication: Authentication, exposed: str
) -> None:
    protection = derive(application, (Cell(security),))
    assert (protection.encryption, protection.authentication) == (encryption, authentication)
    assert protection.exposed == exposed


CLEAR, TLS, MUTUAL, MAYBE, UNSAID = (
    Encryption.NONE,
    Encryption.TLS,
    Encryption.MUTUAL,
    Encryption.OPTIONAL,
    Encryption.UNKNOWN,
)


@pytest.mark.parametrize(
    ("header", "text", "encryption", "authentication"),
    [
        ("Encrypted", "Yes", TLS, UNKNOWN),
        ("Encrypted?", "y", TLS, UNKNOWN),
        ("Encrypted (Y/N)", "N", CLEAR, UNKNOWN),
        ("Encryption", "None", CLEAR, UNKNOWN),
        ("Encryption", "✗", CLEAR, UNKNOWN),
        ("Encryption", "-", UNSAID, UNKNOWN),
        ("Encryption", "N/A", UNSAID, UNKNOWN),
        ("Encryption", "n/a (local)", UNSAID, UNKNOWN),
        ("Encryption", "Not required", MAYBE, UNKNOWN),
        ("Encryption", "Required", TLS, UNKNOWN),
        ("Encryption", "Yes (optional)", MAYBE, UNKNOWN),
        ("Encryption", "Yes/No", MAYBE, UNKNOWN),
        ("Encryption", "No TLS", CLEAR, UNKNOWN),
        ("Encryption", "TLS or none", MAYBE, UNKNOWN),
        ("Encryption", "Mutual TLS", MUTUAL, REQUIRED),
        ("Encryption", "Basic authentication", UNSAID, REQUIRED),
        ("Encryption", "By the miller", UNSAID, UNKNOWN),
        ("TLS", "✓", TLS, UNKNOWN),
        ("TLS", "1.2, 1.3", TLS, UNKNOWN),
        ("TLS", "1.2+", TLS, UNKNOWN),
        ("SSL", "optional", MAYBE, UNKNOWN),
        ("TLS/mTLS", "Yes", TLS, UNKNOWN),
        ("Secured", "Yes", TLS, UNKNOWN),
        ("In transit encryption", "No", CLEAR, UNKNOWN),
        ("Transport layer security", "No", CLEAR, UNKNOWN),
        ("mTLS", "Yes", MUTUAL, REQUIRED),
        ("mTLS", "No", UNSAID, UNKNOWN),
        ("mTLS", "Optional", MAYBE, OPTIONAL),
        ("Authentication", "None", UNSAID, NONE),
        ("Authentication", "No", UNSAID, NONE),
        ("Authentication", "Yes", UNSAID, REQUIRED),
        ("Authentication", "Optional", UNSAID, OPTIONAL),
        ("Authentication", "OAuth 2.0", UNSAID, REQUIRED),
        ("Authentication", "OAuth 2.0 or none", UNSAID, OPTIONAL),
        ("Authentication", "Kerberos", UNSAID, REQUIRED),
        ("Authentication", "PLAIN", UNSAID, UNKNOWN),
        ("Authentication", "TLS", TLS, UNKNOWN),
        ("Authentication", "mTLS", MUTUAL, REQUIRED),
        ("Authentication/Authorization", "None", UNSAID, NONE),
        ("Client auth", "no", UNSAID, NONE),
        ("Client certificate", "Yes", UNSAID, REQUIRED),
        ("Client certificate", "No", UNSAID, UNKNOWN),
        ("Certificate", "No", UNSAID, UNKNOWN),
        ("Encryption at rest", "Yes", UNSAID, UNKNOWN),
        ("Security", "None", CLEAR, NONE),
        ("Security", "TLS", TLS, UNKNOWN),
        ("Authentication and encryption", "None", CLEAR, NONE),
        ("Authentication and encryption", "Yes", TLS, REQUIRED),
        ("Authentication and encryption", "Basic", CLEAR, REQUIRED),
        ("Verschlüsselt", "Ja", TLS, UNKNOWN),
        ("Verschlüsselung", "keine", CLEAR, UNKNOWN),
        ("Sicherheit", "keine", CLEAR, NONE),
        ("Authentifizierung", "Nein", UNSAID, NONE),
        ("Chiffrement", "Oui", TLS, UNKNOWN),
        ("Chiffrement", "Facultatif", MAYBE, UNKNOWN),
        ("Cifrado", "Sí", TLS, UNKNOWN),
        ("Autenticación", "Ninguna", UNSAID, NONE),
        ("Criptografia", "Não", CLEAR, UNKNOWN),
        ("Cifratura", "Obbligatoria", TLS, UNKNOWN),
        ("Autenticazione", "Nessuna", UNSAID, NONE),
    ],
)
def test_a_header_says_what_an_answer_means(
    header: str, text: str, encryption: Encryption, authentication: Authentication
) -> None:
    protection = derive("HTTP", (Cell(text, header),))
    assert (protection.encryption, protection.authentication) == (encryption, authentication)


@pytest.mark.parametrize(
    ("one", "other", "encryption", "authentication"),
    [
        (("Encryption", "TLS 1.2"), ("Authentication", "None"), TLS, NONE),
        (("Encryption", "None"), ("Authentication", "Basic"), CLEAR, REQUIRED),
        (("Encryption", "No"), ("Authentication", "No"), CLEAR, NONE),
        (("Encryption", "N/A"), ("Authentication", "Basic"), UNSAID, REQUIRED),
        (("Encryption", ""), ("Security", "Basic"), UNSAID, REQUIRED),
        (("Encryption", "Yes"), ("Authentication", "mTLS"), MUTUAL, REQUIRED),
        (("Encryption", "Optional"), ("Authentication", "mTLS"), MAYBE, OPTIONAL),
        (("Encryption", "No"), ("Authentication", "mTLS"), UNSAID, REQUIRED),
        (("Encryption", "No"), ("Authentication", "TLS"), UNSAID, UNKNOWN),
        (("TLS", "Yes"), ("mTLS", "No"), TLS, UNKNOWN),
        (("TLS", "Yes"), ("mTLS", "Optional"), TLS, OPTIONAL),
        (("Authentication", "Basic"), ("Client certificate", "No"), UNSAID, REQUIRED),
        (("Security", "None"), ("Authentication", "Basic"), CLEAR, UNKNOWN),
    ],
)
def test_columns_of_protection_count_together(
    one: tuple[str, str], other: tuple[str, str], encryption: Encryption, authentication: Authentication
) -> None:
    for cells in ((one, other), (other, one)):
        protection = derive("HTTP", tuple(Cell(text, header) for header, text in cells))
        assert (protection.encryption, protection.authentication) == (encryption, authentication)
