"""What is said of a comparison as a whole: the two books, and the proof that nothing changed."""

from collections.abc import Iterator

from portbook.changes import Aspect, Diff
from portbook.changes.comparison import Comparison, Release
from portbook.views.wording import count

COMPARED = "ends, ports, transports, protocols, protection and conditions"
SETTLED = "No port opens or closes: "
CONDITIONAL = "No port opens or closes but for what the conditions that changed say: "


def books(comparison: Comparison) -> Iterator[tuple[str, str]]:
    """Yield the name of each side and what it is."""
    yield "Old", _book(comparison.old)
    yield "New", _book(comparison.new)


def _book(release: Release) -> str:
    title = f" ({release.title})" if release.title not in ("", release.name) else ""
    flows, rows = count(len(release.book.flows), "flow"), count(release.accounts.rows, "row")
    return f"{release.name}{title}: {flows} of {rows}"


def verdict(comparison: Comparison) -> str:
    """Say in a sentence or two what came out."""
    diff = comparison.diff
    if diff:
        beyond = sum("details" in item.words for item in diff.reworded)
        numbers = (
            (len(diff.opened), "new"),
            (len(diff.closed), "gone"),
            (len(diff.changed), "changed"),
            (len(diff.governed), "with another note on all flows"),
            (len(diff.endpoints) + len(diff.subsystems), "renamed"),
            (len(diff.regrouped), "in other rows"),
            (len(diff.reworded) - beyond, "in other words"),
            (beyond, "with other texts in further columns, which are not judged"),
        )
        told = ", ".join(f"{number:,} {what}" for number, what in numbers if number)
        settled = "" if diff.opens or diff.closes else CONDITIONAL if _conditions(diff) else SETTLED
        return f"{settled}{told}; {count(diff.unchanged, 'flow')} unchanged."
    return f"{unchanged(comparison)}. {equal(comparison)}"


def unchanged(comparison: Comparison) -> str:
    """Say that nothing changed where that is proven, and otherwise that no flow did."""
    return "No flow changed" if comparison.limits else "Nothing changed"


def _conditions(diff: Diff) -> bool:
    return bool(diff.governed) or any(Aspect.CONDITION in item.aspects for item in diff.changed)


def equal(comparison: Comparison) -> str:
    """Say what was compared and found equal."""
    diff = comparison.diff
    return (
        f"Each of the {count(diff.old_flows, 'flow')} of the old book has its equal in the new one, "
        f"and each of the {diff.new_flows:,} of the new one in the old: compared were {COMPARED}."
    )


def proof(comparison: Comparison) -> str:
    """Say whether the answer is proven, or what it depends on."""
    if comparison.limits:
        return f"What limits this answer: {'; '.join(comparison.limits)}."
    return "Both books are certified: every row of their tables is accounted for, and none is ambiguous."
