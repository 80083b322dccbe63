"""A finding: a rule's code with the place where it applies, and how it is written."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from portbook.diagnostics.place import Place
from portbook.diagnostics.rule import Level
from portbook.diagnostics.rules import RULES
from portbook.diagnostics.text import printable
from portbook.diagnostics.waiver import Waiver

Locate = Callable[[str], str]
"""Gives the path of a file as the reader of an output knows it."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """Hold one finding: the rule's code, the place, the message and what to do about it.

    ``id`` stays the same while the finding means the same; ``related`` are further places that it speaks of.
    ``baseline`` is ``new`` or ``unchanged`` where it was compared with an earlier run.
    """

    code: str
    level: Level
    place: Place
    message: str
    remedy: str
    id: str = ""
    related: tuple[Place, ...] = ()
    waiver: Waiver | None = None
    baseline: str = ""

    @property
    def counts(self) -> bool:
        """Tell whether the finding counts: it is neither waived nor known from the baseline."""
        return self.waiver is None and self.baseline != "unchanged"

    @property
    def quiet(self) -> bool:
        """Tell whether a log need not tell it: it is waived, or a page lists it in any case."""
        return self.waiver is not None or self.routine

    @property
    def routine(self) -> bool:
        """Tell whether it only repeats as information what the page of protection lists."""
        return self.level is Level.INFO and self.waiver is None and RULES[self.code].reviewed

    def as_text(self) -> str:
        named = f"[{self.code}] {self.id}".rstrip()
        return f"{printable(str(self.place))}: {self.level}: {self.message} {named}\n    {self.remedy}"

    def as_github(self, locate: Locate = str) -> str:
        """Write an annotation in the workflow-command syntax of GitHub Actions."""
        kind = "notice" if self.level is Level.INFO else self.level.value
        where = f"file={_property(locate(self.place.path))}" + (f",line={self.place.line}" if self.place.line else "")
        named = f" [{self.id}]" if self.id else ""
        return f"::{kind} {where},title={self.code}::{_data(f'{self.message} {self.remedy}{named}')}"

    def as_json(self) -> dict[str, object]:
        return {
            "id": self.id or None,
            "rule": self.code,
            "level": self.level.value,
            **self.place.as_json(),
            "message": self.message,
            "remedy": self.remedy,
            **({"related": [place.as_json() for place in self.related]} if self.related else {}),
            **({"waiver": _waiver(self.waiver)} if self.waiver else {}),
            **({"baseline": self.baseline} if self.baseline else {}),
        }


def _waiver(waiver: Waiver) -> dict[str, object]:
    stated = {"reason": waiver.reason, "owner": waiver.owner, "expires": waiver.expires}
    return {**stated, **waiver.place.as_json()}


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def render(diagnostics: Iterable[Diagnostic], style: str, locate: Locate = str) -> str:
    """Render findings as ``text`` or as ``github`` annotations; those that are waived, or known, are left out."""
    return "\n".join(d.as_github(locate) if style == "github" else d.as_text() for d in diagnostics if d.counts)


def render_json(diagnostics: Iterable[Diagnostic], **more: object) -> str:
    """Render all findings for programs."""
    return json.dumps({"diagnostics": [d.as_json() for d in diagnostics], **more}, indent=2, ensure_ascii=False)
