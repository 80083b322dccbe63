"""Only what is new since an earlier run fails; what vanished is named."""

import json

import pytest

from findings.pages import CLEAR, EXPOSED, ids, page, settled, waiver
from portbook.diagnostics import Report, render_json
from portbook.findings.baseline import BaselineError, compare, read_baseline
from portbook.writers.sarif import sarif

FAILING = {"flow-in-clear": "error", "credential-in-clear": "error"}


def written(report: Report, style: str) -> str:
    if style == "json":
        return render_json(report.diagnostics)
    return json.dumps(sarif(report.diagnostics, report.levels, "1.0", lambda path: f"docs/{path}"))


@pytest.mark.parametrize("style", ["json", "sarif"])
def test_what_was_there_does_not_fail(style: str) -> None:
    known = read_baseline(written(settled({"a.txt": page(CLEAR)}, levels=FAILING).report, style))
    report = settled({"a.txt": page(EXPOSED, CLEAR, above=2)}, levels=FAILING).report
    assert compare(report, known) == ()
    assert {item.code: item.baseline for item in report.diagnostics} == {
        "credential-in-clear": "new",
        "flow-in-clear": "unchanged",
    }
    assert (report.exit_code, report.counts["errors"], report.counts["unchanged"]) == (1, 1, 1)
    again = settled({"a.txt": page(CLEAR)}, levels=FAILING).report
    compare(again, known)
    assert again.exit_code == 0


@pytest.mark.parametrize("style", ["json", "sarif"])
def test_what_vanished_is_named(style: str) -> None:
    known = read_baseline(written(settled({"a.txt": page(CLEAR, EXPOSED)}).report, style))
    (gone,) = compare(settled({"a.txt": page(CLEAR)}).report, known)
    assert gone.rule == "credential-in-clear"
    assert str(gone).startswith("a.txt: apple_gate → pear_store, 8443 TCP HTTP")


def test_where_only_some_files_are_checked_the_others_have_not_vanished() -> None:
    known = read_baseline(written(settled({"a.txt": page(CLEAR), "b.txt": page(EXPOSED)}).report, "json"))
    assert compare(settled({"a.txt": page(CLEAR)}).report, known, {"a.txt"}) == ()


@pytest.mark.parametrize("style", ["json", "sarif"])
def test_what_was_waived_then_fails_when_the_waiver_expires(style: str) -> None:
    pages = {"a.txt": page(CLEAR)}
    (own,) = ids(pages)
    known = read_baseline(written(settled(pages, waiver(own), levels=FAILING).report, style))
    report = settled(pages, waiver(own, "2026-01-31"), levels=FAILING).report
    compare(report, known)
    assert report.exit_code == 1


def test_what_cannot_be_read_is_never_known() -> None:
    known = read_baseline(written(settled({"a.txt": ""}).report, "json"))
    report = settled({"a.txt": ""}).report
    compare(report, known)
    assert report.exit_code == 2


@pytest.mark.parametrize(
    "text",
    [
        *("", "[]", "{}", "null", "[" * 100_000),
        *('{"diagnostics": 1}', '{"diagnostics": [1]}', '{"runs": []}', '{"runs": [{"results": [{}]}]}'),
        '{"diagnostics": [{"id": null, "rule": "x", "path": "y", "message": "z"}]}',
    ],
)
def test_what_is_no_earlier_run_is_refused(text: str) -> None:
    with pytest.raises(BaselineError):
        read_baseline(text)
