"""Port numbers as values: sorted disjoint ranges, or a symbol that is never turned into numbers."""

from collections.abc import Iterable
from dataclasses import dataclass, field

LAST_PORT = 65535
"""The highest port number of TCP, UDP and SCTP (RFC 9293, RFC 768, RFC 9260: a field of 16 bits)."""


@dataclass(frozen=True, slots=True, order=True)
class PortRange:
    """Hold the ports ``first`` to ``last``, both included."""

    first: int
    last: int

    def __post_init__(self) -> None:
        if not 0 <= self.first <= self.last <= LAST_PORT:
            raise ValueError(f"not a port range: {self.first}-{self.last}")

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"

    def __contains__(self, port: int) -> bool:
        return self.first <= port <= self.last


@dataclass(frozen=True, slots=True)
class PortSet:
    """Hold sorted disjoint ranges, or a ``symbol`` such as "Varies". Never both, never neither."""

    ranges: tuple[PortRange, ...] = ()
    symbol: str | None = None
    sort_key: tuple[int, tuple[tuple[int, int], ...], str] = field(init=False, repr=False, compare=False)
    """Orders numbers before symbols, numbers by their first port."""

    def __post_init__(self) -> None:
        if bool(self.ranges) == (self.symbol is not None):
            raise ValueError("a port set holds ranges or a symbol")
        for left, right in zip(self.ranges, self.ranges[1:], strict=False):
            if left.last + 1 >= right.first:
                raise ValueError("ranges must be sorted, disjoint and not adjacent")
        numbers = tuple([(item.first, item.last) for item in self.ranges])
        object.__setattr__(self, "sort_key", (self.symbol is not None, numbers, self.symbol or ""))

    @classmethod
    def of(cls, ranges: Iterable[PortRange]) -> "PortSet":
        """Build a port set from ranges in any order; those that touch or overlap become one."""
        joined: list[PortRange] = []
        for item in sorted(ranges):
            if joined and item.first <= joined[-1].last + 1:
                joined[-1] = PortRange(joined[-1].first, max(joined[-1].last, item.last))
            else:
                joined.append(item)
        return cls(tuple(joined))

    def __contains__(self, port: int) -> bool:
        return any(port in item for item in self.ranges)

    def __str__(self) -> str:
        return self.symbol if self.symbol is not None else ", ".join(map(str, self.ranges))
