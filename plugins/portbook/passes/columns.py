"""Give each column its role: by configuration, by its header and, where that says too little, by its cells."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from portbook.document import Table
from portbook.options import SourceOptions
from portbook.passes.ports import read_ports
from portbook.passes.ports.grammar import states_no_number
from portbook.passes.ports.terms import is_protocol
from portbook.vocabulary.answers import is_answer, says_yes
from portbook.vocabulary.directions import Direction, direction, spoken_direction
from portbook.vocabulary.headers import (
    HOSTS,
    PROTOCOL,
    REMOTE_PORTS,
    WAY,
    Role,
    configured_header,
    guessed_role,
    header_transports,
    plain_header,
    spelled_role,
)
from portbook.vocabulary.marks import unstruck
from portbook.vocabulary.port_headers import Bound, bound, may_name_an_end, port_header, says_whose
from portbook.vocabulary.ports import ANYTHING, NOT_STATED, PORT_PHRASE, TRANSPORTS
from portbook.vocabulary.protocols import atoms

LOOKED_AT = 200
"""Rows whose cells are looked at to find out what a column holds."""
LONGEST_NAME = 60
HALF = 0.5
ENDS = (Role.SOURCE, Role.DESTINATION)
SERVICES = frozenset({Role.COMPONENT, Role.APPLICATION})
"""The roles of headers under which rules of firewalls have their ports: "Service" and "Application"."""
NUMBERED = frozenset({"port-ambiguous", "port-invalid", "port-reversed"})
"""What is wrong with cells that do hold numbers."""


@dataclass(frozen=True, slots=True)
class Column:
    """Hold a column: its header, its role, and whether that is a guess."""

    text: str
    role: str
    guessed: bool = False
    known: bool = True
    """Whether the header is in the vocabulary or configured."""
    configured: bool = False


@dataclass(frozen=True, slots=True)
class Columns:
    """Hold the columns of a table, and the entries of ``headers`` and ``roles`` that named them."""

    columns: tuple[Column, ...]
    settings: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple([column.text for column in self.columns])

    @property
    def roles(self) -> tuple[str, ...]:
        return tuple([column.role for column in self.columns])


def read_columns(table: Table, options: SourceOptions) -> Columns:
    """Return the columns of a table with the role of each."""
    texts = table.columns
    for line in options.headers:
        named = configured_header(line)
        if tuple(text for text, _ in named) == texts:
            return Columns(tuple(Column(text, role, configured=True) for text, role in named), (line,))
    columns = [_by_header(text) for text in texts]
    spelled = {column.role for column in columns if not column.guessed}
    columns = [Column(c.text, Role.OTHER, known=False) if c.guessed and c.role in spelled else c for c in columns]
    settings = []
    for index, text in enumerate(texts):
        for key in (text, plain_header(text), column_number(index)) if options.roles else ():
            if key and (role := _configured(options, key)):
                columns[index] = Column(text, role, configured=True)
                settings.append(key)
                break
    guess = _Guess(columns, table)
    guess.settle()
    guess.guess()
    if not any(texts):
        guess.guess_ends()
    return Columns(tuple(guess.columns), tuple(settings))


def column_number(index: int) -> str:
    """Return the name under which ``roles`` has a column without a header."""
    return f"column {index + 1}"


def _configured(options: SourceOptions, key: str) -> str | None:
    return next((role for name, role in options.roles.items() if name.casefold() == key.casefold()), None)


@lru_cache(maxsize=4096)
def _by_header(text: str) -> Column:
    if role := spelled_role(text):
        return Column(text, role)
    if role := guessed_role(text):
        return Column(text, role, guessed=role not in (Role.PURPOSE, Role.OTHER))
    return Column(text, Role.OTHER, known=False)


class _Guess:
    """Settle by their cells the columns of a table whose headers leave it open."""

    def __init__(self, columns: list[Column], table: Table) -> None:
        self.columns = columns
        self._table = table
        self._open = [index for index, column in enumerate(columns) if not column.known]

    @cached_property
    def _rows(self) -> list[tuple[str, ...]]:
        return [tuple(map(unstruck, row.texts)) for row in self._table.rows[:LOOKED_AT]]

    def settle(self) -> None:
        """Decide what columns named "Protocol" and "Service" hold."""
        for index, column in enumerate(self.columns):
            if column.role == PROTOCOL:
                self.columns[index] = Column(column.text, self._protocol(index), column.guessed)
            elif column.role == WAY:
                self.columns[index] = Column(column.text, self._way(index))
            elif column.role == Role.COMPONENT and self._names_protocols(index):
                self.columns[index] = Column(column.text, Role.APPLICATION)
        self._settle_bounds()
        self._settle_sides()

    def _way(self, index: int) -> str:
        """Decide what stands under a direction alone: ticks, ports, or whom connections come from or go to."""
        cells = self._cells(index)
        if all(map(is_answer, cells)):
            return Role.DIRECTION
        if self._share(index, is_port) > HALF:
            return Role.PORT
        inward = spoken_direction(self.columns[index].text) is Direction.INBOUND
        return Role.SOURCE if inward else Role.DESTINATION

    def _settle_bounds(self) -> None:
        """Decide which columns hold the ends of ranges; ``From Port`` may as well be the port of a source."""
        ends = {
            end: [i for i, c in enumerate(self.columns) if self._is_bound(c, end)] for end in (Bound.LOW, Bound.HIGH)
        }
        low, high = ends[Bound.LOW], ends[Bound.HIGH]
        paired = len(low) == len(high) == 1
        spoken = any(may_name_an_end(self.columns[index].text) for index in (*low, *high))
        ranges = paired and (not spoken or self._are_ranges(low[0], high[0]))
        for index in low:
            column = self.columns[index]
            if may_name_an_end(column.text) and not ranges:
                self.columns[index] = Column(column.text, Role.OTHER)
            elif ranges and spoken and self._taken(Role.SOURCE) and self._taken(Role.DESTINATION):
                self.columns[index] = Column(column.text, Role.PORT, guessed=True)

    def _is_bound(self, column: Column, end: Bound) -> bool:
        return column.role == Role.PORT and bound(column.text) is end

    def _are_ranges(self, low: int, high: int) -> bool:
        """Tell whether two columns hold the ends of ranges in each row, and do not stand one behind each end."""
        source, destination = (self._first(role) for role in ENDS)
        if source is not None and destination is not None and source < low < destination:
            return False
        pairs = [(row[low], row[high]) for row in self._rows if max(low, high) < len(row) and row[low] and row[high]]
        return all(a.isdecimal() and b.isdecimal() and int(a) <= int(b) for a, b in pairs)

    def _settle_sides(self) -> None:
        """Take the ports of the remote side for ports where the table speaks of both sides, or of no other ports."""
        both = self._taken(Role.SOURCE) and self._taken(Role.DESTINATION)
        sided = any(c.role == Role.PORT and says_whose(c.text) for c in self.columns)
        if both or not (sided or self._taken(Role.DIRECTION) or not self._taken(Role.PORT)):
            return
        for index, column in enumerate(self.columns):
            if plain_header(column.text) in REMOTE_PORTS and column.role == Role.OTHER:
                self.columns[index] = Column(column.text, Role.PORT)

    def _first(self, role: str) -> int | None:
        return next((index for index, column in enumerate(self.columns) if column.role == role), None)

    def guess(self) -> None:
        """Give columns without a known header the role that their cells tell."""
        self._guess_by_transport()
        for role, fits, least in TELLING:
            for index in self._open:
                ticks = role == Role.TRANSPORT and header_transports(self.columns[index].text)
                if ticks or self._taken(role) or not self._is_free(index):
                    continue
                if self._share(index, fits) >= least:
                    self._take(role, index)
        if not self._taken(Role.PORT):
            holds = (self._holds_numbers, self._serves_numbers)
            port = next((index for fits in holds for index in range(len(self.columns)) if fits(index)), None)
            if port is not None:
                self._take(Role.PORT, port)

    def _guess_by_transport(self) -> None:
        """Take the columns that transports head for ports where they hold numbers, for transports where all tick."""
        self._guess_by_protocol()
        headed = [index for index in self._open if self._is_free(index) and header_transports(self.columns[index].text)]
        numbers = [index for index in headed if self._share(index, is_number) > HALF]
        ports = [header_transports(column.text) for column in self.columns if column.role == Role.PORT]
        cells = [cell for index in headed for cell in self._cells(index)]
        if numbers and all(ports):
            self._take(Role.PORT, *numbers)
        elif not any(ports) and not self._taken(Role.TRANSPORT) and any(map(says_yes, cells)):
            self._take(Role.TRANSPORT, *(headed if all(map(is_answer, cells)) else ()))

    def _guess_by_protocol(self) -> None:
        """Take the columns that protocols or their protection head for ports, where they hold numbers."""
        said = {i: header for i, c in enumerate(self.columns) if any((header := port_header(c.text))[1:3])}
        free = [i for i in said if i in self._open or self.columns[i].role in (Role.SECURITY, Role.APPLICATION)]
        numbers = [index for index in free if self._share(index, is_number) > HALF]
        if not self._taken(Role.PORT) and numbers:
            self._take(Role.PORT, *numbers)

    def guess_ends(self) -> None:
        """Take the first columns of a table without header for source and destination, where both hold names."""
        port = next((index for index, column in enumerate(self.columns) if column.role == Role.PORT), 0)
        names = [i for i in range(port) if self._is_free(i) and all(map(_is_name, self._cells(i)))]
        if len(names) == len(ENDS):
            for index, role in zip(names, ENDS, strict=True):
                self._take(role, index)

    def _names_protocols(self, index: int) -> bool:
        return not self._taken(Role.APPLICATION) and self._share(index, is_protocol) > HALF

    def _cells(self, index: int) -> list[str]:
        return [row[index] for row in self._rows if index < len(row) and row[index]]

    def _share(self, index: int, fits: Callable[[str], bool], silent: frozenset[str] = frozenset()) -> float:
        """Return how many of the cells that state anything fit; those of ``silent`` words count neither way."""
        cells = [cell for cell in self._cells(index) if cell.casefold() not in NOT_STATED | silent]
        return sum(map(fits, cells)) / len(cells) if cells else 0.0

    def _taken(self, role: str) -> bool:
        return any(column.role == role for column in self.columns)

    def _is_free(self, index: int) -> bool:
        return self.columns[index].role == Role.OTHER

    def _take(self, role: str, *indices: int) -> None:
        for index in indices:
            self.columns[index] = Column(self.columns[index].text, role, guessed=True, known=False)

    def _holds_numbers(self, index: int) -> bool:
        """Tell whether a column holds ports: its header names a transport, or a transport stands beside it."""
        column = self.columns[index]
        beside = index in self._open and self._is_free(index) and self._taken(Role.TRANSPORT)
        named = column.role == Role.TRANSPORT or plain_header(column.text) in TRANSPORTS
        return (beside or (named and header_transports(column.text) != ())) and self._share(index, is_number) > HALF

    def _serves_numbers(self, index: int) -> bool:
        """Tell whether a column of services holds ports, as the rules of firewalls state them between two ends."""
        if not (self._taken(Role.SOURCE) and self._taken(Role.DESTINATION)):
            return False
        column = self.columns[index]
        serves = column.role in SERVICES and plain_header(column.text) not in HOSTS
        return serves and self._share(index, is_number, ANYTHING) > HALF

    def _protocol(self, index: int) -> str:
        """Decide what a column named "Protocol" holds: transports where at least half of its cells are transports."""
        if not self._taken(Role.PORT) and self._share(index, states_transport) > HALF:
            return Role.PORT
        if self._taken(Role.TRANSPORT):
            return Role.APPLICATION
        stated = [terms for cell in self._cells(index) if (terms := atoms(cell)) and not ANYTHING.issuperset(terms)]
        transports = sum(all(term in TRANSPORTS for term in terms) for terms in stated)
        return Role.TRANSPORT if 2 * transports >= len(stated) else Role.APPLICATION


def _is_name(text: str) -> bool:
    return len(text) <= LONGEST_NAME and not text.endswith(".")


@lru_cache(maxsize=16384)
def is_port(text: str) -> bool:
    """Tell whether a cell holds ports: numbers, words for any number, protocols without ports, or a named port."""
    return states_port(text) or _speaks_of_ports(text)


def states_port(text: str) -> bool:
    """Tell whether a cell holds ports, and not only words about them."""
    reading = read_ports(text)
    named = reading.numeric or reading.items[0].transports or reading.rule in NUMBERED
    return bool(named) or states_no_number(text)


def _speaks_of_ports(text: str) -> bool:
    return PORT_PHRASE.fullmatch(text) is not None or "port" in text.casefold()


def is_number(text: str) -> bool:
    """Tell whether a cell holds ports by number."""
    return read_ports(text).numeric


@lru_cache(maxsize=4096)
def states_transport(text: str) -> bool:
    """Tell whether a cell holds ports with their transports, as ``443/TCP`` does."""
    reading = read_ports(text)
    return reading.numeric and bool(reading.items[0].transports)


@lru_cache(maxsize=4096)
def is_transport(text: str) -> bool:
    """Tell whether a cell holds transports and nothing else."""
    terms = atoms(text)
    return bool(terms) and all(term in TRANSPORTS for term in terms)


TELLING: tuple[tuple[str, Callable[[str], bool], float], ...] = (
    (Role.TRANSPORT, is_transport, 0.6),
    (Role.PORT, states_transport, 0.6),
    (Role.DIRECTION, lambda text: bool(direction(text)), 0.8),
    (Role.APPLICATION, is_protocol, 0.8),
)
"""What a column without a known header holds, in order: the role, what its cells are, and how many of them at least."""
