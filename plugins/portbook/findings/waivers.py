"""Silence findings by waivers, and report the waivers that silence nothing."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches

from portbook.diagnostics import RULES, Diagnostic, Report, Waiver, shorten


def waive(report: Report, waivers: Sequence[Waiver], today: str, *, partial: bool) -> None:
    """Silence each finding that a waiver names until its last day; report each waiver that has expired or fits none."""
    if not waivers:
        return
    findings = {found.id: found for found in report.diagnostics}
    holding = {item.id: item for item in waivers if item.holds(today) and _may_be(findings.get(item.id))}
    report.refine(lambda found: _silenced(found, holding))
    for item in waivers:
        found = findings.get(item.id)
        if not _may_be(found):
            if found or not partial:
                report.add("waiver-unused", item.place, f"the waiver {item.id} {_why(item, found, findings)}")
        elif not item.holds(today):
            said = f"of {item.owner} on {found.code} at {found.place}" if found else ""
            report.add("waiver-expired", item.place, f"the waiver {item.id} {said} held until {item.expires}")


def _silenced(found: Iterable[Diagnostic], holding: dict[str, Waiver]) -> Iterator[Diagnostic]:
    for item in found:
        yield replace(item, waiver=holding[item.id]) if item.id in holding else item


def _may_be(found: Diagnostic | None) -> bool:
    """Tell whether a finding may be silenced: what could not be read at all may not."""
    return found is not None and not RULES[found.code].unreadable


def _why(waiver: Waiver, found: Diagnostic | None, findings: dict[str, Diagnostic]) -> str:
    if found:
        return f"names a finding that cannot be waived: {found.code}"
    near = get_close_matches(waiver.id, findings, 1, cutoff=0.8) if len(findings) < MOST_COMPARED else []
    hint = f"; did you mean {near[0]}?" if near else ""
    return f"of {shorten(waiver.owner)} fits no finding{hint}"


MOST_COMPARED = 2_000
"""Findings up to which a near id is looked for."""
