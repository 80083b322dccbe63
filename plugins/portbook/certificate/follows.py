"""Whether the flows of a row follow from the words of the row, and whether they say all of them.

This repeats no pass: it compares words and digits only, in any order. What a row leaves open may come from words that
its table names as their origin: ``SourceTable.derived``.
"""

import re
from collections.abc import Sequence, Set
from functools import lru_cache

from portbook.certificate.listeners import statements
from portbook.certificate.numbers import NUMBER, limits, numbers_follow, readings
from portbook.certificate.pairs import lines_stay_together, transports_stay_with_ports
from portbook.certificate.written import hides_number, texts_follow
from portbook.model import Endpoint, Evidence, Flow, SourceTable
from portbook.model.ports import LAST_PORT
from portbook.vocabulary import ports
from portbook.vocabulary.answers import says_yes
from portbook.vocabulary.directions import ANY_ARROW, Direction, direction, spoken_direction
from portbook.vocabulary.headers import PROTOCOL, TWO_WAY, Role, is_tick_header, plain_header, spelled_role
from portbook.vocabulary.listeners import listens_and_calls
from portbook.vocabulary.marks import MARKS, PLAIN, STRIKE, standing
from portbook.vocabulary.port_headers import bound, port_header
from portbook.vocabulary.ports import PROTOCOL_NUMBERS
from portbook.vocabulary.protocols import MUTUAL
from portbook.vocabulary.references import DITTOS, SELVES

TRANSPORT_NAMES = re.compile("tcp|udp|sctp|icmp")
JOINS = frozenset({"and", "or", "the", "a", "an", "over", "via", "with", "on", "using"})
SIDES = frozenset({Role.PEER, Role.COMPONENT, Role.DIRECTION})
"""Columns whose words may name either end."""
PROTOCOLS = frozenset({Role.PORT, Role.TRANSPORT, Role.APPLICATION})


