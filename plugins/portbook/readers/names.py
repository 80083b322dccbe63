"""What is known of endpoint names: from configuration, from prose, and from the other rows."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from portbook.readers.costs import base_name

LONGEST_IN_PROSE = 5
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
        if phrase and cost < 3.0 and name in self._prose:
            cost -= IN_PROSE
        seen = self.seen.get(name, 0.0)
        floor = FAMILIAR_PHRASE if phrase else FAMILIAR_WORD
        if seen <= 0.01 or cost <= floor:
            return cost
        return cost - (cost - floor) * seen / (seen + HALF)

    @cached_property
    def _prose(self) -> frozenset[str]:
        """Return the runs of two and more words in the prose."""
        runs: set[str] = set()
        for text in sorted(set(self._texts)):
            words = [word.strip(".,:;!?()\"“”'") for word in text.casefold().split()]
            for length in range(2, LONGEST_IN_PROSE + 1):
                runs.update(" ".join(words[at : at + length]) for at in range(len(words) - length + 1))
        return frozenset(runs)
