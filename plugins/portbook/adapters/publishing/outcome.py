"""What became of pages and files, for people and for programs."""

from collections.abc import Iterable, Mapping, Sequence

from portbook.diagnostics import printable
from portbook.publish import Action, Result, Wiki
from portbook.publish.plan import LEFT, WRITES

FAILED = "failed"
WORDS: Mapping[Action, tuple[str, str]] = {
    Action.CREATE: ("create", "created"),
    Action.UPDATE: ("update", "updated"),
    Action.MOVE: ("move", "moved"),
    Action.ARCHIVE: ("archive", "archived"),
    Action.REMOVE: ("remove", "removed"),
    Action.UNCHANGED: ("unchanged", "unchanged"),
    Action.KEPT: ("keep, edited", "kept because edited"),
    Action.TAKEN: ("keep, not ours", "kept, not ours"),
    Action.GONE: ("keep, without a source", "kept, without a source"),
}
"""For each action what a plan and what a report calls it, in the order of the table."""


def needs_a_person(results: Iterable[Result]) -> bool:
    """Tell whether something failed, or was left alone."""
    return any(result.failure or result.step.action in LEFT for result in results)


def as_text(results: Sequence[Result], wiki: Wiki, *, planned: bool) -> str:
    """Write a line for each page or file of which there is something to say, and then the numbers of all."""
    lines = [line for result in results for line in _lines(result, wiki, planned=planned)]
    counts: dict[str, int] = {}
    for result in results:
        word = FAILED if result.failure else WORDS[result.step.action][not planned]
        counts[word] = counts.get(word, 0) + 1
    order = [*(words[not planned] for words in WORDS.values()), FAILED]
    width = max(map(len, order))
    return "\n".join([*lines, *(f"{word:<{width}}  {counts[word]}" for word in order if word in counts)]) + "\n"


def as_value(results: Sequence[Result], wiki: Wiki, *, planned: bool) -> dict[str, object]:
    """Return the same as JSON: every page and file, with its id, its name, its address and what became of it."""
    return {
        "planned": planned,
        "items": [
            {
                "id": result.step.id,
                "key": result.step.entry.key,
                "name": result.step.entry.name,
                "before": result.step.before or None,
                "address": wiki.address(result.step.entry.name),
                "action": result.step.action.value,
                "reason": result.step.reason or None,
                "difference": result.step.difference or None,
                "failure": result.failure or None,
            }
            for result in results
        ],
    }


def _lines(result: Result, wiki: Wiki, *, planned: bool) -> list[str]:
    step = result.step
    if step.action is Action.UNCHANGED:
        return []
    word = FAILED if result.failure else WORDS[step.action][not planned]
    place = step.entry.name if planned or not step.entry.is_page else wiki.address(step.entry.name)
    moved = f" (was {step.before})" if step.before else ""
    said = f": {result.failure or step.reason}" if result.failure or step.reason else ""
    lines = [printable(f"{word:<8} {place}{moved}{said}")]
    if step.action not in WRITES:
        lines.extend(printable(f"    {line}") for line in step.difference.splitlines())
    return lines