class Grounds:
    """Hold what the flows of a table may rest on beside the words of their rows."""

    def __init__(self, table: SourceTable) -> None:
        self._columns = table.columns
        self._roles = tuple(column.role for column in table.columns)
        headers = [column.text for column in table.columns if column.role == Role.PORT]
        self._said = [(port_header(text), bound(text)) for text in headers]
        """What the headers of the columns of ports say of them; of columns that say the same, one counts."""
        self._splits_ranges = any(end for _, end in self._said)
        self._of_one_way = any(port_header(text).direction for text in headers)
        self._names_both = {Role.SOURCE, Role.DESTINATION} <= set(self._roles) and not any(
            spoken_direction(column.text) for column in table.columns if column.role in (Role.SOURCE, Role.DESTINATION)
        )
        """Whether the columns name both ends of each path, and not those of inbound and of outbound connections."""
        ends = [column for column in table.columns if column.role in (Role.SOURCE, Role.DESTINATION)]
        self._names_both = {column.role for column in ends} == {Role.SOURCE, Role.DESTINATION} and not any(
            spoken_direction(column.text) for column in ends
        )
        """Whether each row names both of its ends."""
        texts = {role: [c.text for c in table.columns if c.role == role] for role in self._roles}
        self._listens_and_calls = listens_and_calls(
            headers, texts.get(Role.SOURCE, ()), texts.get(Role.DESTINATION, ())
        )
        self._names_both = self._names_both and not self._listens_and_calls
        self._ticks_both = any(plain_header(column.text) in TWO_WAY for column in table.columns)
        self._undecided = any(spelled_role(column.text) == PROTOCOL for column in table.columns)
        self._derived: dict[str, set[str]] = {}
        for item in table.derived:
            self._derived.setdefault(item.role, set()).update(_words(item.origin))
        self._ticked = tuple(
            (at, _transports(column.text))
            for at, column in enumerate(table.columns)
            if column.role == Role.TRANSPORT and is_tick_header(column.text)
        )
        self._above = " ".join(item.origin for item in table.derived if item.role in PROTOCOLS)
        numbers = (PROTOCOL_NUMBERS.get(int(word), "") for word in NUMBER.findall(self._above))
        self._transports = _transports(" ".join((*headers, self._above, *numbers)))

        keys = ["".join(PLAIN.get(sign, "") for sign in note.marker or "") for note in table.footnotes]
        known = "|".join(filter(None, keys))
        self._labels = re.compile(rf"(?<=\S)\s?(?:\((?:{known})\)|\[(?:{known})\])(?=[\s,;(\[]|\Z)") if known else None
        """The labels of footnotes, which are no words of a row."""

    def unsaid(self, flows: Sequence[Flow], row: Evidence) -> str:
        """Return what of the flows does not follow from their row, or of the row is in none of them; else nothing."""
        if any(STRIKE in cell for cell in row.cells):
            row = row._replace(cells=tuple(map(standing, row.cells)))
        parts = statements(flows, row, self._columns) if self._listens_and_calls else [(flows, row)]
        return next(filter(None, (self._unsaid(*part) for part in parts)), "")

    def _unsaid(self, flows: Sequence[Flow], row: Evidence) -> str:
        if not flows:
            return ""
        if self._labels:
            row = row._replace(cells=self._unlabelled(flows, row, self._labels))
        both_ways = _both_ways(flows)
        named = self._cells(row, {Role.SOURCE, Role.DESTINATION})
        if self._names_both and both_ways != self._leads_both_ways(row):
            if not both_ways and all(flow.source.name != flow.destination.name for flow in flows):
                return Role.DIRECTION.value
            both_ways = False  # what each row says is what the cells of its own ends say
        both_ways = both_ways or any(map(ANY_ARROW.search, named))
        for role in (Role.SOURCE, Role.DESTINATION):
            if not self._ends_follow(flows, row, role, both_ways=both_ways):
                return role.value
        checks = (
            (Role.COMPONENT, self._names_stay),
            (Role.PORT, self._ports_follow),
            (Role.TRANSPORT, self._transports_follow),
            (Role.APPLICATION, self._application_follows),
            (Role.SECURITY, self._security_follows),
        )
        return next((role.value for role, follow in checks if not follow(flows, row)), "")

    def _unlabelled(self, flows: Sequence[Flow], row: Evidence, labels: re.Pattern[str]) -> tuple[str, ...]:
        """Return the cells of a row without the labels of footnotes; those that are part of a name stay."""
        names = {str(end) for flow in flows for end in (flow.source, flow.destination)}
        kept = {match[0] for name in names for match in labels.finditer(name)}
        return tuple([labels.sub(lambda match: match[0] if match[0] in kept else "", cell) for cell in row.cells])

    def _leads_both_ways(self, row: Evidence) -> bool:
        """Tell whether a row says that connections are opened in both directions."""
        stated = self._cells(row, {Role.DIRECTION})
        return any(direction(cell) is Direction.BOTH or (self._ticks_both and says_yes(cell)) for cell in stated)

    def _of(self, role: str) -> Set[str]:
        return self._derived.get(role, frozenset())

    def _cells(self, row: Evidence, roles: Set[str]) -> list[str]:
        """Return the cells of a row in the columns of some roles."""
        return [cell for role, cell in zip(self._roles, row.cells, strict=False) if role in roles]

    def _first(self, row: Evidence, role: str) -> str:
        """Return the first cell of a role; one that points elsewhere says nothing by itself."""
        cell = next(iter(self._cells(row, {role})), "")
        return "" if cell in DITTOS or cell in SELVES else cell

    def _ends_follow(self, flows: Sequence[Flow], row: Evidence, role: Role, *, both_ways: bool) -> bool:
        """Tell whether ends follow from the cells of their role, with ``both_ways`` also from those of the other."""
        ends = [_end(flow, role) for flow in flows]
        others = [_end(flow, OTHER_SIDE[role]) for flow in flows] if both_ways else []
        said = _words("\n".join(self._cells(row, SIDES | {role, OTHER_SIDE[role]} if both_ways else SIDES | {role})))
        made = [_words(str(end)) for end in ends]
        all_made = made + [_words(str(end)) for end in others]
        own = self._first(row, role)
        missing = _words(own) - frozenset().union(*all_made) - JOINS - self._of("name")
        if missing and self._of(role):
            missing = missing - _pointing(own)
        return not missing and all(
            words == NOT_STATED or (words - said - self._of("name")) <= self._taken(flow, role)
            for flow, words in zip(flows, made, strict=True)
        )

    def _names_stay(self, flows: Sequence[Flow], row: Evidence) -> bool:
        """Tell whether no peer or machine that a row names is lost: it is an end of a flow, or one of its details."""
        stated = [cell for cell in self._cells(row, {Role.PEER, Role.COMPONENT}) if not self._is_silent(cell)]
        if not stated:
            return True
        ends = [str(end) for flow in flows for end in (flow.source, flow.destination)]
        details = [text for flow in flows for _, text in flow.details]
        kept = _words("\n".join((*ends, *details)))
        return all(not kept.isdisjoint(_words(cell) - JOINS) for cell in stated)

    @staticmethod
    def _is_silent(cell: str) -> bool:
        folded = cell.casefold()
        return folded in NOBODY or cell in DITTOS or cell in SELVES or not _words(cell)

    def _taken(self, flow: Flow, role: str) -> Set[str]:
        """Return the words that an end was taken from; one flow of several rows may be stated by another of them."""
        if len(flow.evidence) > 1:
            return self._of(role)
        own = (_words(item.origin) for item in flow.derived if item.role == role)
        return self._of(role) & frozenset().union(*own)

    def _lines_follow(self, flows: Sequence[Flow], row: Evidence) -> bool:
        cells = self._cells(row, {Role.PORT})
        if len(cells) != 1 or "\n" not in cells[0] or not self._names_both or _both_ways(flows):
            return True
        ends = (
            (self._first(row, Role.SOURCE), [flow.source for flow in flows]),
            (self._first(row, Role.DESTINATION), [flow.destination for flow in flows]),
        )
        return lines_stay_together(flows, cells[0], ends)

    def _ports_follow(self, flows: Sequence[Flow], row: Evidence) -> bool:
        if not DITTOS.isdisjoint(self._cells(row, {Role.PORT})):
            said = {int(number) for text in readings(self._above) for number in NUMBER.findall(text)}
            return limits(flows) <= said.union({number + 1 for number in said}, {LAST_PORT})
        cells = self._cells(row, {Role.PORT})
        told = {text for flow in flows for _, text in flow.details}
        if len(cells) == 1 and cells[0] not in told and any(hides_number(flow, cells[0]) for flow in flows):
            return False
        if not texts_follow(flows, "\n".join((*self._cells(row, PROTOCOLS), self._above))):
            return False
        texts = self._port_texts(row)
        follows = any(
            numbers_follow(flows, reading, split=self._splits_ranges) for text in texts for reading in readings(text)
        )
        return follows and self._lines_follow(flows, row)

    def _port_texts(self, row: Evidence) -> list[str]:
        """Return the cells that may state the ports: those under headers of different ports do so together.

        Where headers name the ports of one direction, a row may be about that alone.
        """
        cells = self._cells(row, {Role.PORT})
        texts = cells
        if len(set(self._said)) > 1:  # one of them may have changed places with the cell of a protocol
            texts = [*self._joined(cells), "\n".join(self._cells(row, PROTOCOLS))]
        stated = bool(texts) and all(NUMBER.search(re.sub(MARKS, "", text)) for text in texts)
        return texts if stated else [*self._cells(row, PROTOCOLS), ""]

    def _joined(self, cells: Sequence[str]) -> list[str]:
        """Return the cells under different headers as one text, of those under the same the first or the last."""
        columns = list(zip(self._said, cells, strict=True))
        whole = dict.fromkeys("\n".join(dict(order).values()) for order in (columns[::-1], columns))
        return [*whole, *(filter(None, cells) if self._of_one_way else ())]

    def _transports_follow(self, flows: Sequence[Flow], row: Evidence) -> bool:
        """Tell whether the usual transports of flows are those in their row's own cell, or stand beside the port."""
        cell = re.sub(r"\([^()]*\)", "", self._first(row, Role.TRANSPORT))  # remarks name no transport
        swapped = NUMBER.search(cell) and not NUMBER.search(self._first(row, Role.PORT))
        own = frozenset() if swapped else _transports(cell)
        own = own.union(*(names for at, names in self._ticked if says_yes(row.cells[at])))
        beside = "\n".join(self._cells(row, PROTOCOLS))
        numbers = " ".join(PROTOCOL_NUMBERS.get(int(number), "") for number in NUMBER.findall(beside))
        made = _transports(" ".join(name for flow in flows for name in flow.transports))
        if not own <= made <= own | self._transports | _transports(f"{beside} {numbers}"):
            return False
        elsewhere = {Role.TRANSPORT, Role.APPLICATION} if self._undecided else {Role.TRANSPORT}
        if any(self._cells(row, elsewhere)) or self._ticked:
            return True
        cells = self._cells(row, {Role.PORT})
        return len(cells) != 1 or transports_stay_with_ports(flows, cells[0])  # of several, one may count for nothing

    def _application_follows(self, flows: Sequence[Flow], row: Evidence) -> bool:
        made = [_words(flow.application or "") for flow in flows]
        cell = self._first(row, Role.APPLICATION)
        own = _words(cell)
        kept = re.sub(r"\([^()]*\)", "", cell) if self._undecided else cell  # a remark may be one on the transport
        missing: Set[str] = _words(kept) - frozenset().union(*made) - JOINS
        elsewhere = self._undecided or not own or any(map(str.isdigit, own))  # in the cell of the port, for example
        if missing and (elsewhere or not any(made)):
            named = (name for flow in flows for name in (*flow.transports, flow.port_text))
            missing = missing - _words(" ".join(named))
            carriers = {name for flow in flows for name in flow.transports}
            missing = {w for w in missing if not (w.isdecimal() and PROTOCOL_NUMBERS.get(int(w)) in carriers)}
        beside = _words("\n".join(self._cells(row, PROTOCOLS))) if elsewhere else own
        return not missing and all(words - beside <= _words(self._above) for words in made)

    def _security_follows(self, flows: Sequence[Flow], row: Evidence) -> bool:
        cell = self._first(row, Role.SECURITY)
        stated, elsewhere = _words(cell), self._of(Role.SECURITY)
        open_to_others = not stated or cell in DITTOS
        made = [_words(flow.security or "") for flow in flows]
        return all(words == stated or (open_to_others and words <= elsewhere) for words in made)


