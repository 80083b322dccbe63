"""How findings are shown: their level, whether they are waived and by whom, and those on a flow beside it."""

from collections.abc import Iterator, Sequence

from portbook.diagnostics import Diagnostic
from portbook.findings.protection import RULE_OF, exposure_id
from portbook.model import Flow
from portbook.model.exposure import exposures
from portbook.views.addresses import Addresses
from portbook.views.blocks import Badge, Cell, Code, Inline, Text
from portbook.views.columns import Column


def state(found: Diagnostic) -> tuple[Inline, ...]:
    """Show the level of a finding, or that it is waived."""
    level = Badge(found.level.value, found.level.value)
    if found.waiver is None:
        return (level,)
    return (Badge("waived", "waived", f"{found.level.value}, {found.waiver}"),)


def waived_words(found: Diagnostic) -> tuple[Inline, ...]:
    """Say until when a finding is waived, by whom and why."""
    return (Text(f" ({found.waiver})"),) if found.waiver else ()


def finding_column(diagnostics: Sequence[Diagnostic]) -> Column:
    """Declare the column of the findings on a flow's protection, with the ids by which they are waived."""
    by_id = {found.id: found for found in diagnostics}

    def value(flow: Flow) -> tuple[Diagnostic, ...]:
        own = (exposure_id(RULE_OF[exposure], flow) for exposure in exposures(flow))
        return tuple(by_id[item] for item in own if item in by_id)

    def cell(found: tuple[Diagnostic, ...], _: Addresses) -> Cell:
        return Cell(tuple(_content(found)))

    return Column("Finding", value, cell, optional=True)


def _content(found: tuple[Diagnostic, ...]) -> Iterator[Inline]:
    for number, item in enumerate(found):
        if number:
            yield Text(" ")
        if not item.routine:
            yield from state(item)
            yield Text(" ")
        yield Code(item.id)
        yield from waived_words(item)
