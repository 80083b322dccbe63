"""Merge flows of equal meaning; every row stays as evidence."""

from dataclasses import replace

from portbook.diagnostics import Place, Report
from portbook.model import Derived, Flow
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
    rows = {flow.evidence[0]: None for flow in same}
    origin, *others = rows
    for row in others:
        where = f"line {origin.line}" if origin.path == row.path else f"{origin.path}:{origin.line}"
        report.add(
            "flow-repeated",
            Place(row.path, row.line, row.sheet),
            f"the row states the same flow as {where}: {first.source} to {first.destination}, {first.ports}",
        )
    return replace(
        first,
        subsystems=tuple(dict.fromkeys(name for flow in same for name in flow.subsystems)),
        optional=all(flow.optional for flow in same),
        details=tuple(dict.fromkeys(detail for flow in same for detail in flow.details)),
        evidence=tuple(sorted(rows)),
        derived=_derived(same),
    )


def _derived(same: list[Flow]) -> tuple[Derived, ...]:
    """Return what no row states: what one row leaves open and another states is stated."""
    roles = set.intersection(*({item.role for item in flow.derived} for flow in same))
    return tuple(dict.fromkeys(item for flow in same for item in flow.derived if item.role in roles))
