"""Whether the ports of flows are those that their row states."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from portbook.certificate.reversible.grounds import PROTOCOLS, Grounds
from portbook.certificate.reversible.numbers import NUMBER, limits, numbers_follow, readings
from portbook.certificate.reversible.pairs import lines_stay_together
from portbook.certificate.reversible.ways import lead_both_ways
from portbook.certificate.reversible.written import hides_number, texts_follow
from portbook.model import Evidence, Flow
from portbook.model.ports import LAST_PORT
from portbook.vocabulary.headers import Role
from portbook.vocabulary.marks import MARKS
from portbook.vocabulary.references import DITTOS


def ports_follow(grounds: Grounds, flows: Sequence[Flow], row: Evidence) -> bool:
    """Tell whether flows have the ports that their row states, line by line where its lines belong together."""
    if not DITTOS.isdisjoint(grounds.cells(row, {Role.PORT})):
        stated = re.sub(MARKS, " ", "\n".join((grounds.above, *grounds.cells(row, PROTOCOLS))))
        said = {int(number) for text in readings(stated) for number in NUMBER.findall(text)}
        return limits(flows) <= said.union({number + 1 for number in said}, {LAST_PORT})
    cells = grounds.cells(row, {Role.PORT})
    told = {text for flow in flows for _, text in flow.details}
    hidden = all if grounds.of_one_way else any  # the flows of the other way have no ports
    if len(cells) == 1 and cells[0] not in told and hidden(hides_number(flow, cells[0]) for flow in flows):
        return False
    if not texts_follow(flows, "\n".join((*grounds.cells(row, PROTOCOLS), grounds.above))):
        return False
    texts = _port_texts(grounds, row)
    follows = any(
        numbers_follow(flows, reading, split=grounds.splits_ranges) for text in texts for reading in readings(text)
    )
    return follows and _lines_follow(grounds, flows, row)


def _lines_follow(grounds: Grounds, flows: Sequence[Flow], row: Evidence) -> bool:
    cells = grounds.cells(row, {Role.PORT})
    if len(cells) != 1 or "\n" not in cells[0] or not grounds.names_both or lead_both_ways(flows):
        return True
    ends = (
        (grounds.first(row, Role.SOURCE), [flow.source for flow in flows]),
        (grounds.first(row, Role.DESTINATION), [flow.destination for flow in flows]),
    )
    return lines_stay_together(flows, cells[0], ends)


def _port_texts(grounds: Grounds, row: Evidence) -> list[str]:
    """Return the cells that may state the ports: those under headers of different ports do so together.

    Where headers name the ports of one direction, a row may be about that alone.
    """
    cells = grounds.cells(row, {Role.PORT})
    texts = cells
    if len(set(grounds.said)) > 1:  # one of them may have changed places with the cell of a protocol
        texts = [*_joined(grounds, cells), *_together(grounds.cells(row, PROTOCOLS))]
    stated = bool(texts) and all(NUMBER.search(re.sub(MARKS, "", text)) for text in texts)
    others = grounds.cells(row, PROTOCOLS)
    above = [] if DITTOS.isdisjoint(others) else [grounds.above]
    return texts if stated else [*texts, *others, *above, ""]


def _joined(grounds: Grounds, cells: Sequence[str]) -> list[str]:
    """Return the cells under different headers as one text, of those under the same the first or the last."""
    columns = list(zip(grounds.said, cells, strict=True))
    whole = dict.fromkeys(text for order in (columns[::-1], columns) for text in _together(dict(order).values()))
    return [*whole, *(filter(None, cells) if grounds.of_one_way else ())]


def _together(cells: Iterable[str]) -> Iterator[str]:
    """Yield cells as one text, of which each may be read in its own way: ``1,024`` beside ``22,443``."""
    return map("\n".join, product(*map(readings, cells)))
