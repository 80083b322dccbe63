"""Merge flows of equal meaning; every row stays as evidence."""

from dataclasses import replace

from portbook.diagnostics import Place, Report
from portbook.model import Flow
from portbook.passes.draft import Draft


def run(draft: Draft, report: Report) -> Draft:
    """Merge the flows with the same id, in the order of their first rows."""
    merged: dict[str, list[Flow]] = {}
    for flow in draft.flows:
        merged.setdefault(flow.id, []).append(flow)
    return replace(draft, flows=tuple(_merge(same, report) for same in merged.values()))


def _merge(same: list[Flow], report: Report) -> Flow:
    first = same[0]
    if len(same) == 1:
        return first
    for other in same[1:]:
        row = other.evidence[0]
        origin = first.evidence[0]
        where = f"line {origin.line}" if origin.path == row.path else f"{origin.path}:{origin.line}"
        report.add(
            "flow-repeated",
            Place(row.path, row.line),
            f"the row states the same flow as {where}: {first.source} to {first.destination}, {first.ports}",
        )
    return replace(
        first,
        subsystems=tuple(dict.fromkeys(name for flow in same for name in flow.subsystems)),
        optional=all(flow.optional for flow in same),
        details=tuple(dict.fromkeys(detail for flow in same for detail in flow.details)),
        evidence=tuple(sorted(row for flow in same for row in flow.evidence)),
    )
