"""Whatever stands in a table: nothing fails, each row is accounted for, and no flow says more than its row."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from portbook.certificate import certify
from portbook.compiler import Compilation, Input, compile_sources
from portbook.options import Options, SourceOptions

HEADERS = (
    *("Source", "From", "Source Component", "Destination", "To", "Destination VM", "Used by", "To/From", "Peer"),
    *("Direction", "Direction and Network", "Port", "Ports", "TCP Port", "UDP Port", "Port/Protocol", "Source Port"),
    *("Protocol", "Transport", "Application Protocol", "Security", "Component", "Service", "Node Role", "Host"),
    *("Description", "Notes", "Colour", "Ports to be opened", "Default", "TCP", "", "**Port(s)**", "Port"),
    *("UDP", "Action", "Allowed", "Flow", "Port (source)", "Encrypted", "Authentication", "mTLS"),
)
PORTS = (
    *("443", "22 TCP", "443/TCP", "tcp/443", "443 (HTTPS)", "SSH (22)", "80 or 443", "8443<br>8081", "1024+", ">1023"),
    *("1,024-65,535", "8,443", "22,443", "tcp: 80,443; udp: 53", "80 (HTTP), 443 (HTTPS)", "ICMP type 8", "proto 50"),
    *("53/UDP, 53/TCP", "30000–32767", "443<sup>3</sup>", "443[^x]", "443*", "Any***", "0, 8 *", "9000-8000", "70000"),
    *(
        "514 (default)",
        "HTTPS, typically 6443",
        "ephemeral",
        "N/A",
        "",
        "٤٤٣",
        "65535²",
        "1 2 3",
        "25555 8443",
        "HTTP/2",
    ),
    *("between 10 and 20", "443:8443", "100 - 200 TCP", "443 for 3 days", "port 25 and above", "20..30", "TCP443"),
)
NAMES = (
    *("press", "silo", "press (Screw)", "Any", "N/A", "", "/", "press<br>silo", "press, silo", "press and others"),
    *("Node(s)", "press (Screw) (for counts)", "10.0.0.0/8", "*.farm.example", "press*", "the silo", "press<br>(old)"),
)
WORDS = (
    *(
        "TCP",
        "UDP",
        "TCP/UDP",
        "TCP and UDP",
        "ICMP",
        "HTTP",
        "HTTPS",
        "TCP/HTTPS",
        "6",
        "17",
        "None",
        "TLS",
        "TCP/UPS",
    ),
    *(
        "Inbound",
        "Outbound",
        "Both",
        "Inbound from the press",
        "Outbound from the press to the silo",
        "to silo",
        "Barn",
    ),
    *("press to silo", "TCP<br>UDP", "HTTP<br>HTTPS", "SSL (old)<br>Only in autumn.", "yes", "x -> y"),
    *("✓", "no", "Deny", "press <-> silo", "silo <- press", "TCP (HTTP)", "HTTPS (1)", "SMTP over TCP", "--"),
)
TITLES = ("Ports", "Press requirements", "Inbound to the silo", "Ports used by the press (outbound)", "Rules")


@st.composite
def pages(draw: st.DrawFn) -> str:
    lines = []
    cells = st.one_of(st.sampled_from(PORTS), st.sampled_from(NAMES), st.sampled_from(WORDS))
    for title in draw(st.lists(st.sampled_from(TITLES), min_size=1, max_size=2)):
        headers = draw(st.lists(st.sampled_from(HEADERS), min_size=2, max_size=6))
        lines += [f"## {title}", "", _row(headers), _row(["---"] * len(headers))]
        width = st.integers(1, len(headers) + 1)
        lines += [_row(draw(st.lists(cells, min_size=n, max_size=n))) for n in draw(st.lists(width, max_size=6))]
        lines += ["", draw(st.sampled_from(["", "\\* Only in autumn.", "Ports marked with * can be changed."])), ""]
    return "\n".join(lines)


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def compiled(text: str) -> Compilation:
    source = SourceOptions(path="page.md", names={"press": ("the press",), "silo": ("Silo house",)})
    return compile_sources([Input("page.md", text.encode(), source)], Options())


SWAPPED_BESIDE_A_PORT = """## Ports

| Source | TCP Port | Protocol | UDP Port |
| --- | --- | --- | --- |
| 443 |
| 443 | 443 | 22 TCP | TCP |
"""
THOUSANDS_IN_ONE_OF_TWO_COLUMNS = """## Ports

| Port | UDP Port |
| --- | --- |
| 1,024-65,535 | 22,443 |
"""


@settings(max_examples=150, deadline=None)
@given(pages())
@example(SWAPPED_BESIDE_A_PORT)
@example(THOUSANDS_IN_ONE_OF_TWO_COLUMNS)
def test_every_law_holds_for_any_table(text: str) -> None:
    assert [law for law in certify(compiled(text), thorough=False).laws if not law.holds] == []
