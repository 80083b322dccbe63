"""A waiver silences one finding until its day; one that has expired or fits nothing is a finding itself."""

import pytest

from findings.pages import BROKEN, CLEAR, TODAY, ids, page, settled, waiver

FAILING = {"flow-in-clear": "error"}
PAGES = {"a.txt": page(CLEAR)}
(OWN,) = ids(PAGES)


@pytest.mark.parametrize("expires", ["2026-12-31", TODAY])
def test_a_waived_finding_does_not_fail_and_is_still_listed(expires: str) -> None:
    report = settled(PAGES, waiver(OWN, expires), levels=FAILING).report
    (found,) = report.diagnostics
    assert (report.exit_code, found.id, str(found.level)) == (0, OWN, "error")
    assert str(found.waiver) == f"waived until {expires} by orchard team: Nothing but a health check."
    assert report.summary() == "0 errors, 0 warnings, 0 info, 1 waived"


def test_on_the_day_after_it_fails_again_and_the_waiver_is_a_finding() -> None:
    report = settled(PAGES, waiver(OWN, "2026-06-14"), levels=FAILING).report
    assert [(item.code, str(item.place), item.counts) for item in report.diagnostics] == [
        ("flow-in-clear", "a.txt:4", True),
        ("waiver-expired", "waivers.yml:2", True),
    ]
    assert report.exit_code == 1
    assert report.summary() == "1 error, 1 warning, 0 info"


def test_a_waiver_that_fits_nothing_is_a_finding_and_a_near_id_is_named() -> None:
    wrong = f"{OWN[:-1]}{'0' if OWN[-1] != '0' else '1'}"
    report = settled(PAGES, waiver(wrong)).report
    (found,) = [item for item in report.diagnostics if item.code == "waiver-unused"]
    assert f"did you mean {OWN}?" in found.message
    assert found.id


def test_one_of_two_equal_findings_stays() -> None:
    pages = {"a.txt": page(BROKEN, BROKEN)}
    first, _ = ids(pages, "port-invalid")
    report = settled(pages, waiver(first)).report
    assert [item.counts for item in report.diagnostics if item.code == "port-invalid"] == [False, True]
    assert report.exit_code == 1


def test_what_cannot_be_read_cannot_be_waived() -> None:
    pages = {"a.txt": ""}
    (own,) = ids(pages, "source-empty")
    report = settled(pages, waiver(own)).report
    assert report.exit_code == 2
    assert "cannot be waived: source-empty" in next(d.message for d in report.diagnostics if d.code == "waiver-unused")
