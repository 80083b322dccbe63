"""A setting that decides nothing is named; one that decides something in any of its sources is not."""

from typing import Any

import pytest

from portbook.compiler import Input, compile_sources
from portbook.options import Options

PAGE = """## Inbound ports

| Source | Destination | Port | Protocol |
|---|---|---|---|
| press | silo ({{ short }}) | 443 | TCP |
| Main Press | silo | 443 | TCP |
"""
USED: dict[str, Any] = {
    "names": {"press": ["Main Press"]},
    "kinds": {"silo": "external"},
    "roles": {"Protocol": "transport"},
    "variables": {"short": "Farm"},
}


def unused(
    source: dict[str, Any], *, partial: bool = False, texts: tuple[str, ...] = (PAGE,), **everywhere: Any
) -> Any:
    options = Options.parse({"sources": [{"path": "*.md", **source}], **everywhere})
    inputs = [Input(f"{at}.md", text.encode(), options.sources[0]) for at, text in enumerate(texts)]
    report = compile_sources(inputs, options, partial=partial).report
    return [(str(d.place), d.message) for d in report.diagnostics if d.code in ("setting-unused", "reading-unused")]


def test_settings_that_decide_something_are_not_named() -> None:
    assert unused(USED, kinds={"press": "vm"}) == []


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ({"names": {"mill": []}}, "`names` decides nothing: no endpoint is called 'mill'"),
        ({"names": {"press": ["mill"]}}, "`names` decides nothing: no endpoint is called 'mill'"),
        ({"kinds": {"mill": "vm"}}, "`kinds` decides nothing: no endpoint is called 'mill'"),
        ({"roles": {"Wohin": "port"}}, "`roles` decides nothing: no table has the column 'Wohin'"),
        ({"headers": ["A [source] | B [port]"]}, "`headers` decides nothing: no table has the columns 'A [source"),
        ({"readings": ["a | b | 1"]}, "`readings` decides nothing: no row has the words of 'a | b | 1'"),
        ({"variables": {"long": "x"}}, "`variables` decides nothing: no template tag holds 'long'"),
        ({"ignore": ["Disks"]}, "`ignore` decides nothing: no table has the heading, caption or headers 'Disks'"),
        ({"owner": "mill"}, "`owner` decides nothing: no table states one side only"),
        ({"owner": {"Inbound ports": "mill"}}, "`owner` decides nothing: no table that states one side only stands"),
        ({"notes": [{"note": "x", "row": "press", "on": "port"}]}, "`notes` decides nothing: no note begins with 'x'"),
    ],
)
def test_a_setting_that_decides_nothing_is_named(source: dict[str, Any], message: str) -> None:
    ((place, said),) = unused(source)
    assert place == "0.md"
    assert said.startswith(message)


def test_a_note_bound_to_a_column_that_is_missing_says_so() -> None:
    notes = [{"note": "Change it", "row": "press", "on": "security"}]
    ((_, said),) = unused({"notes": notes}, texts=(PAGE + "\nChange it at will.\n",))
    assert "has a column whose role is `security`" in said


def test_settings_of_a_pattern_are_named_only_where_none_of_its_sources_uses_them() -> None:
    other = "| Source | Destination | Port | Protocol |\n|---|---|---|---|\n| mill | farm | 80 | TCP |\n"
    assert unused({"kinds": {"press": "vm", "farm": "vm"}}, texts=(PAGE, other)) == []
    assert [place for place, _ in unused({"kinds": {"barn": "vm"}}, texts=(PAGE, other))] == ["*.md"]


def test_settings_for_all_sources_are_named_once() -> None:
    assert unused({}, texts=(PAGE, PAGE), names=["barn"]) == [
        ("mkdocs.yml", "`names` decides nothing: no endpoint is called 'barn'")
    ]


def test_where_files_are_left_out_only_what_is_for_one_file_is_named() -> None:
    assert unused({"kinds": {"barn": "vm"}}, partial=True, names=["barn"]) == []
