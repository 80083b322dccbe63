"""Ask a book: find it, understand the question, and write the answer as it is asked for."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

import click

from portbook.adapters.commands.console import terminal_width, write
from portbook.adapters.commands.questions.books import open_book
from portbook.adapters.commands.questions.drawing import draw_flows
from portbook.adapters.commands.questions.options import Request
from portbook.adapters.site.compose import json_bytes
from portbook.diagnostics import printable
from portbook.model import Book, Flow
from portbook.model.names import UnknownNameError
from portbook.model.selection import filter_of
from portbook.questions import Answer, AskedError, Chains, Index
from portbook.questions.ask import Keeps
from portbook.writers import answers, answers_json

Question = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """Hold a question that was understood and its answer."""

    words: Question
    answer: Sequence[Answer] | Chains


def ask(request: Request, question: Callable[[Index, Keeps | None], Asked]) -> NoReturn:
    """Answer a question and end; a name or port that means nothing is wrong use."""
    opened = open_book(request.files)
    try:
        asked = question(Index.of(opened.book), filter_of(opened.book, request.selection))
    except (UnknownNameError, AskedError) as error:
        raise click.UsageError(printable(str(error)) + ".") from error
    asked.words["filters"] = request.filters
    write(_WRITERS[request.style](opened.book, asked, request))
    if request.diagram:
        draw_flows(opened, tuple(_flows(asked.answer)), _title(asked.answer), request.diagram)
    opened.end()


def _table(book: Book, asked: Asked, request: Request) -> bytes:
    width = terminal_width()
    if isinstance(asked.answer, Chains):
        return answers.chains_text(book, asked.answer, width).encode()
    return answers.answers_text(book, asked.answer, width, possible=request.possible).encode()


def _json(book: Book, asked: Asked, request: Request) -> bytes:
    if isinstance(asked.answer, Chains):
        return json_bytes(answers_json.chains_value(book, asked.words, asked.answer))
    return json_bytes(answers_json.answers_value(book, asked.words, asked.answer, possible=request.possible))


def _csv(book: Book, asked: Asked, request: Request) -> bytes:
    if isinstance(asked.answer, Chains):
        return answers_json.chains_csv(book, asked.answer).encode()
    return answers_json.answers_csv(book, asked.answer, possible=request.possible).encode()


_WRITERS: dict[str, Callable[[Book, Asked, Request], bytes]] = {"table": _table, "json": _json, "csv": _csv}


def _flows(answer: Sequence[Answer] | Chains) -> Iterable[Flow]:
    """Return the flows of an answer, each once."""
    if isinstance(answer, Chains):
        found = (flow for chain in answer.found for hop in chain.hops for flow in hop.flows)
    else:
        found = (flow for part in answer for flow in part.flows)
    return {flow.id: flow for flow in found}.values()


def _title(answer: Sequence[Answer] | Chains) -> str:
    return answer.title if isinstance(answer, Chains) else " · ".join(part.title for part in answer)
