"""What becomes of findings when a book is there: those on protection, their ids, waivers, and what is new.

protection -> identity -> waivers -> baseline
"""

from collections.abc import Sequence

from portbook.diagnostics import Report, Waiver
from portbook.findings.identity import identify
from portbook.findings.protection import report_exposures
from portbook.findings.waivers import waive
from portbook.model import Book


def settle(
    book: Book, report: Report, waivers: Sequence[Waiver] = (), today: str = "", *, partial: bool = False
) -> None:
    """Report how flows are protected, give each finding its id, and silence what is waived on a day.

    ``partial`` tells that sources were left out, so that a waiver that fits nothing here may fit there.
    """
    report_exposures(book, report)
    report.refine(lambda found: identify(found, book))
    waive(report, waivers, today, partial=partial)
    report.refine(lambda found: identify(found, book))


__all__ = ["settle"]
