"""How port cells are read, in all the spellings that vendors use."""

import pytest

from portbook.passes.ports import read_ports, read_transports


def shown(text: str) -> str:
    """Write the items of a cell: ports, transports, protocol; what is kept as written stands in quotes."""
    items = []
    for item in read_ports(text).items:
        ports = str(item.ports) if item.ports.ranges else repr(item.ports.symbol)
        items.append(" ".join(filter(None, (ports, "+".join(item.transports), item.application))))
    return "; ".join(items)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("443", "443"),
        ("22 TCP", "22 TCP"),
        ("443/TCP", "443 TCP"),
        ("TCP 443", "443 TCP"),
        ("tcp/443", "443 TCP"),
        ("TCP443", "443 TCP"),
        ("443 (TCP)", "443 TCP"),
        ("443 (HTTPS)", "443 HTTPS"),
        ("SSH (22)", "22 SSH"),
        ("LDAP (389), LDAPS (636)", "389 LDAP; 636 LDAPS"),
        ("Web pages (8080)", "8080"),
        ("25555 and 8443", "8443, 25555"),
        ("443/8080**", "443, 8080"),
        ("80 or 443 (HTTP port)", "80, 443"),
        ("4222, 4223, 4224, 4225", "4222-4225"),
        ("8443\n8081", "8081, 8443"),
        ("25555 8443 8844", "8443, 8844, 25555"),
        ("32768–61000", "32768-61000"),
        ("30000 through 32767", "30000-32767"),
        ("30000 to 30010", "30000-30010"),
        ("between 100 and 200", "100-200"),
        ("1024 - 65535 TCP", "1024-65535 TCP"),
        ("514 (default)", "514"),
        ("514, depending on configuration", "514"),
        ("61000-61009 (approx)", "61000-61009"),
        ("HTTPS, typically 6443", "6443 HTTPS"),
        ("Port range, default 30000-32767/TCP,UDP", "30000-32767 TCP+UDP"),
        ("Port 135", "135"),
        ("443 for the console", "443"),
        ("1024+", "1024-65535"),
        (">1023", "1024-65535"),
        ("≥ 1024", "1024-65535"),
        ("1024 and above", "1024-65535"),
        ("1,024-65,535", "1024-65535"),
        ("22,443", "22, 443"),
        ("80,443", "80, 443"),
        ("tcp: 80,443; udp: 53", "80, 443 TCP; 53 UDP"),
        ("443, 8443 (TCP), 53 (UDP)", "443, 8443 TCP; 53 UDP"),
        ("80 TCP / 53 UDP", "80 TCP; 53 UDP"),
        ("53 (TCP/UDP)", "53 TCP+UDP"),
        ("80 (HTTP), 443 (HTTPS)", "80 HTTP; 443 HTTPS"),
        ("ICMP type 8", "'ICMP type 8' ICMP"),
        ("proto 50", "'proto 50' ESP"),
        ("ESP (IP protocol 50)", "'ESP (IP protocol 50)' ESP"),
        ("Any", "'Any'"),
        ("Ephemeral ports", "'Ephemeral ports'"),
        ("", "''"),
    ],
)
def test_what_is_plain_is_read(text: str, meaning: str) -> None:
    assert shown(text) == meaning
    assert read_ports(text).rule == ""


@pytest.mark.parametrize("mark", ["*", "**", "†", "³", "¹²", "¹,²", "ᵃ", "[^1]", "(*)"])
def test_a_footnote_mark_makes_no_number(mark: str) -> None:
    assert shown(f"443{mark}") == "443"
    assert shown(f"443{mark}, 8443") == "443, 8443"


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("8,443", "port-ambiguous"),
        ("10,250", "port-ambiguous"),
        ("70000", "port-invalid"),
        ("99999999999999999999", "port-invalid"),
        ("9000-8000", "port-reversed"),
        ("80-81-82", "port-symbolic"),
        ("389 or user-defined", "port-symbolic"),
        ("443 for 3 days", "port-symbolic"),
        ("10.0.0.1", "port-symbolic"),
        ("٤٤٣", "port-symbolic"),
        ("4a", "port-symbolic"),
        ("44 3", "port-symbolic"),
        ("cellar specific", "port-symbolic"),
        ("x" * 3_000, "port-symbolic"),
    ],
)
def test_what_is_not_plain_is_kept_as_written(text: str, rule: str) -> None:
    reading = read_ports(text)
    assert reading.rule == rule
    assert [item.ports.symbol for item in reading.items] == [text]


@pytest.mark.parametrize(
    ("text", "transports"),
    [
        ("TCP and UDP", ("TCP", "UDP")),
        ("TCP\nUDP", ("TCP", "UDP")),
        ("tcp (over the vault)", ("TCP",)),
        ("6", ("TCP",)),
        ("50", ("ESP",)),
        ("Any", ()),
        ("TCP/UPS", ("TCP", "UPS")),
    ],
)
def test_transports_by_name_and_by_number(text: str, transports: tuple[str, ...]) -> None:
    assert read_transports(text)[0] == transports
