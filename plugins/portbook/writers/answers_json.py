"""Write answers for programs: JSON of a version, with a published schema, and CSV."""

from collections.abc import Iterator, Sequence
from typing import Any

from portbook.model import Book, Flow, vagueness
from portbook.questions import Answer, Chain, Chains
from portbook.writers.delimited import rows_csv
from portbook.writers.json import flow_value

SCHEMA = "portbook-answer.schema.json"
"""The published schema of an answer."""
VERSION = 1
"""Grows when a program that reads answers would have to change."""


def answers_value(book: Book, question: dict[str, Any], answers: Sequence[Answer], *, possible: bool) -> dict[str, Any]:
    """Make the value of an answered question; ``possible`` also lists the flows that might match."""
    return {
        "$schema": SCHEMA,
        "version": VERSION,
        "question": question,
        "answers": [_answer(book, a, possible) for a in answers],
    }


def chains_value(book: Book, question: dict[str, Any], chains: Chains) -> dict[str, Any]:
    """Make the value of chains. Each hop names its flows by their ids; the flows stand once, in the book's order."""
    used = {flow.id for chain in chains.found for hop in chain.hops for flow in hop.flows}
    return {
        "$schema": SCHEMA,
        "version": VERSION,
        "question": question,
        "title": chains.title,
        "routing": False,
        "most": chains.bounds.most,
        "longest": chains.bounds.longest,
        "more": chains.more,
        "unspecified_flows": chains.unspecified,
        "chains": [_chain(chain) for chain in chains.found],
        "flows": [_flow(book, flow) for flow in book.flows if flow.id in used],
    }


def answers_csv(book: Book, answers: Sequence[Answer], *, possible: bool) -> str:
    """Write answers as CSV: the question, whether a flow matches or why it might, and the columns of all flows."""
    return rows_csv(book, ("Question", "Match"), _matches(answers, possible))


def chains_csv(book: Book, chains: Chains) -> str:
    """Write chains as CSV: the number of the chain, that of the hop, and the columns of all flows."""
    rows = (
        ((str(number), str(step)), flow)
        for number, chain in enumerate(chains.found, 1)
        for step, hop in enumerate(chain.hops, 1)
        for flow in hop.flows
    )
    return rows_csv(book, ("Chain", "Hop"), rows)


def _matches(answers: Sequence[Answer], possible: bool) -> Iterator[tuple[tuple[str, str], Flow]]:
    for answer in answers:
        yield from (((answer.title, "yes"), flow) for flow in answer.flows)
        if possible:
            yield from (((answer.title, "; ".join(answer.doubts[flow.id])), flow) for flow in answer.possible)


def _answer(book: Book, answer: Answer, possible: bool) -> dict[str, Any]:
    listed = [{**_flow(book, flow), "because": list(answer.doubts[flow.id])} for flow in answer.possible if possible]
    return {
        "title": answer.title,
        "flows": [_flow(book, flow) for flow in answer.flows],
        "might_match": {
            "count": len(answer.possible),
            "because": {doubt.value: number for doubt, number in answer.counts.items()},
            **({"flows": listed} if possible else {}),
        },
        "left_out_by_filters": answer.left_out,
    }


def _flow(book: Book, flow: Flow) -> dict[str, Any]:
    value = flow_value(flow)
    rows = zip(value["evidence"], flow.evidence, strict=True)
    value["evidence"] = [{**written, "section": list(book.section(row))} for written, row in rows]
    return {**value, "grade": flow.protection.grade, "not_exact": [item.value for item in vagueness(flow)]}


def _chain(chain: Chain) -> dict[str, Any]:
    return {
        "machines": list(chain.machines),
        "through_groups": list(chain.groups),
        "hops": [
            {"source": hop.source, "destination": hop.destination, "flows": [flow.id for flow in hop.flows]}
            for hop in chain.hops
        ],
    }
