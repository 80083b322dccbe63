"""Answers as they are written: for a terminal, for programs and for spreadsheets."""

import csv
import io
import json
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from books import GATE, PATH, STORE, book, flow, orchard
from portbook.model import Book, Endpoint, Kind, SourceTable
from portbook.questions import Answer, Bounds, Index, Wanted, between, chains, port, who
from portbook.questions.chains import Chains
from portbook.writers.answers import answers_text, chains_text
from portbook.writers.answers_json import answers_csv, answers_value, chains_csv, chains_value
from portbook.writers.schemas.answer import answer_schema
from portbook.writers.terminal import columns_of, table
from questions.made import made

QUESTION = {"kind": "who", "target": "x", "filters": {}}


def reach(text: str, among: Book | None = None) -> tuple[Book, list[Answer]]:
    index = Index.of(among or orchard())
    return index.book, [who(index, Wanted.target(index, text))]


def ways(source: str, target: str, among: Book, bounds: Bounds | None = None) -> Chains:
    index = Index.of(among)
    return chains(index, index.names.named((source,)), index.names.named((target,)), bounds)


def test_no_flow_is_a_plain_answer_that_counts_what_might_match() -> None:
    assert answers_text(*reach("pear_store:9")) == (
        "Who may reach pear_store:9\n\nNo flow.\n\n"
        "1 flow might match: destination is a group: 1; ports are no numbers: 1.\n"
    )


def test_what_might_match_is_listed_when_asked_for_with_the_reason() -> None:
    text = answers_text(*reach("pear_store:9"), possible=True)
    because = "destination is a group; ports are no numbers"
    assert f"\n{because}  apple_gate (Latch)  Pickers  Varies TCP HTTP  Optional TLS" in text
    assert "[ports are no numbers]" in text


@pytest.mark.parametrize("width", [40, 60, 80, 100, 120, 200])
def test_a_table_keeps_to_the_width_of_the_terminal(width: int) -> None:
    index = Index.of(made(80))
    text = answers_text(index.book, [port(index, Wanted.port(index, "443"))], width, possible=True)
    lines = [line for line in text.splitlines() if not line.endswith(".")]
    if width >= 100:
        assert max(map(columns_of, lines)) <= width
    assert "straße" in text


def test_a_narrow_terminal_gets_a_list_for_each_flow() -> None:
    assert "From        apple_gate (Latch)\nTo          pear_store\n" in answers_text(*reach("pear_store"), 40)


@pytest.mark.parametrize("width", [24, 30, 60])
def test_a_column_is_not_narrowed_below_its_longest_word(width: int) -> None:
    columns = ("Protection", "Evidence")
    row = ("Authenticated, not encrypted", "source_tables/orchard.txt:12, 14")
    text = table(columns, (row,), width)
    assert "Protection" in text
    assert "Authenticated," in text
    assert "orchard." in text
    assert max(map(columns_of, text.splitlines())) <= width


def test_a_word_without_signs_may_be_broken_anywhere() -> None:
    assert table(("A",), (("x" * 30,),), 20) == f"A\n{'x' * 20}\n{'x' * 10}\n"


def test_no_text_of_a_source_steers_the_terminal() -> None:
    evil = Endpoint("\x1b[31mred\x07\u202e\r\nline", Kind.VM)
    text = answers_text(*reach("pear_store", book([flow(evil, STORE, 80)])))
    assert "\\x1b[31mred\\x07\\u202e line" in text
    assert not {"\x1b", "\x07", "\u202e", "\r"} & set(text)
    assert len(text.splitlines()) == 6


def test_rows_of_one_document_share_its_name_and_a_section_stands_where_the_subsystem_does_not_say_it() -> None:
    among = book([flow(GATE, STORE, 80, lines=(3, 9))])
    tables = tuple(replace(item, section=("Autumn", "Harvest")) for item in among.tables)
    _, answers = reach("pear_store", replace(among, tables=tables))
    assert f"{PATH}:3, 9 (Autumn > Harvest)" in answers_text(replace(among, tables=tables), answers)
    assert isinstance(tables[0], SourceTable)


