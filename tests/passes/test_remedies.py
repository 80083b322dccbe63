"""Who does what a finding says is rid of it: the finding names a setting, and with that setting it is gone."""

from typing import Any

import pytest

from portbook.compiler import Input, compile_sources
from portbook.options import Options


def table(*rows: str, title: str = "## Paths") -> str:
    header, *body = (f"| {row} |" for row in rows)
    return "\n".join([title, "", header, "|" + "---|" * header[1:].count("|"), *body, ""])


PLAIN = table("Source | Destination | Port | Protocol", "press | silo | 443 | TCP")
REMEDIES: tuple[tuple[str, str, dict[str, Any]], ...] = (
    (
        "column-unknown",
        table("Source | Destination | Port | Barn", "press | silo | 443 TCP | red"),
        {"roles": {"Barn": "other"}},
    ),
    (
        "column-repeated",
        table("Source | Destination | Port | Port", "press | silo | 443 TCP | 444 TCP"),
        {"roles": {"column 4": "other"}},
    ),
    (
        "column-repeated",
        table("Source | Destination | To | Port", "press | silo | mill | 444 TCP"),
        {"roles": {"To": "other"}},
    ),
    (
        "role-guessed",
        table("Source | Destination | Port | Kind", "press | silo | 443 | TCP", "press | mill | 53 | UDP"),
        {"roles": {"Kind": "transport"}},
    ),
    (
        "column-missing",
        table("Source | Destination | Protocol | Gate", "press | silo | TCP | see map"),
        {"roles": {"Gate": "port"}},
    ),
    (
        "table-doubtful",
        table("Model | Ports", "M1 | 24", "M2 | 48"),
        {"roles": {"Model": "source"}},
    ),
    (
        "table-crossed",
        table("Service | press TCP | silo TCP", "login | 22 | 2222"),
        {"roles": {"press TCP": "port"}},
    ),
    (
        "table-denied",
        table("Source | Destination | Port", "press | silo | 80 TCP", title="## Closed ports"),
        {"allow": ["Closed ports"]},
    ),
    ("table-missing", table("Option | Default", "depth | 3"), {"ignore": ["Option | Default"]}),
    (
        "owner-unknown",
        table("Port | Protocol", "443 | TCP", title="## Required ports"),
        {"owner": {"Required ports": "silo"}},
    ),
    (
        "direction-unknown",
        table("Peer | Direction | Port", "press | Node-to-Node | 443 TCP", title="## Ports of the silo"),
        {"roles": {"Direction": "other", "Peer": "source"}},
    ),
    (
        "direction-unknown",
        table("Direction | Port", "Node-to-Node | 443 TCP", title="## Ports of the silo"),
        {"roles": {"Direction": "other"}},
    ),
    ("kind-assumed", PLAIN.replace("silo", "LDAP"), {"kinds": {"LDAP": "external"}}),
    ("template-tag", PLAIN.replace("silo", "silo {{ short }}"), {"variables": {"short": "Farm"}}),
)


def found(page: str, settings: dict[str, Any]) -> dict[str, str]:
    options = Options.parse({"sources": [{"path": "page.md", **settings}]})
    report = compile_sources([Input("page.md", page.encode(), options.sources[0])], options).report
    return {finding.code: finding.remedy for finding in report.diagnostics}


@pytest.mark.parametrize(
    ("rule", "page", "settings"),
    REMEDIES,
    ids=[f"{rule}-{next(iter(s))}-{n}" for n, (rule, _, s) in enumerate(REMEDIES)],
)
def test_a_remedy_that_is_followed_helps(rule: str, page: str, settings: dict[str, Any]) -> None:
    before = found(page, {})
    assert rule in before
    assert all(f"`{name}" in before[rule] for name in settings)
    after = found(page, settings)
    assert rule not in after
    assert not {"table-missing", "setting-unused"} & after.keys()


def test_a_page_of_whose_tables_the_only_one_is_ignored_has_no_error() -> None:
    assert set(found(PLAIN, {"ignore": ["Paths"]})) == {"table-other"}
