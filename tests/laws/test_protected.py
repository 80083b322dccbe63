"""A protection that the words below their headers do not state would be caught by law 3."""

from dataclasses import replace

import pytest

from portbook.certificate import verify
from portbook.compiler import Compilation, Input, compile_sources
from portbook.model import Authentication, Encryption, Protection
from portbook.options import Options, SourceOptions

PAGE = """# Cider works

## Pressing

| Source | Destination | Port | Encrypted |
| --- | --- | --- | --- |
| press | mill | 101 | Yes |
| press | mill | 102 | No |
| press | mill | 103 | Optional |
| press | mill | 104 | N/A |
| press | mill | 105 | ✓ |

## Milling

| Source | Destination | Port | Application protocol | Authentication |
| --- | --- | --- | --- | --- |
| mill | silo | 201 | HTTP | None |
| mill | silo | 202 | HTTP | OAuth 2.0 |
| mill | silo | 203 | HTTP | TLS |

## Storing

| Source | Destination | Port | Encryption | Authentication |
| --- | --- | --- | --- | --- |
| farm | silo | 301 | TLS 1.2 | None |
| farm | silo | 302 | None | Basic |

## Carting

| Source | Destination | Port | mTLS |
| --- | --- | --- | --- |
| cart | silo | 401 | Yes |
| cart | silo | 402 | No |

## Weighing

| Source | Destination | Port | Security |
| --- | --- | --- | --- |
| scale | silo | 501 | TLS |
"""


@pytest.fixture(scope="module")
def works() -> Compilation:
    return compile_sources([Input("works.md", PAGE.encode(), SourceOptions(path="works.md"))], Options())


def faults(works: Compilation, port: str, **values: object) -> tuple[str, ...]:
    """Return what law 3 finds where the flow of a port is another."""
    assert port in [str(flow.ports) for flow in works.book.flows]
    flows = tuple(
        replace(flow, **values) if str(flow.ports) == port else flow  # type: ignore[arg-type]
        for flow in works.book.flows
    )
    return verify(replace(works.book, flows=flows), works.documents).broken


def protection(works: Compilation, port: str) -> Protection:
    return next(flow.protection for flow in works.book.flows if str(flow.ports) == port)


def test_the_page_itself_is_proved(works: Compilation) -> None:
    assert verify(works.book, works.documents).broken == ()


HEADERS = (
    *("Encrypted", "SSL", "TLS/mTLS", "mTLS", "Authentication", "Client certificate", "Security", "Certificate"),
    *("Encryption / Authentication", "Verschlüsselung", "Autenticación", "Encryption at rest"),
)
TEXTS = (
    *(
        "Yes",
        "No",
        "None",
        "✓",
        "✗",
        "-",
        "N/A",
        "n/a (local)",
        "N",
        "Optional",
        "Optional TLS",
        "TLS or none",
        "TLS 1.2",
    ),
    *("1.2", "mTLS", "Mutual TLS or none", "Basic", "OAuth 2.0 or none", "Kerberos", "No TLS", "Not required", "PLAIN"),
    *("No authentication or encryption", "TLS, unauthenticated", "None (local)", "Keine (lokal)", "Yes (optional)"),
    *("TLS pre-shared key", "Basic (TLS elsewhere)", "Token, no TLS", "Mutual authentication", "Fairy dust", "same"),
)


@pytest.mark.parametrize("header", HEADERS)
def test_whatever_a_cell_says_below_a_header_is_proved(header: str) -> None:
    head = f"| Source | Destination | Port | Application protocol | {header} | Encryption |\n" + "| --- " * 6 + "|\n"
    cells = [(protocol, *pair) for protocol in ("HTTP", "HTTPS") for text in TEXTS for pair in ((text, ""), ("", text))]
    cells += [("", one, other) for one, other in zip(TEXTS, (*TEXTS[7:], *TEXTS[:7]), strict=True)]
    rows = [f"| press | mill | {port} | {' | '.join(each)} |\n" for port, each in enumerate(cells, 100)]
    source = Input("works.md", ("# Works\n\n" + head + "".join(rows)).encode(), SourceOptions(path="works.md"))
    compilation = compile_sources([source], Options())
    assert verify(compilation.book, compilation.documents).broken == ()


@pytest.mark.parametrize(
    ("port", "encryption"),
    [
        *(("101", wrong) for wrong in Encryption if wrong not in (Encryption.TLS, Encryption.MUTUAL)),
        *(("102", wrong) for wrong in Encryption if wrong is not Encryption.NONE),
        *(("103", wrong) for wrong in Encryption if wrong is not Encryption.OPTIONAL),
        *(("104", wrong) for wrong in Encryption if wrong is not Encryption.UNKNOWN),
        *(("105", wrong) for wrong in (Encryption.NONE, Encryption.OPTIONAL, Encryption.UNKNOWN)),
        *(("201", wrong) for wrong in Encryption if wrong is not Encryption.UNKNOWN),
        *(("202", wrong) for wrong in Encryption if wrong is not Encryption.UNKNOWN),
        *(("203", wrong) for wrong in Encryption if wrong is not Encryption.TLS),
        ("301", Encryption.NONE),
        ("301", Encryption.MUTUAL),
        ("302", Encryption.TLS),
        ("302", Encryption.MUTUAL),
        ("401", Encryption.NONE),
        ("402", Encryption.NONE),
        ("402", Encryption.TLS),
        ("402", Encryption.MUTUAL),
        ("501", Encryption.NONE),
    ],
)
def test_another_encryption_breaks_the_certificate(works: Compilation, port: str, encryption: Encryption) -> None:
    wrong = replace(protection(works, port), encryption=encryption)
    assert any("protection" in fault for fault in faults(works, port, protection=wrong))


@pytest.mark.parametrize(
    ("port", "authentication"),
    [
        ("101", Authentication.REQUIRED),
        ("102", Authentication.NONE),
        ("102", Authentication.REQUIRED),
        ("201", Authentication.REQUIRED),
        ("202", Authentication.NONE),
        ("301", Authentication.REQUIRED),
        ("302", Authentication.NONE),
        ("402", Authentication.NONE),
        ("501", Authentication.NONE),
    ],
)
def test_a_caller_that_no_column_speaks_of_breaks_the_certificate(
    works: Compilation, port: str, authentication: Authentication
) -> None:
    wrong = replace(protection(works, port), authentication=authentication)
    assert any("protection" in fault for fault in faults(works, port, protection=wrong))


@pytest.mark.parametrize(
    ("port", "security"),
    [
        ("101", "Authentication: Yes"),
        ("102", "Encrypted: Yes"),
        ("201", "Encryption: None"),
        ("301", "TLS 1.2"),
        ("301", "Encryption: TLS 1.2"),
        ("301", "Encryption: None; Authentication: TLS 1.2"),
        ("302", "Encryption: None; Authentication: Basic; Authentication: Basic"),
    ],
)
def test_words_below_another_header_break_the_certificate(works: Compilation, port: str, security: str) -> None:
    assert any("security" in fault for fault in faults(works, port, security=security))
