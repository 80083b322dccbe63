"""Whether the protocols and the security of flows follow from the cells of their row."""

import re
from collections.abc import Sequence, Set

from portbook.certificate.reversible.answers import Spoken, spoken
from portbook.certificate.reversible.grounds import PROTOCOLS, Grounds
from portbook.certificate.reversible.numbers import NUMBER
from portbook.certificate.reversible.pairs import transports_stay_with_ports
from portbook.certificate.reversible.words import JOINS, transports, words, words_of
from portbook.model import Evidence, Flow
from portbook.vocabulary.answers import says_yes
from portbook.vocabulary.headers import Role
from portbook.vocabulary.ports import PROTOCOL_NUMBERS
from portbook.vocabulary.protection import question
from portbook.vocabulary.references import DITTOS


def transports_follow(grounds: Grounds, flows: Sequence[Flow], row: Evidence) -> bool:
    """Tell whether the usual transports of flows are those in their row's own cell, or stand beside the port."""
    cell = re.sub(r"\([^()]*\)", "", grounds.first(row, Role.TRANSPORT))  # remarks name no transport
    swapped = NUMBER.search(cell) and not NUMBER.search(grounds.first(row, Role.PORT))
    own = frozenset() if swapped else transports(cell)
    own = own.union(*(names for at, names in grounds.ticked if says_yes(row.cells[at])))
    beside = "\n".join(grounds.cells(row, PROTOCOLS))
    numbers = " ".join(PROTOCOL_NUMBERS.get(int(number), "") for number in NUMBER.findall(beside))
    made = transports(" ".join(name for flow in flows for name in flow.transports))
    if not own <= made <= own | grounds.transports | transports(f"{beside} {numbers}"):
        return False
    elsewhere = {Role.TRANSPORT, Role.APPLICATION} if grounds.undecided else {Role.TRANSPORT}
    if any(grounds.cells(row, elsewhere)) or grounds.ticked:
        return True
    cells = grounds.cells(row, {Role.PORT})
    kept = {text for flow in flows for _, text in flow.details}  # where the row leads the other way than its ports
    return (
        len(cells) != 1 or cells[0] in kept or transports_stay_with_ports(flows, cells[0])
    )  # of several, one may count for nothing


def application_follows(grounds: Grounds, flows: Sequence[Flow], row: Evidence) -> bool:
    """Tell whether flows speak what their row says, and all of it is kept."""
    made = [words(flow.application or "") for flow in flows]
    cell = grounds.first(row, Role.APPLICATION)
    own = words(cell)
    kept = re.sub(r"\([^()]*\)", "", cell) if grounds.undecided else cell  # a remark may be one on the transport
    missing: Set[str] = words(kept) - frozenset().union(*made) - JOINS
    elsewhere = grounds.undecided or not own or any(map(str.isdigit, own))  # in the cell of the port, for example
    if missing and (elsewhere or not any(made)):
        named = (name for flow in flows for name in (*flow.transports, flow.port_text))
        missing = missing - words(" ".join(named))
        carriers = {name for flow in flows for name in flow.transports}
        missing = {w for w in missing if not (w.isdecimal() and PROTOCOL_NUMBERS.get(int(w)) in carriers)}
    beside = words_of(grounds.cells(row, PROTOCOLS)) if elsewhere else own
    return not missing and all(named - beside <= words(grounds.above) for named in made)


def security_follows(grounds: Grounds, flows: Sequence[Flow], row: Evidence) -> bool:
    """Tell whether flows are protected by the words of their row, or by those around its table.

    What a column of several says, or one that is answered by yes or no, stands behind its header.
    """
    cells = [(header, row.cells[at]) for at, header in grounds.protections]
    elsewhere = grounds.of(Role.SECURITY)
    return all(_is_said(spoken(flow.security or "", grounds.asking), cells, elsewhere) for flow in flows)


def _is_said(said: Spoken, cells: Sequence[tuple[str, str]], elsewhere: Set[str]) -> bool:
    """Tell whether the words of a flow's security are those of the cells below the same headers, and all of them."""
    if not said[0][0]:
        filled = dict.fromkeys(cell for _, cell in cells if cell)
        return len(filled) < 2 and _is_own(said[0][1], next(iter(filled), ""), elsewhere)
    left = [(question(header), cell) for header, cell in cells]
    for header, text in said:
        own = next((item for item in left if item[0] == header and _is_own(text, item[1], elsewhere)), None)
        if own is None:
            return False
        left.remove(own)
    return not any(words(cell) and cell not in DITTOS for _, cell in left)


def _is_own(text: str, cell: str, elsewhere: Set[str]) -> bool:
    """Tell whether a text says what a cell says, or, where that says nothing, what stands elsewhere word by word."""
    made, stated = words(text), words(cell)
    is_open = not stated or cell in DITTOS
    return made == stated or (is_open and (made <= elsewhere or set(re.findall(r"\w+", text.casefold())) <= elsewhere))
