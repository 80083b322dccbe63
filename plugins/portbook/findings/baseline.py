"""Tell what is new since an earlier run, by the ids of findings."""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from portbook.diagnostics import RULES, Report, printable, shorten

FINGERPRINT = "portbookFinding/v1"
"""Under this name a SARIF file holds the id of a finding."""


class BaselineError(ValueError):
    """Say why a text is no earlier run that findings can be compared with."""


@dataclass(frozen=True, slots=True)
class Known:
    """Hold what an earlier run tells of a finding."""

    id: str
    rule: str
    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message} [{self.rule}] {self.id}"


def read_baseline(text: str) -> dict[str, Known]:
    """Return the findings of an earlier run by id, from the JSON or SARIF that it wrote.

    What was waived then is left out: once its waiver expires it is to fail again. Raises BaselineError.
    """
    try:
        value = json.loads(text)
        found = tuple(_found(value))
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError) as error:
        if isinstance(error, BaselineError):
            raise
        raise BaselineError("it is not what `portbook check --format json` or `--format sarif` writes") from None
    return {known.id: known for known in found}


def compare(report: Report, known: Mapping[str, Known], paths: Collection[str] | None = None) -> tuple[Known, ...]:
    """Mark each finding as new or unchanged, and return what vanished: of the files in ``paths`` where some are given.

    What cannot be read at all is never taken as known.
    """
    found = report.diagnostics
    old = {item.id for item in found if item.id in known and not RULES[item.code].unreadable}
    report.refine(lambda every: (replace(d, baseline="unchanged" if d.id in old else "new") for d in every))
    now = {item.id for item in found}
    return tuple(item for item in known.values() if item.id not in now and (paths is None or item.path in paths))


def _found(value: Any) -> Iterator[Known]:
    if "diagnostics" in value:
        for item in value["diagnostics"]:
            if not item.get("waiver"):
                yield _known(item["id"], item["rule"], item["path"], item["message"])
    else:
        for result in value["runs"][0]["results"]:
            if not result.get("suppressions") and result.get("baselineState") != "absent":
                location = result["locations"][0]["physicalLocation"]["artifactLocation"]
                fingerprint = result["partialFingerprints"][FINGERPRINT]
                path = location.get("properties", {}).get("path", location["uri"])
                yield _known(fingerprint, result["ruleId"], path, result["message"]["text"])


def _known(*said: Any) -> Known:
    if not said[0]:
        raise BaselineError("its findings bear no ids, since an earlier Portbook wrote it; write it anew")
    return Known(*(shorten(printable(str(item)), 300) for item in said))
