"""Small books that nobody wrote, with addresses that nobody would give."""

from ipaddress import IPv4Network, IPv6Network

from hypothesis import strategies as st

from books import flow
from portbook.model import Endpoint, Flow, Kind, PortRange, PortSet
from portbook.model.addresses import Addresses, Network

NAMES = ("apple_gate", "pear store", "Cider-Press", "配置", "apple_gate_ipv4")


def networks() -> st.SearchStrategy[Network]:
    four = st.builds(lambda n, length: IPv4Network((n, length), strict=False), st.integers(0, 2**32 - 1), LENGTHS)
    six = st.builds(lambda n, length: IPv6Network((n, length * 4), strict=False), st.integers(0, 2**128 - 1), LENGTHS)
    near = st.builds(lambda n, length: IPv4Network((0x0A000000 + n, length), strict=False), st.integers(0, 9), LENGTHS)
    return four | six | near


LENGTHS = st.sampled_from((32, 32, 31, 24, 16, 8, 1, 0))
PORTS = st.builds(
    lambda first, more: PortRange(first, min(first + more, 65535)),
    st.sampled_from((1, 53, 80, 81, 443, 8080, 65534, 65535)) | st.integers(1, 65535),
    st.sampled_from((0, 0, 0, 1, 2, 100)),
)


@st.composite
def small_books(draw: st.DrawFn) -> tuple[list[Flow], Addresses]:
    ends = st.sampled_from([Endpoint(name, Kind.VM) for name in NAMES])
    flows = [
        flow(
            draw(ends),
            draw(ends),
            PortSet.of(draw(st.lists(PORTS, min_size=1, max_size=4))),
            lines=(line,),
            transports=tuple(draw(st.sampled_from((("TCP",), ("UDP",), ("TCP", "UDP"), ("SCTP",), ("UDP", "SCTP"))))),
        )
        for line in range(1, draw(st.integers(1, 5)) + 1)
    ]
    return flows, {name: tuple(draw(st.lists(networks(), max_size=4))) for name in NAMES}
