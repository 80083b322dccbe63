"""The schemas by which editors complete and check options: published, up to date, and as strict as the checks."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from portbook.options import OptionError, Options, SourceOptions
from portbook.options.declare import build
from portbook.options.schema import schemas
from portbook.options.waivers import WaiverFile
from portbook.readers import READERS

PUBLISHED = Path(__file__).parents[2] / "docs" / "schema"

GOOD: tuple[dict[str, Any], ...] = (
    {},
    {"title": "x", "vendor": "y", "version": "4.0", "encoding": "cp1252", "format": "markdown"},
    {"owner": "web"},
    {"owner": {"Inbound": "web"}},
    {"names": ["a", "b"]},
    {"names": {"a": ["b"], "c": "d", "e": None}},
    {"roles": {"Listener": "destination"}, "kinds": {"LDAP": "external"}, "variables": {"x": "y"}},
    {"notes": [{"note": "x", "row": "y", "on": "port"}], "ignore": ["z"], "headers": [], "readings": ["a | b"]},
)
BAD: tuple[dict[str, Any], ...] = (
    {"tilte": "x"},
    {"version": 4.0},
    {"owner": ["web"]},
    {"names": "a"},
    {"names": {"a": 1}},
    {"roles": {"Listener": "listener"}},
    {"kinds": ["vm"]},
    {"notes": [{"note": "x"}]},
    {"notes": [{"note": "x", "row": "y", "on": "port", "at": 1}]},
    {"ignore": "z"},
)


def valid(name: str, value: object) -> bool:
    return bool(Draft202012Validator(schemas()[name]).is_valid(value))


def accepted(kind: type, value: dict[str, Any]) -> bool:
    try:
        build(kind, value)
    except OptionError:
        return False
    return True


@pytest.mark.parametrize("name", schemas())
def test_the_published_schema_is_up_to_date(name: str) -> None:
    """Otherwise: `portbook schema NAME > docs/schema/portbook-NAME.schema.json`."""
    published = (PUBLISHED / f"portbook-{name}.schema.json").read_text(encoding="utf-8")
    assert json.loads(published) == schemas()[name]


@pytest.mark.parametrize("name", schemas())
def test_a_schema_is_one_and_describes_every_option(name: str) -> None:
    schema = schemas()[name]
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert all(item["description"] for item in schema["properties"].values() if name != "mkdocs")


def test_an_editor_offers_each_format_and_takes_those_of_other_packages() -> None:
    offered, others = schemas()["sidecar"]["properties"]["format"]["anyOf"]
    assert set(offered["enum"]) == set(READERS)
    assert others == {"type": "string"}


@pytest.mark.parametrize("value", GOOD)
def test_what_the_checks_take_the_schemas_take(value: dict[str, Any]) -> None:
    entry = {"path": "a.md", **value}
    assert accepted(SourceOptions, entry)
    assert valid("sidecar", value)
    assert valid("options", {"sources": [entry, "b.md"]})
    assert valid("mkdocs", {"site_name": "x", "plugins": ["search", {"portbook": {"sources": [entry]}}]})


@pytest.mark.parametrize("value", BAD)
def test_what_the_checks_refuse_the_schemas_refuse(value: dict[str, Any]) -> None:
    entry = {"path": "a.md", **value}
    assert not accepted(SourceOptions, entry)
    assert not valid("sidecar", value)
    assert not valid("options", {"sources": [entry]})
    assert not valid("mkdocs", {"plugins": [{"portbook": {"sources": [entry]}}]})


@pytest.mark.parametrize(
    ("value", "good"),
    [
        ({"levels": {"row-ambiguous": "error", "kind-assumed": False}}, True),
        ({"levels": {"row-ambigous": "error"}}, False),
        ({"diagram_cache": False, "diagram_timeout": 5, "folder": "ops/ports", "diagrams": True}, True),
        ({"diagram_timeout": 0}, False),
        ({"folder": "../x"}, False),
        ({"sources": []}, False),
        ({"sources": [{"title": "no path"}]}, False),
        ({"tiers": {"a": "routing"}, "icons": {"a": "b"}, "diagram_engine": "dot"}, True),
    ],
)
def test_the_options_of_the_plugin_are_checked_alike(value: dict[str, Any], good: bool) -> None:
    assert accepted(Options, value) is valid("options", value) is good


@pytest.mark.parametrize(
    ("change", "good"),
    [
        ({}, True),
        ({"id": "d-0123456789ab-12"}, True),
        ({"id": "d-0123456789ab-1"}, False),
        ({"id": "row 7"}, False),
        ({"owner": " "}, False),
        ({"reason": None}, False),
        ({"expires": "soon"}, False),
        ({"until": "2027-06-30"}, False),
    ],
)
def test_waivers_are_checked_alike(change: dict[str, Any], good: bool) -> None:
    entry = {"id": "p-0123456789ab", "reason": "x", "owner": "y", "expires": "2027-06-30", **change}
    assert accepted(WaiverFile, {"waivers": [entry]}) is valid("waivers", {"waivers": [entry]}) is good


@pytest.mark.parametrize("name", ["id", "reason", "owner", "expires"])
def test_a_waiver_needs_everything(name: str) -> None:
    entry = {"id": "p-0123456789ab", "reason": "x", "owner": "y", "expires": "2027-06-30"}
    del entry[name]
    assert accepted(WaiverFile, {"waivers": [entry]}) is valid("waivers", {"waivers": [entry]}) is False


def test_a_sidecar_has_no_path() -> None:
    assert not valid("sidecar", {"path": "a.md"})


def test_a_huge_value_makes_a_short_message() -> None:
    value: Any = "x" * 100
    for _ in range(20):
        value = [value] * 9
    with pytest.raises(OptionError) as caught:
        Options.parse({"folder": value})
    assert len(str(caught.value)) < 500
