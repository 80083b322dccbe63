"""What programs read keeps to its published schema, and a saved book is read back whole."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from books import GATE, STORE, book, flow, orchard
from portbook.changes.comparison import Accounts, Comparison, Release
from portbook.model import Book
from portbook.writers.changes import changes
from portbook.writers.json import flows
from portbook.writers.readback.saved import SavedBookError, read_book, read_saved
from portbook.writers.schemas import schemas
from writers.documents import steadily
from writers.test_readback import BOOKS

PUBLISHED = Path(__file__).parents[2] / "docs" / "schema"


def compared(old: Book, new: Book) -> Comparison:
    return Comparison.of(*(Release(name, made, Accounts.of(made)) for name, made in (("old", old), ("new", new))))


def complaints(name: str, value: Any) -> list[str]:
    return [error.message for error in Draft202012Validator(schemas()[name]).iter_errors(value)]


@pytest.mark.parametrize("name", schemas())
def test_the_published_schema_is_up_to_date(name: str) -> None:
    """Otherwise: `portbook schema NAME > docs/schema/portbook-NAME.schema.json`."""
    published = (PUBLISHED / f"portbook-{name}.schema.json").read_text(encoding="utf-8")
    assert json.loads(published) == schemas()[name]


@pytest.mark.parametrize("name", schemas())
def test_what_is_written_names_the_schema_that_is_published(name: str) -> None:
    Draft202012Validator.check_schema(schemas()[name])
    text = json.dumps(schemas()[name])
    assert set(re.findall(r'"\$schema": {"const": "([^"]+)"', text)) == {f"portbook-{name}.schema.json"}


@steadily
@given(BOOKS)
def test_a_saved_book_is_read_back_whole(made: Book) -> None:
    value = flows(made)
    assert complaints("book", value) == []
    again, accounts = read_saved(json.dumps(value))
    assert (again.flows, again.documents, again.subsystems) == (made.flows, made.documents, made.subsystems)
    assert again.endpoints == made.endpoints
    assert flows(again, accounts) == value


@steadily
@given(BOOKS, BOOKS)
def test_what_changed_keeps_to_its_schema(old: Book, new: Book) -> None:
    assert complaints("changes", changes(compared(old, new))) == []


def test_a_book_of_everything_keeps_to_its_schema() -> None:
    assert complaints("book", flows(orchard())) == []
    assert complaints("changes", changes(compared(orchard(), book([flow(GATE, STORE)])))) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "this is no JSON"),
        ("[]", "this JSON is no saved book"),
        ('{"flows": []}', "saved in version 'an older one'"),
        ('{"flows": [], "version": 99}', "saved in version 99"),
        ('{"flows": [], "version": 1}', "'documents' is missing"),
        ("[" * 100_000, "this is no JSON"),
    ],
)
def test_a_file_that_is_no_saved_book_says_what_it_is(text: str, said: str) -> None:
    with pytest.raises(SavedBookError, match=said):
        read_book(text)


@pytest.mark.parametrize(
    ("key", "damage"),
    [
        ("ports", [[2, 1]]),
        ("ports", [[1, 70000]]),
        ("ports", []),
        ("ports", "80"),
        ("transports", "TCP"),
        ("source", None),
        ("protection", {"encryption": "perfect"}),
        ("evidence", [{"path": 1}]),
    ],
)
def test_a_damaged_book_is_refused(key: str, damage: object) -> None:
    value = flows(orchard())
    value["flows"][0][key] = damage
    with pytest.raises(SavedBookError, match="the saved book is damaged"):
        read_book(json.dumps(value))
