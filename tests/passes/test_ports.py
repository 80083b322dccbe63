"""How port cells are read, in all the spellings that vendors use."""

import pytest

from portbook.passes.ports import read_ports, read_transports, read_words, sorted_terms


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
        ("HTTPS over 443", "443 HTTPS"),
        ("RPC over 135", "135 RPC"),
        ("HTTP over TCP 80", "80 TCP HTTP"),
        ("over 1024", "1025-65535"),
        ("HTTP/80, HTTPS/443", "80 HTTP; 443 HTTPS"),
        ("80 HTTP/443 HTTPS", "80 HTTP; 443 HTTPS"),
        ("TCP/HTTP/80, 443", "80, 443 TCP HTTP"),
        ("HTTP/8080", "8080 HTTP"),
        ("HTTP/2 443", "443 HTTP"),
        ("443 (HTTP/1.1)", "443 HTTP"),
        ("TCP (443), UDP (53)", "443 TCP; 53 UDP"),
        ("TCP (80, 443), UDP (53)", "80, 443 TCP; 53 UDP"),
        ("443 (HTTPS/TCP)", "443 TCP HTTPS"),
        ("443 via UDP", "443 UDP"),
        ("80, 443 (both TCP)", "80, 443 TCP"),
        ("8080 (non-TLS)", "8080"),
        ("443 (see note 2)", "443"),
        ("between ports 1024 and 5000", "1024-5000"),
        ("between 1024 & 5000", "1024-5000"),
        ("from port 1024 to port 5000", "1024-5000"),
        ("TCP 1024 to TCP 2048", "1024-2048 TCP"),
        ("UDP/1024-UDP/2048", "1024-2048 UDP"),
        ("1024/tcp-2048/tcp, 53/udp", "1024-2048 TCP; 53 UDP"),
        ("TCP 80, 53/UDP", "80 TCP; 53 UDP"),
        ("1024:65535", "1024-65535"),
        ("443 or above 8000", "443, 8001-65535"),
        ("1024+ UDP", "1024-65535 UDP"),
        ("1024 - 65,535", "1024-65535"),
        ("1 024 - 65 535", "1024-65535"),
        ("443+8443", "443, 8443"),
        ("22 - SSH", "22 SSH"),
        ("20 and 21 ports", "20-21"),
        ("443 and ICMP", "443; 'ICMP' ICMP"),
        ("500, 4500, ESP", "500, 4500; 'ESP' ESP"),
        ("1723, GRE", "1723; 'GRE' GRE"),
        ("ICMP, TCP 443", "443 TCP; 'ICMP' ICMP"),
        ("UDP 500, ESP (protocol 50)", "500 UDP; 'ESP (protocol 50)' ESP"),
        ("TCP/UDP/ICMP", "'TCP/UDP/ICMP' ICMP+TCP+UDP"),
        ("UDP/500, IP 50", "500 UDP; 'IP 50' ESP"),
        ("89 (OSPF)", "'89 (OSPF)' OSPF"),
        ("80 (redirects to 443)", "80"),
        ("8443 (was 443)", "8443"),
        ("443 - Web pages", "443"),
        ("443 - Tier-2 agents by web-service", "443"),
        ("10250~10259", "10250-10259"),
        ("either 80 or 443", "80, 443"),
        ("HTTP: TCP/80", "80 TCP HTTP"),
        ("TCP: 80, 443; UDP: 53", "80, 443 TCP; 53 UDP"),
        ("80/443 TCP", "80, 443 TCP"),
        ("TCP 80/443", "80, 443 TCP"),
        ("tcp 22-25,80", "22-25, 80 TCP"),
        ("443 TCP/UDP", "443 TCP+UDP"),
        ("2379–2380 (etcd)", "2379-2380 etcd"),
        ("1024-65535 (ephemeral)", "1024-65535"),
        ("dynamic (49152-65535)", "49152-65535"),
        ("4789/UDP (VXLAN)", "4789 UDP VXLAN"),
        ("Default: 8080", "8080"),
        ("80,443,8443-8445/tcp", "80, 443, 8443-8445 TCP"),
        ("443, 444 & 445", "443-445"),
        ("TCP 443; UDP 443", "443 TCP; 443 UDP"),
        (":443", "443"),
        ("0-65535", "0-65535"),
        ("TCP 80, 443 UDP 53", "80, 443 TCP; 53 UDP"),
        ("tcp:80,443 udp:53", "80, 443 TCP; 53 UDP"),
        ("dynamic ports 49152-65535", "49152-65535"),
        ("135 + dynamic ports 49152-65535", "135, 49152-65535"),
        ("1.024 - 65.535", "1024-65535"),
        ("both 80 and 443", "80, 443"),
        ("4567 (tcp+udp)", "4567 TCP+UDP"),
        ("4444, 4567 (UDP), 4568", "4444, 4568; 4567 UDP"),
        ("443 / TCP + UDP", "443 TCP+UDP"),
        ("TCP 443 + UDP 53", "443 TCP; 53 UDP"),
        ("tcp-8000-8010", "8000-8010 TCP"),
        ("TCP_8443", "8443 TCP"),
        ("443_tcp, 53_udp", "443 TCP; 53 UDP"),
        ("443-TCP", "443 TCP"),
        ("TCP:443-445", "443-445 TCP"),
        ("443/tcp/udp", "443 TCP+UDP"),
        ("HTTPS-443", "443 HTTPS"),
        ("imap-143, smb-445", "143 imap; 445 smb"),
        ("N/A", "'N/A'"),
        ("TBD", "'TBD'"),
        ("*", "'*'"),
        ("ICMP echo", "'ICMP echo' ICMP"),
        ("ESP (50)", "'ESP (50)' ESP"),
        ("#N/A", "'#N/A'"),
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
        ("TCP over 1024", "port-symbolic"),
        ("0", "port-symbolic"),
        ("65536", "port-invalid"),
        ("22, 80 and more", "port-symbolic"),
        ("TBD (443)", "port-symbolic"),
        ("1024 - highest", "port-symbolic"),
        ("443 - 8443 is closed", "port-symbolic"),
        ("443 or custom", "port-symbolic"),
        ("135 + dynamic", "port-symbolic"),
        ("RPC dynamic", "port-symbolic"),
        ("all TCP ports", "port-symbolic"),
        ("see note", "port-symbolic"),
        ("tcp://press.example:443", "port-symbolic"),
        ("80->8080", "port-symbolic"),
        ("80=>8080", "port-symbolic"),
        ("TCP -> 443", "port-symbolic"),
        ("80 → 8080", "port-symbolic"),
        ("1024-65535 (except 3306)", "port-symbolic"),
        ("8443 (and 8444)", "port-symbolic"),
        ("443 (8443 if TLS)", "port-symbolic"),
        ("8080 (range 8080-8090)", "port-symbolic"),
        ("8080 (not used)", "port-symbolic"),
        ("8080 (isn't used)", "port-symbolic"),
        ("443 [8443]", "port-symbolic"),
        ("443 (TCP/8443)", "port-symbolic"),
        ("443 (not 80)", "port-symbolic"),
        ("1024 (or higher)", "port-symbolic"),
        ("8080 (base)", "port-symbolic"),
        ("not used (8080)", "port-symbolic"),
        ("above (1024)", "port-symbolic"),
        ("443 for TLS (8443 plain)", "port-symbolic"),
        ("HTTPS (1)", "port-symbolic"),
        ("SNMP 3, 161", "port-symbolic"),
        ("from 1024", "port-symbolic"),
        ("1024/tcp-2048/udp", "port-symbolic"),
        ("1024/tcp-2048", "port-symbolic"),
        ("80:8080", "port-symbolic"),
        ("8080:80", "port-symbolic"),
        ("-1", "port-symbolic"),
        ("443-", "port-symbolic"),
        ("443–", "port-symbolic"),
        ("10 ports", "port-symbolic"),
        ("10 TCP ports", "port-symbolic"),
        ("30000+1", "port-symbolic"),
        ("5 (one per mill) 8080", "port-symbolic"),
        ("44 3 8080", "port-symbolic"),
        ("range 8080 8090", "port-symbolic"),
        ("0443", "port-symbolic"),
        (">65535", "port-symbolic"),
        ("1024-2048+", "port-symbolic"),
        ("8080, TCP 443", "port-symbolic"),
        ("443 to TCP 8443", "port-symbolic"),
        ("ICMP types 0, 3, 8", "port-symbolic"),
        ("443/ICMP", "port-symbolic"),
        ("1024 + UDP", "port-symbolic"),
        ("443 UDP 53", "port-symbolic"),
        ("80, 443 UDP 53", "port-symbolic"),
        ("443/6", "port-symbolic"),
        ("dynamic 443", "port-symbolic"),
        ("1.024", "port-symbolic"),
        ("TLS-12", "port-symbolic"),
        ("6 443", "port-symbolic"),
        ("10 250", "port-ambiguous"),
        ("8,443 TCP", "port-ambiguous"),
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
        ("#N/A", ()),
        ("TCP only", ("TCP",)),
        ("TCP (1)", ("TCP",)),
        ("TCP, 1", ("1", "TCP")),
        ("IP protocol 50", ("ESP",)),
        ("6/17", ("TCP", "UDP")),
        ("TCP UDP", ("TCP", "UDP")),
        ("TCP/IP", ("TCP",)),
        ("IPv4/TCP", ("TCP",)),
        ("TCPv6", ("TCP",)),
        ("IPv4 TCP", ("TCP",)),
    ],
)
def test_transports_by_name_and_by_number(text: str, transports: tuple[str, ...]) -> None:
    assert read_transports(text)[0] == transports


