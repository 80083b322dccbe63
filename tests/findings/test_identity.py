"""The id of a finding stays while it means the same, and no two findings share one."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from findings.pages import BROKEN, CLEAR, EXPOSED, SOUND, ids, page, settled
from portbook.diagnostics import ID_PATTERN

ROWS = (CLEAR, EXPOSED, SOUND, BROKEN)


def test_each_flow_that_is_not_sound_is_a_finding_with_an_id() -> None:
    found = settled({"a.txt": page(CLEAR, EXPOSED, SOUND)}).report.diagnostics
    assert [(item.code, str(item.level), item.place.line) for item in found] == [
        ("flow-in-clear", "info", 4),
        ("credential-in-clear", "info", 5),
    ]
    assert "cider_press → pear_store, 8080 TCP HTTP: in clear (None)" in found[0].message
    assert all(re.fullmatch(ID_PATTERN, item.id) for item in found)


def test_an_id_is_the_same_on_every_machine() -> None:
    assert ids({"a.txt": page(CLEAR)}) == ["p-148cc427439d"]


@given(st.permutations(ROWS), st.integers(0, 5))
def test_neither_order_of_rows_nor_lines_above_change_an_id(rows: list[str], above: int) -> None:
    assert ids({"a.txt": page(*rows, above=above)}) == ids({"a.txt": page(*ROWS)})


def test_another_document_changes_no_id() -> None:
    alone = ids({"b.txt": page(*ROWS)})
    others = {"a.txt": page(SOUND, BROKEN), "c.txt": page(CLEAR, "silo | pear_store | 22 | TCP | SSH | N/A")}
    assert set(alone) <= set(ids({**others, "b.txt": page(*ROWS)}))


def test_another_spelling_in_another_document_changes_no_id() -> None:
    pages = {"a.txt": page(CLEAR.replace("cider_press", "Cider_Press"), "Silo | pear_store | 22 | TCP | SSH | N/A")}
    alone = ids({"b.txt": page(CLEAR, "silo | pear_store | 22 | TCP | SSH | N/A")})
    assert set(alone) <= set(ids({**pages, "b.txt": page(CLEAR, "silo | pear_store | 22 | TCP | SSH | N/A")}))


@pytest.mark.parametrize(
    "other",
    [
        CLEAR.replace("8080", "8081"),
        CLEAR.replace("cider_press", "silo"),
        CLEAR.replace("HTTP", "LDAP"),
        CLEAR.replace("None", "Unauthenticated"),
    ],
)
def test_what_says_something_else_has_another_id(other: str) -> None:
    assert not set(ids({"a.txt": page(CLEAR)})) & set(ids({"a.txt": page(other)}))


def test_equal_findings_are_told_apart_by_a_number() -> None:
    first, second = ids({"a.txt": page(BROKEN, BROKEN)}, "port-invalid")
    assert second == f"{first}-2"
    assert ids({"a.txt": page(BROKEN)}, "port-invalid") == [first]


def test_a_contradiction_keeps_its_id_when_lines_move() -> None:
    one, other = page(SOUND), page(SOUND.replace("9443", "9444"))
    before = settled({"a.txt": one, "b.txt": other})
    after = settled({"a.txt": page(EXPOSED, SOUND, above=3), "b.txt": other, "c.txt": page(CLEAR)})
    (contradiction,) = before.book.contradictions
    assert [item.id for item in after.book.contradictions] == [contradiction.id]
    (finding,) = [item for item in before.report.diagnostics if item.code == "contradiction-proven"]
    assert finding.id == contradiction.id
    assert [str(place) for place in finding.related] == ["b.txt:4"]


def test_a_rule_that_is_off_and_one_that_fails() -> None:
    levels = {"flow-in-clear": "error", "credential-in-clear": "off", "protection-unstated": "warning"}
    unstated = SOUND.replace("Mutual TLS", "N/A").replace("HTTPS", "TCP")
    report = settled({"a.txt": page(CLEAR, EXPOSED, unstated)}, levels=levels).report
    assert {item.code: str(item.level) for item in report.diagnostics} == {
        "flow-in-clear": "error",
        "protection-unstated": "warning",
    }
    assert report.exit_code == 1
