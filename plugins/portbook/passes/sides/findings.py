"""Report what is found of the ends of a table, each finding once a table and not once a row."""

from dataclasses import dataclass, field

from portbook.diagnostics import Report
from portbook.passes.draft import Statement, place_of


@dataclass(slots=True)
class Findings:
    """Hold what was reported of one table."""

    report: Report
    _told: set[str] = field(default_factory=set)

    def tell(self, rule: str, statement: Statement, message: str, remedy: str = "") -> None:
        """Report a finding at the first row that it is true of."""
        if message not in self._told:
            self._told.add(message)
            self.report.add(rule, place_of(statement.row), message, remedy)
