"""A port cell states the numbers that stand in it and no others, or it is kept as written and a finding says so."""

import re

from hypothesis import example, given
from hypothesis import strategies as st

from portbook.model.ports import LAST_PORT
from portbook.passes.ports import read_ports

NUMBERS = st.sampled_from(["1", "6", "22", "80", "135", "443", "1024", "8080", "30000", "65535"])
WORDS = "TCP UDP tcp HTTPS HTTP SSH RPC port ports range default only not except mill".split()
JOINS = [" ", ", ", "/", ":", "-", " - ", "–", " to ", " and ", " or ", " & ", "+", "; ", "->", " over ", "\n"]
REMARKS = ["(HTTPS)", "(TCP)", "(not used)", "(8443 if TLS)", "(one per mill)", "[9090]", "(except 3306)", "*", "³"]
OPENINGS = ["", "between ", "from ", "over ", ">", "≥ ", "-", "above "]
ENDS = ["", "+", "-", " and above", " or higher", " ports"]

PIECES = st.one_of(NUMBERS, NUMBERS, st.sampled_from(WORDS), st.sampled_from(REMARKS))
CELLS = st.builds(
    lambda opening, pieces, end: (
        opening + "".join(f"{piece}{join}" for piece, join in pieces[:-1]) + pieces[-1][0] + end
    ),
    st.sampled_from(OPENINGS),
    st.lists(st.tuples(PIECES, st.sampled_from(JOINS)), min_size=1, max_size=5),
    st.sampled_from(ENDS),
)
RANGE = re.compile(r"-|–|:|\bto\b|\band\b|&")
OPEN = re.compile(r"[>≥+]|over|above|higher")


@given(CELLS)
@example("1-HTTPS-6")
@example("22-SSH-80-HTTP")
def test_ports_are_the_numbers_of_the_cell_or_it_is_kept_as_written(text: str) -> None:
    reading = read_ports(text)
    written = {int(digits) for digits in re.findall("[0-9]+", text.replace("[9090]", " 9090 "))}
    ranges = [one for item in reading.items for one in item.ports.ranges]
    if not ranges:
        assert not written or reading.rule
        return
    assert all(any(number in one for one in ranges) for number in written - _bounds(text))
    limits = written | {bound + 1 for bound in _bounds(text)} | ({LAST_PORT} if OPEN.search(text) else set())
    assert {limit for one in ranges for limit in (one.first, one.last)} <= limits
    if not (RANGE.search(text) or OPEN.search(text)):
        assert {port for one in ranges for port in range(one.first, one.last + 1)} <= written


def _bounds(text: str) -> set[int]:
    """Return the numbers that are themselves no ports: those behind ``>`` and the like."""
    return {int(digits) for digits in re.findall(r"(?:>|over|above)\s*([0-9]+)", text)}