@pytest.mark.parametrize(
    ("text", "transport", "application"),
    [
        ("HTTP (TCP)", "TCP", "HTTP"),
        ("TCP (HTTPS)", "TCP", "HTTPS"),
        ("TCP: HTTP", "TCP", "HTTP"),
        ("TCP - HTTP", "TCP", "HTTP"),
        ("DNS (UDP)", "UDP", "DNS"),
        ("HTTP/2 (TCP)", "TCP", "HTTP/2"),
        ("TCP, custom, HTTP", "TCP, custom", "HTTP"),
        ("TCP or HTTPS (1)", "TCP", "HTTPS (1)"),
        ("TCP only", "TCP only", ""),
        ("6", "6", ""),
        ("6, 17", "6, 17", ""),
        ("not TCP", "not TCP", ""),
        ("8080", "", "8080"),
        ("gRPC over HTTP/2", "", "gRPC over HTTP/2"),
    ],
)
def test_a_cell_of_both_kinds_is_sorted(text: str, transport: str, application: str) -> None:
    assert sorted_terms(text, transports=False) == (transport, application)


def test_what_is_undecided_beside_a_transport_is_reported() -> None:
    assert [rule for rule, _ in read_transports("not TCP")[1]] == ["transport-unknown"]


@pytest.mark.parametrize(
    ("words", "transports", "application"),
    [
        (("TCP", "", "443"), ("TCP",), ""),
        (("TCP", "443", ""), ("TCP",), ""),
        (("TCP/HTTPS", "443", ""), ("TCP",), "HTTPS"),
        (("TCP/HTTPS", "", "443"), ("TCP",), "HTTPS"),
    ],
)
def test_what_changed_places_keeps_all_it_says(
    words: tuple[str, str, str], transports: tuple[str, ...], application: str
) -> None:
    stated = read_words(*words, beside=())
    assert [(str(item.ports), item.transports, item.application) for item in stated.items] == [
        ("443", transports, application)
    ]
    assert [rule for rule, _ in stated.problems] == ["cells-swapped"]


