"""What is known of endpoint names: from configuration, from prose, and from the other rows."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise

from portbook.readers.flattened.endpoint_cost import base_name

IN_PROSE = 0.8
"""How much less a name of several words costs when the prose around the tables uses it too."""
KNOWN = -1.5
"""The cost of a name that the configuration lists."""
FAMILIAR_WORD, FAMILIAR_PHRASE = -0.1, -0.5
"""The costs that a name approaches as more rows use it. Words recur by chance more easily than phrases."""
HALF = 0.4
"""In how many other rows a name must be seen to lose half of the distance to that cost."""


class Names:
    """Weigh names by how well they are known. Rows add the names that they probably hold, in parts of one."""

    def __init__(self, known: Iterable[str], prose: Sequence[str]) -> None:
        self._known = {base_name(name).casefold() for name in known}
        self._texts = prose
        self.seen: dict[str, float] = defaultdict(float)

    def discount(self, text: str, cost: float) -> float:
        """Return the cost of a name cell, less what is known of the name."""
        name = base_name(text).casefold()
        if name in self._known:
            return min(cost, KNOWN)
        phrase = " " in name
        if phrase and cost < 3.0 and self._is_in_prose(name):
            cost -= IN_PROSE
        seen = self.seen.get(name, 0.0)
        floor = FAMILIAR_PHRASE if phrase else FAMILIAR_WORD
        if seen <= 0.01 or cost <= floor:
            return cost
        return cost - (cost - floor) * seen / (seen + HALF)

    def _is_in_prose(self, name: str) -> bool:
        words = name.split()
        return all(pair in self._prose for pair in pairwise(words))

    @cached_property
    def _prose(self) -> frozenset[tuple[str, str]]:
        """Return the neighbouring words of the prose."""
        pairs: set[tuple[str, str]] = set()
        for text in self._texts:
            pairs.update(pairwise([word.strip(".,:;!?()\"“”'") for word in text.casefold().split()]))
        return frozenset(pairs)