def test_wide_characters_take_two_columns() -> None:
    assert table(("A", "B"), (("梨", "x"), ("pear", "y"))) == "A     B\n梨    x\npear  y\n"


def test_chains_say_that_they_are_not_routing() -> None:
    text = chains_text(orchard(), ways("Edge balancer", "pear_store", orchard()))
    assert "\n1. Edge balancer > apple_gate > pear_store (2 flows)\nFrom " in text
    assert "2 chains of at most 4 flows.\n" in text
    assert "1 flow has an unspecified end; no chain passes through one" in text
    assert text.endswith("A chain is not routing: it says that flows exist from each machine to the next, not that "
                         "anything is passed on.\n")  # fmt: skip


def test_no_chain_and_more_chains_are_told() -> None:
    assert "No chain of at most 4 flows.\n" in chains_text(orchard(), ways("pear_store", "apple_gate", orchard()))
    few = ways("Edge balancer", "pear_store", orchard(), Bounds(1, 4))
    assert "There may be more" in chains_text(orchard(), few)


def valid(value: Any) -> None:
    Draft202012Validator(answer_schema()).validate(json.loads(json.dumps(value)))


@pytest.mark.parametrize("possible", [False, True])
def test_json_is_as_the_schema_says_and_names_sections(possible: bool) -> None:
    for among in (orchard(), made(300)):
        index = Index.of(among)
        names = [entry.name for entry in among.endpoints]
        answers = [who(index, Wanted.target(index, f"{name}:443/TCP")) for name in names]
        answers += between(index, index.names.named(names[:2]), index.names.named(names[2:4]))
        valid(answers_value(among, QUESTION, answers, possible=possible))
    value = answers_value(*_asked("pear_store:7070"), possible=possible)
    (answer,) = value["answers"]
    assert answer["title"] == "Who may reach pear_store:7070"
    (found,) = answer["flows"]
    assert (found["grade"], found["not_exact"]) == ("authenticated", [])
    assert [(row["path"], row["line"], row["section"]) for row in found["evidence"]] == [(PATH, 7, ["Sorting"])]
    assert answer["might_match"]["count"] == 1
    assert ("flows" in answer["might_match"]) is possible


def _asked(text: str) -> tuple[Book, dict[str, Any], list[Answer]]:
    among, answers = reach(text)
    return among, QUESTION, answers


def test_json_of_chains_is_as_the_schema_says() -> None:
    for among in (orchard(), made(300)):
        value = chains_value(among, {**QUESTION, "kind": "path"}, ways("cider_press" if among.topics else "apple_gate",
                             "pear_store", among))  # fmt: skip
        valid(value)
        flows = {item["id"] for item in value["flows"]}
        assert flows == {name for chain in value["chains"] for hop in chain["hops"] for name in hop["flows"]}
        assert value["routing"] is False


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_csv_tells_which_flows_match_and_why_others_might() -> None:
    among, answers = reach("pear_store:7070")
    assert [row["Match"] for row in rows(answers_csv(among, answers, possible=False))] == ["yes"]
    told = rows(answers_csv(among, answers, possible=True))
    assert [row["Match"] for row in told] == ["yes", "destination is a group; ports are no numbers"]
    assert {row["Question"] for row in told} == {"Who may reach pear_store:7070"}
    assert told[0]["Evidence"] == f"{PATH}:7"


def test_csv_of_chains_numbers_chains_and_hops() -> None:
    told = rows(chains_csv(orchard(), ways("Edge balancer", "pear_store", orchard())))
    assert [(row["Chain"], row["Hop"], row["Ports"]) for row in told] == [
        ("1", "1", "80"), ("1", "1", "443"), ("1", "2", "7070"), ("2", "1", "20000-40000"), ("2", "2", "3307"),
    ]  # fmt: skip