def test_a_protocol_without_ports_stays_apart_from_the_transport_of_its_row() -> None:
    stated = read_words("500, 4500, ESP", "UDP", "", ())
    assert [(str(item.ports), item.transports) for item in stated.items] == [("500, 4500", ("UDP",)), ("ESP", ("ESP",))]
    assert [rule for rule, _ in stated.problems] == ["transport-conflict"]


@pytest.mark.parametrize(
    ("words", "items"),
    [
        (("443 and ICMP", "TCP/ICMP", ""), [("443", ("TCP",)), ("ICMP", ("ICMP",))]),
        (("443", "TCP, UDP, ICMP", ""), [("443", ("TCP", "UDP")), ("ICMP", ("ICMP",))]),
        (("500, 4500, ESP", "UDP/ESP", ""), [("500, 4500", ("UDP",)), ("ESP", ("ESP",))]),
        (("8", "ICMP", ""), [("8", ("ICMP",))]),
        (("50", "IP protocol", ""), [("50", ("ESP",))]),
        (("50", "", "IP protocol"), [("50", ("ESP",))]),
        (("ESP", "50", "IP protocol"), [("50", ("ESP",))]),
        (("200", "IP protocol", ""), [("200", ("IP protocol",))]),
        (("89", "OSPF", ""), [("89", ("OSPF",))]),
    ],
)
def test_a_protocol_without_ports_gets_none(
    words: tuple[str, str, str], items: list[tuple[str, tuple[str, ...]]]
) -> None:
    stated = read_words(*words, beside=())
    assert [(str(item.ports), item.transports) for item in stated.items] == items
    assert all(item.ports.ranges or {"TCP", "UDP"}.isdisjoint(item.transports) for item in stated.items)


def test_a_cell_under_the_name_of_its_transport_is_in_its_place() -> None:
    stated = read_words("TCP", "22", "", ("UDP",))
    assert [str(item.ports) for item in stated.items] == ["TCP"]
