"""SARIF: valid by the standard's own schema, and with what code-scanning pages ask for."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator, FormatChecker

from findings.pages import BROKEN, CLEAR, EXPOSED, ids, page, settled, waiver
from portbook.diagnostics import RULES, Diagnostic, Level, Place
from portbook.writers.sarif import MOST_RESULTS, sarif

SCHEMA = json.loads((Path(__file__).parents[1] / "vendor" / "sarif" / "sarif-2.1.0-rtm.5.json").read_text("utf-8"))
VALID = Draft4Validator(SCHEMA, format_checker=FormatChecker())


def made(*found: Diagnostic, **more: Any) -> dict[str, Any]:
    log = sarif(found, {}, "1.0", lambda path: path, **more)
    assert list(VALID.iter_errors(log)) == []
    run: dict[str, Any] = log["runs"][0]
    return run


def finding(place: Place, message: str = "x", **more: Any) -> Diagnostic:
    return Diagnostic("port-invalid", Level.ERROR, place, message, "y", "d-0123456789ab", **more)


def file_of(result: dict[str, Any]) -> Any:
    return result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]


def test_findings_of_every_kind_are_valid() -> None:
    pages = {"a.txt": page(CLEAR, EXPOSED, BROKEN), "b.txt": page(EXPOSED.replace("OAuth 2.0", "Mutual TLS"))}
    report = settled(pages, waiver(ids(pages, "flow-in-clear")[0]), waiver("p-000000000000", line=7)).report
    run = made(*report.diagnostics)
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(RULES)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert (
            result["partialFingerprints"]["portbookFinding/v1"]
            == result["partialFingerprints"]["primaryLocationLineHash"]
        )
        assert result["locations"][0]["physicalLocation"]["region"]["startLine"] > 0
    waived = [result for result in run["results"] if result["suppressions"]]
    assert [result["ruleId"] for result in waived] == ["flow-in-clear"]
    (suppression,) = waived[0]["suppressions"]
    assert (suppression["kind"], suppression["status"]) == ("external", "accepted")
    assert suppression["justification"] == "Nothing but a health check."
    assert suppression["properties"] == {"owner": "orchard team", "expires": "2026-12-31"}
    assert {result["level"] for result in run["results"]} == {"error", "warning", "note"}


def test_each_rule_says_what_code_scanning_shows() -> None:
    for rule in made()["tool"]["driver"]["rules"]:
        assert all(rule[part]["text"] for part in ("shortDescription", "fullDescription", "help"))
        assert rule["help"]["markdown"]
        assert rule["properties"]["problem.severity"] in ("error", "warning", "recommendation")
        assert len(rule["properties"]["tags"]) <= 20


def test_levels_that_are_set_are_those_of_the_rules() -> None:
    log = sarif((), {"flow-in-clear": Level.ERROR, "port-invalid": Level.OFF}, "1.0", str)
    rules = {rule["id"]: rule["defaultConfiguration"] for rule in log["runs"][0]["tool"]["driver"]["rules"]}
    assert rules["flow-in-clear"] == {"level": "error", "enabled": True}
    assert rules["port-invalid"] == {"level": "none", "enabled": False}


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("tables/a b.txt", "tables/a%20b.txt"),
        ("c:d.txt", "c%3Ad.txt"),
        ("100%/ü?#.md", "100%25/%C3%BC%3F%23.md"),
        ("../up.txt", "../up.txt"),
        ("a\\x1b[.txt", "a%5Cx1b%5B.txt"),
    ],
)
def test_a_path_becomes_a_reference_that_leads_nowhere_else(path: str, uri: str) -> None:
    assert file_of(made(finding(Place(path, 3)))["results"][0]) == uri


def test_a_workbook_has_sheets_and_no_lines() -> None:
    (result,) = made(finding(Place("book.xlsx", 5, "Ports")))["results"]
    (location,) = result["locations"]
    assert "region" not in location["physicalLocation"]
    assert location["logicalLocations"][0]["fullyQualifiedName"] == "Ports row 5"


def test_a_finding_on_a_whole_file_has_no_line() -> None:
    (result,) = made(finding(Place("a.txt")))["results"]
    assert "region" not in result["locations"][0]["physicalLocation"]


def test_words_of_a_document_are_neither_link_nor_placeholder() -> None:
    (result,) = made(finding(Place("a.txt", 1), "[pay](https://orchard.example) {0} {{ product }} a[1]"))["results"]
    assert result["message"]["text"].startswith("\\[pay\\](https://orchard.example) {{0}} {{ product }} a[1]")


def test_more_than_a_page_takes_are_left_out_the_least_grave_first_and_that_is_said() -> None:
    info = Diagnostic("kind-assumed", Level.INFO, Place("a.txt", 1), "x", "y")
    run = made(*[info] * MOST_RESULTS, finding(Place("z.txt", 9)))
    assert len(run["results"]) == MOST_RESULTS
    assert run["results"][0]["ruleId"] == "port-invalid"
    (said,) = run["invocations"][0]["toolExecutionNotifications"]
    assert said["message"]["text"].startswith("1 more findings")


def test_a_run_that_could_not_read_a_file_says_so() -> None:
    assert made(readable=False)["invocations"][0]["executionSuccessful"] is False
