"""The guide tells every reason, every setting and every target."""

from pathlib import Path

import pytest

from portbook.firewall import ALLOWABLE, TARGETS, Reason

GUIDE = (Path(__file__).parents[2] / "docs" / "guide" / "firewalls.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("words", [*(reason.value for reason in Reason), *(f"`{target}`" for target in TARGETS)])
def test_the_guide_tells_it(words: str) -> None:
    assert words in GUIDE


@pytest.mark.parametrize(("name", "reason"), ALLOWABLE.items())
def test_the_guide_tells_what_overrules_a_reason(name: str, reason: Reason) -> None:
    assert f"| {reason.value} | `--allow {name}` |" in GUIDE
