"""What the export tells: programs in files beside the policies, people in a few lines."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from portbook.firewall import ALLOWABLE, Export, Left, Permit, Reason, Verified
from portbook.views.wording import count
from portbook.writers.json import flow_values

EXPORTED, NOT_EXPORTED = "exported.json", "not-exported.json"
SHOWN = 5
HINTS: dict[Reason, str] = {reason: f" (--allow {name})" for name, reason in ALLOWABLE.items()}


def exported_value(permits: Sequence[Permit]) -> dict[str, Any]:
    """Make the value that says of each rule which flow it is, with all evidence."""
    flows = flow_values(permit.flow for permit in permits)
    return {
        "rules": [
            {
                "name": permit.name,
                "transport": permit.transport,
                "source": permit.source.name,
                "destination": permit.destination.name,
                "flow": flow,
            }
            for permit, flow in zip(permits, flows, strict=True)
        ]
    }


def not_exported_value(left: Sequence[Left]) -> dict[str, Any]:
    """Make the value that says of each flow that is not exported why; ``target`` is null where no target has it."""
    flows = flow_values(item.flow for item in left)
    return {
        "not_exported": [
            {
                "reasons": [reason.value for reason in item.reasons],
                "target": item.target or None,
                "transport": item.transport or None,
                "flow": flow,
            }
            for item, flow in zip(left, flows, strict=True)
        ]
    }


def left_text(left: Sequence[Left]) -> Iterator[str]:
    """Yield how many flows are not exported, and for each reason how many; a flow may have several."""
    for target in dict.fromkeys(item.target for item in left):
        own = [item for item in left if item.target == target]
        where = f" for {target}" if target else ""
        yield f"Not exported{where}: {count(len({item.flow.id for item in own}), 'flow')}."
        for reason, number in Counter(reason for item in own for reason in item.reasons).most_common():
            yield f"  {number:,}  {reason.value}{HINTS.get(reason, '')}"


def verified_text(verified: Verified, permits: int) -> str:
    """Say what was proved."""
    read = f"Verified: {count(len(verified.configurations), 'generated file')} read back, equal to the book; "
    if not verified.asked:
        return f"{read}Aerleon's own check knows no policies that stand at one end."
    part = "every rule" if verified.checked == permits else f"{verified.checked:,} of {permits:,} rules"
    return f"{read}Aerleon's own check agrees on {count(verified.asked, 'packet')} of {part}."


def conditions_text(permits: Sequence[Permit]) -> str:
    """Say how many rules may hold under a condition that only a person can judge; empty where none does.

    A column such as "Remarks" is kept as details, and may say as much as a footnote.
    """
    flows = {permit.flow.id: permit.flow for permit in permits}.values()
    noted, detailed = sum(bool(flow.notes) for flow in flows), sum(bool(flow.details) for flow in flows)
    said = [
        f"{count(number, 'exported flow')} with {what}: see `{field}` in {EXPORTED}."
        for number, what, field in ((noted, "notes or conditions", "notes"), (detailed, "further columns", "details"))
        if number
    ]
    return "\n".join(said)


def wrote_text(made: Export, permits: int, files: int, folder: str) -> str:
    """Say what was written."""
    rules = count(permits, "rule")
    return f"Wrote {rules} in {count(len(made.policies), 'policy file')}, {count(files, 'file')} in all, to {folder}."
