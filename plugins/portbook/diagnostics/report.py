"""The findings of a run: their levels, their order, their number and the exit code."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from portbook.diagnostics.finding import Diagnostic
from portbook.diagnostics.identity import Subject
from portbook.diagnostics.place import Place
from portbook.diagnostics.rule import Level
from portbook.diagnostics.rules import RULES
from portbook.diagnostics.text import printable


class Report:
    """Collect findings, give each the level that is set for its rule, and count them."""

    def __init__(self, levels: Mapping[str, str] | None = None) -> None:
        self.levels = {code: Level(level) for code, level in (levels or {}).items()}
        self._found: list[Diagnostic] = []
        self.accounted: set[Place] = set()
        """The places of findings that account for a row or a footnote, silenced ones included."""
        self.places: set[Place] = set()
        """Every place that a finding names, silenced ones included."""
        self.used: set[tuple[str, str, str]] = set()
        """The settings that decided something: path of the source, option, entry in lower case."""

    def add(
        self,
        code: str,
        place: Place,
        message: str,
        remedy: str = "",
        subject: Subject = Subject(),  # noqa: B008 - a frozen value
    ) -> None:
        """Add a finding under a rule of ``RULES``; without a remedy of its own it takes the rule's.

        One that knows its ``subject`` brings its id; the others get one when all are found.
        """
        rule = RULES[code]
        self.places.add(place)
        if rule.accounts:
            self.accounted.add(place)
        level = self.levels.get(code, rule.level)
        if level is not Level.OFF:
            said = printable(message), printable(remedy or rule.remedy)
            self._found.append(Diagnostic(code, level, place, *said, subject.id, subject.related))

    def refine(self, change: Callable[[tuple[Diagnostic, ...]], Iterable[Diagnostic]]) -> None:
        """Let every finding be replaced by one that says more: its id, its waiver."""
        self._found = list(change(self.diagnostics))

    def use(self, path: str, option: str, *entries: str) -> None:
        """Note that entries of an option decided something in a source."""
        self.used.update((path, option, entry.casefold()) for entry in entries)

    def take(self, other: "Report") -> None:
        """Add the findings of another report, each with the level that is set here."""
        self.places |= other.places
        self.accounted |= other.accounted
        self.used |= other.used
        for found in other._found:
            level = self.levels.get(found.code, RULES[found.code].level)
            if level is not Level.OFF:
                self._found.append(replace(found, level=level))

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Return the findings in the order of the source; those of one line in the order they were made."""
        return tuple(sorted(self._found, key=lambda d: (d.place.path, d.place.line, d.place.sheet)))

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """Return the findings that fail a run: neither waived nor known from the baseline."""
        return tuple(d for d in self.diagnostics if d.level is Level.ERROR and d.counts)

    @property
    def exit_code(self) -> int:
        """Return 0 where nothing is wrong, 2 where a file could not be read at all, and 1 for other errors."""
        return int(bool(self.errors)) if self.readable else 2

    @property
    def readable(self) -> bool:
        """Tell whether every file could be read."""
        return not any(RULES[d.code].unreadable for d in self.errors)

    @property
    def counts(self) -> dict[str, int]:
        """Count the findings by level; those that are waived, or known from the baseline, for themselves."""
        levels = Counter(d.level for d in self._found if d.counts)
        waived = sum(d.waiver is not None for d in self._found)
        known = len(self._found) - levels.total() - waived
        names = {"errors": Level.ERROR, "warnings": Level.WARNING, "info": Level.INFO}
        return {**{name: levels[level] for name, level in names.items()}, "waived": waived, "unchanged": known}

    def summary(self) -> str:
        """Say in one line how many findings there are of each level, and how many are waived."""
        counts = self.counts
        errors, warnings, info, waived = (counts[name] for name in ("errors", "warnings", "info", "waived"))
        said = [f"{errors} error{'s' * (errors != 1)}", f"{warnings} warning{'s' * (warnings != 1)}", f"{info} info"]
        return ", ".join([*said, *([f"{waived} waived"] if waived else [])])
