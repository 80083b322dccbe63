"""Write findings as SARIF 2.1.0, which code-scanning pages read.

What code scanning asks for beyond the standard is here too: a short, a full and a help text for each rule, a line for
each place of a text, fingerprints that outlive moved lines, and no more than ``MOST_RESULTS`` results.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from portbook.diagnostics import RULES, Diagnostic, Level, Place, Rule, Waiver
from portbook.findings.baseline import FINGERPRINT
from portbook.writers import escape

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT = "%SRCROOT%"
MOST_RESULTS = 25_000
"""Results that a code-scanning page takes of one run; it refuses the file where there are more."""

LEVELS: dict[Level, str] = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "note", Level.OFF: "none"}
SEVERITIES: dict[Level, str] = {
    Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "recommendation", Level.OFF: "recommendation",
}  # fmt: skip
GRAVEST = list(LEVELS)

Locate = Callable[[str], str]
"""Gives the path of a file, as seen from the root of the repository."""

Json = dict[str, Any]


def sarif(
    found: Sequence[Diagnostic], levels: Mapping[str, Level], version: str, locate: Locate, *, readable: bool = True
) -> Json:
    """Make the SARIF of a run; ``levels`` are those set for rules, ``readable`` tells whether every file was read.

    Of more findings than a code-scanning page takes, the gravest are written, and a notification says so.
    """
    shown = sorted(found, key=_gravity)[:MOST_RESULTS] if len(found) > MOST_RESULTS else found
    indexes = {code: index for index, code in enumerate(RULES)}
    driver = {"name": "Portbook", "version": version, "semanticVersion": version, "rules": list(_rules(levels))}
    run = {
        "tool": {"driver": driver},
        "automationDetails": {"id": "portbook/"},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"description": {"text": "The root of the repository."}}},
        "invocations": [{"executionSuccessful": readable, **_left_out(len(found) - len(shown))}],
        "results": [_result(item, indexes[item.code], locate) for item in shown],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def left_out(found: Sequence[Diagnostic]) -> int:
    """Return how many findings the SARIF leaves out."""
    return max(0, len(found) - MOST_RESULTS)


def _gravity(item: Diagnostic) -> tuple[bool, int]:
    return not item.counts, GRAVEST.index(item.level)


def _left_out(number: int) -> Json:
    if not number:
        return {}
    text = f"{number} more findings, the least grave, are left out: code-scanning pages take {MOST_RESULTS}."
    return {"toolExecutionNotifications": [{"level": "warning", "message": {"text": text}}]}


def _rules(levels: Mapping[str, Level]) -> Iterator[Json]:
    for code, rule in RULES.items():
        level = levels.get(code, rule.level)
        tags = ["network", *(["security"] if rule.reviewed else [])]
        yield {
            "id": code,
            "shortDescription": {"text": _message(_first_sentence(rule.summary))},
            "fullDescription": {"text": _message(rule.summary)},
            "help": {"text": _message(_help(rule)), "markdown": _help(rule)},
            "defaultConfiguration": {"level": LEVELS[level], "enabled": level is not Level.OFF},
            "properties": {"tags": tags, "precision": "high", "problem.severity": SEVERITIES[level]},
        }


def _first_sentence(text: str) -> str:
    return re.split(r"(?<=[.;:])\s", text, maxsplit=1)[0].rstrip(";:")


def _help(rule: Rule) -> str:
    return f"{rule.summary}\n\nFor example: {rule.example}\n\nWhat to do: {rule.remedy}"


def _result(item: Diagnostic, rule: int, locate: Locate) -> Json:
    fingerprints = {FINGERPRINT: item.id, "primaryLocationLineHash": item.id} if item.id else {}
    related = [{"id": number, **_location(place, locate)} for number, place in enumerate(item.related, 1)]
    return {
        "ruleId": item.code,
        "ruleIndex": rule,
        "level": LEVELS[item.level],
        "message": {"text": _message(f"{item.message}. {item.remedy}")},
        "locations": [_location(item.place, locate)],
        **({"relatedLocations": related} if related else {}),
        "partialFingerprints": fingerprints,
        **({"baselineState": item.baseline} if item.baseline else {}),
        "suppressions": [_suppression(item.waiver, locate)] if item.waiver else [],
    }


def _location(place: Place, locate: Locate) -> Json:
    """Name a place; the lines of a workbook are rows of a sheet, and no editor knows them."""
    uri = escape.uri(locate(place.path))
    file: Json = {"artifactLocation": {"uri": uri, "uriBaseId": ROOT, "properties": {"path": place.path}}}
    if place.sheet:
        row = f"row {place.line}" if place.line else ""
        sheet = {"name": place.sheet, "fullyQualifiedName": f"{place.sheet} {row}".strip(), "kind": "sheet"}
        return {"physicalLocation": file, "logicalLocations": [sheet], "message": {"text": _message(str(place))}}
    return {"physicalLocation": {**file, **({"region": {"startLine": place.line}} if place.line else {})}}


def _suppression(waiver: Waiver, locate: Locate) -> Json:
    return {
        "kind": "external",
        "status": "accepted",
        "justification": waiver.reason,
        "location": _location(waiver.place, locate),
        "properties": {"owner": waiver.owner, "expires": waiver.expires},
    }


_LINK = re.compile(r"[\[\]](?=[^\[\]]*\]?\()")
_PLACEHOLDER = re.compile(r"\{(\d+)\}")


def _message(text: str) -> str:
    """Keep a viewer from seeing a link or a placeholder in the words of a document."""
    return _PLACEHOLDER.sub(r"{{\1}}", _LINK.sub(r"\\\g<0>", text))