NOT_STATED = frozenset({"not", "stated"})
NOBODY = ports.NOT_STATED | {"none", "/", ""}
OTHER_SIDE = {Role.SOURCE: Role.DESTINATION, Role.DESTINATION: Role.SOURCE}


def _end(flow: Flow, role: Role) -> Endpoint:
    return flow.source if role == Role.SOURCE else flow.destination


def _both_ways(flows: Sequence[Flow]) -> bool:
    """Tell whether flows lead both ways between two ends."""
    ends = {(flow.source.name, flow.destination.name) for flow in flows}
    return any((destination, source) in ends for source, destination in ends if source != destination)


def _pointing(text: str) -> frozenset[str]:
    """Return the words of a list that point at the other end of the row, as in ``Self, press``."""
    parts = re.split(r"[,;&/\n]|\band\b|\bor\b", text)
    return frozenset(word for part in parts if part.strip() in SELVES for word in _words(part))


def _transports(text: str) -> frozenset[str]:
    return frozenset(TRANSPORT_NAMES.findall(text.casefold()))


@lru_cache(maxsize=16384)
def _words(text: str) -> frozenset[str]:
    """Return the words that make the meaning of a text; spellings of mutual TLS count as one."""
    folded = " ".join(re.sub(MARKS, " ", text).casefold().split())
    return frozenset(re.findall(r"\w+", "mutual tls" if folded in MUTUAL else folded))
