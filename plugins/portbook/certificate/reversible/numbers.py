"""Whether flows hold the numbers of a port cell, in any order, and no others."""

import re
from collections.abc import Iterable, Sequence

from portbook.certificate.reversible.ranges import ranges_follow
from portbook.model import Flow
from portbook.model.ports import LAST_PORT
from portbook.vocabulary.marks import MARKS

NUMBER = re.compile(r"(?<!\w)(?<![0-9]\.)(?:tcp|udp|sctp)?([0-9]{1,6})(?:tcp|udp|sctp)?(?!\w|\.[0-9])", re.IGNORECASE)
OPEN_ENDED = re.compile(r"[>≥⩾+]|\b(?:above|over|higher|up|greater|more)\b", re.IGNORECASE)
LABEL_BEHIND = r"(?<=[0-9])\s[0-9]{1,2}\)(?=\s*(?:[,;\n]|\Z))"
"""The label of a footnote such as that of ``443 1)``."""


def readings(text: str) -> Iterable[str]:
    """Yield a port cell as it may be read: a comma, a dot, a blank or an apostrophe may separate thousands."""
    yield text
    plain = re.sub(r"(?<=[0-9])[,.'’ \u00a0\u2009\u202f](?=[0-9]{3}(?![0-9.]))", "", text)
    if plain != text:
        yield plain


def limits(flows: Sequence[Flow]) -> set[int]:
    """Return the ports with which the ranges of flows begin and end."""
    return {end for flow in flows for item in flow.ports.ranges for end in (item.first, item.last)}


def numbers_follow(flows: Sequence[Flow], text: str, *, split: bool) -> bool:
    """Tell whether flows hold the ports of a text: those that it names, and of a range all between its ends.

    Of a range that is ``split`` over two columns, only the ends are compared.
    """
    ends = limits(flows)
    plain = re.sub(rf"(?<=[0-9])\s?{MARKS}|{LABEL_BEHIND}|\bhttp/[0-9.]+", " ", text, flags=re.IGNORECASE)
    bare = re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", plain)
    outside = {int(number) for number in NUMBER.findall(bare)}
    every = {int(number) for number in NUMBER.findall(plain)}
    open_ended = OPEN_ENDED.search(plain) is not None
    if open_ended:
        every |= {number + 1 for number in every} | {LAST_PORT}
        outside = {number for number in outside if number + 1 not in ends}
    symbolic = any(flow.ports.symbol is not None for flow in flows)
    if not (split or open_ended or re.fullmatch("[0-9]+", plain) or ranges_follow(flows, plain, bare)):
        return False
    return ends <= every and (symbolic or all(any(number in flow.ports for flow in flows) for number in outside))
