"""axe-core finds nothing serious on any kind of page, in light and in dark."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from browser.conftest import Scheme, Visit
from browser.kinds import KINDS

AXE = Path(__file__).parents[1] / "vendor" / "axe-core" / "axe.min.js"
RUN = "axe.run({resultTypes: ['violations']}).then(found => found.violations)"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("address", ["http"], indirect=True)  # axe reads style sheets as a script may from a server
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(visit: Visit, kind: str, scheme: Scheme) -> None:
    page = visit(KINDS[kind], scheme)
    assert page.evaluate("document.body.dataset.mdColorScheme") == {"light": "default", "dark": "slate"}[scheme]
    page.evaluate(AXE.read_text(encoding="utf-8"))
    grave = [v for v in page.evaluate(RUN) if v["impact"] in ("serious", "critical")]
    assert not grave, "\n".join(describe(violation) for violation in grave)


ANSWERED = ("#who=uaa:8443", "#port=31000&optional=yes", "#path=Load+balancer&to=uaa", "#who=gorooter")


@pytest.mark.parametrize("asked", ANSWERED)
@pytest.mark.parametrize("address", ["http"], indirect=True)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_an_answer(visit: Visit, asked: str, scheme: Scheme) -> None:
    page = visit(f"{KINDS['questions']}{asked}", scheme)
    expect(page.get_by_role("status").filter(has_text=".")).to_be_visible()
    page.evaluate(AXE.read_text(encoding="utf-8"))
    grave = [v for v in page.evaluate(RUN) if v["impact"] in ("serious", "critical")]
    assert not grave, "\n".join(describe(violation) for violation in grave)


def describe(violation: dict[str, Any]) -> str:
    """Name the rule, how often it is broken, and the first three elements."""
    shown = [f"  {node['html']}\n    {node['failureSummary']}" for node in violation["nodes"][:3]]
    return "\n".join([f"{violation['id']}, {len(violation['nodes'])} times: {violation['help']}", *shown])
