"""Write answers for people at a terminal: what was found, what might match all the same, and how sure that is."""

from collections.abc import Callable, Iterable, Sequence

from portbook.model import Book, Evidence, Flow, vagueness
from portbook.questions import Answer, Chain, Chains
from portbook.tickets.facts import conditions_text
from portbook.views.wording import count, endpoint_text, protection_text, traffic
from portbook.writers.terminal import clean, table

NOT_ROUTING = (
    "A chain is not routing: it says that flows exist from each machine to the next, not that anything is passed on."
)


def evidence_text(book: Book, flow: Flow) -> str:
    """Name the source rows of a flow, those of one place together: ``path:7, 9 (section)``.

    A section is not told that is the flow's subsystem.
    """
    places: dict[tuple[str, str], list[str]] = {}
    for row in flow.evidence:
        start = row.place.removesuffix(str(row.line))
        places.setdefault((start, section_text(book, flow, row)), []).append(str(row.line))
    return "; ".join(
        f"{start}{', '.join(lines)}{f' ({section})' if section else ''}" for (start, section), lines in places.items()
    )


def section_text(book: Book, flow: Flow, row: Evidence) -> str:
    """Name the section of a source row; nothing where the subsystem of the flow says it already."""
    section = book.section(row)
    return " > ".join(section) if section and not section[-1].startswith(flow.subsystems) else ""


def condition_text(flow: Flow) -> str:
    """Say under which conditions a flow exists, and what about it is not exact."""
    said = (
        "optional" if flow.optional else "",
        conditions_text(flow.notes),
        *(f"[{item}]" for item in vagueness(flow)),
    )
    return "; ".join(filter(None, said))


def columns(book: Book) -> dict[str, Callable[[Flow], str]]:
    """Return what is shown of a flow, by the title of its column."""
    return {
        "From": lambda flow: endpoint_text(flow.source),
        "To": lambda flow: endpoint_text(flow.destination),
        "Port": traffic,
        "Protection": lambda flow: protection_text(flow.protection),
        "Subsystem": lambda flow: ", ".join(flow.subsystems),
        "Condition": condition_text,
        "Evidence": lambda flow: evidence_text(book, flow),
    }


def answers_text(book: Book, answers: Sequence[Answer], width: int | None = None, *, possible: bool = False) -> str:
    """Write answers, each under its question; ``possible`` also lists the flows that might match."""
    return "\n".join(_answer(book, answer, width, possible) for answer in answers)


def chains_text(book: Book, chains: Chains, width: int | None = None) -> str:
    """Write chains under their question, each as its machines and the flows between them."""
    parts = [f"{clean(chains.title)}\n", *(_chain(book, n, c, width) for n, c in enumerate(chains.found, 1))]
    return "\n".join([*parts, "".join(f"{line}\n" for line in _told(chains))])


def doubts_text(answer: Answer) -> str:
    """Say how many flows might match, and why: ``3 flows might match: ...``; empty where none might."""
    if not answer.possible:
        return ""
    why = "; ".join(f"{doubt}: {number:,}" for doubt, number in answer.counts.items())
    number = count(len(answer.possible), "more flow" if answer.flows else "flow")
    return f"{number} might match: {why}."


def _answer(book: Book, answer: Answer, width: int | None, possible: bool) -> str:
    parts = [f"{clean(answer.title)}\n", _flows(book, answer.flows, width) if answer.flows else "No flow.\n"]
    told = [count(len(answer.flows), "flow") + "." if answer.flows else "", doubts_text(answer)]
    told.append(f"Filters left out {count(answer.left_out, 'flow')}." if answer.left_out else "")
    parts.append("".join(f"{line}\n" for line in told if line))
    if possible and answer.possible:
        parts += ["Might match:\n", _possible(book, answer, width)]
    return "\n".join(filter(None, parts))


def _flows(book: Book, flows: Iterable[Flow], width: int | None) -> str:
    shown = columns(book)
    return table(list(shown), [[text(flow) for text in shown.values()] for flow in flows], width)


def _possible(book: Book, answer: Answer, width: int | None) -> str:
    shown = columns(book)
    rows = [["; ".join(answer.doubts[flow.id]), *(text(flow) for text in shown.values())] for flow in answer.possible]
    return table(["Because", *shown], rows, width)


def _chain(book: Book, number: int, chain: Chain, width: int | None) -> str:
    head = f"{number}. {clean(' > '.join(chain.machines))} ({count(len(chain.hops), 'flow')})\n"
    groups = f"   Passes through a group, whose members need not be one machine: {clean(', '.join(chain.groups))}\n"
    flows = [flow for hop in chain.hops for flow in hop.flows]
    return head + (groups if chain.groups else "") + _flows(book, flows, width)


def _told(chains: Chains) -> Iterable[str]:
    bounds = chains.bounds
    number = count(len(chains.found), "chain")
    yield f"{number if chains.found else 'No chain'} of at most {count(bounds.longest, 'flow')}."
    if chains.more:
        yield "There may be more; --most and --longest widen the search."
    if chains.unspecified:
        ends = "flow has an unspecified end" if chains.unspecified == 1 else "flows have an unspecified end"
        yield f"{chains.unspecified:,} {ends}; no chain passes through one, so paths may exist that are not shown."
    yield NOT_ROUTING
