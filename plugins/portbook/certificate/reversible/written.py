"""Whether the ports of a flow as written are those of its row, and as numbers those that are written."""

import re
from collections.abc import Sequence

from portbook.certificate.reversible.numbers import NUMBER, OPEN_ENDED, limits, readings
from portbook.model import Flow
from portbook.model.ports import LAST_PORT
from portbook.vocabulary.marks import MARKS

WITH_PORTS = frozenset({"TCP", "UDP", "SCTP"})
PLAIN = re.compile(rf"[0-9]{{1,{len(str(LAST_PORT))}}}")
"""A number and nothing else, in the digits of ports: those of other scripts are words, as they are to a firewall."""


def texts_follow(flows: Sequence[Flow], said: str) -> bool:
    """Tell whether the ports of flows are written as in the words of their row, and hold what these say.

    The words of a flow of several rows may be those of another.
    """
    words = _words(said) | _words(re.sub(MARKS, " ", said))
    return all(
        _words(flow.port_text) <= words and _are_those_written(flow) for flow in flows if len(flow.evidence) == 1
    )


def _are_those_written(flow: Flow) -> bool:
    text = flow.port_text
    if flow.ports.symbol is not None:
        return not hides_number(flow, text)
    numbers = {int(number) for reading in readings(text) for number in NUMBER.findall(reading)}
    if OPEN_ENDED.search(text):
        numbers |= {number + 1 for number in numbers} | {LAST_PORT}
    return limits([flow]) <= numbers


def hides_number(flow: Flow, text: str) -> bool:
    """Tell whether a flow over a transport that has ports has a symbol where a text is the number of one."""
    plain = PLAIN.fullmatch(text) is not None and 0 < int(text) <= LAST_PORT
    return flow.ports.symbol is not None and plain and WITH_PORTS.issuperset(flow.transports)


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold()))
