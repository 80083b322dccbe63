"""Where the generated pages stand in the navigation of a site."""

import pytest

from portbook.adapters.mkdocs.navigation import NavItem, inert, place, tree
from portbook.adapters.site.branches import nest
from portbook.views.blocks import Page

PAGES = (
    Page("index", "Overview", ("Overview",), ()),
    Page("subsystems/a", "A", ("Subsystems", "A"), ()),
    Page("subsystems/a-2", "A", ("Subsystems", "A"), ()),
    Page("endpoints/x", "x", ("Endpoints", "VMs", "x"), ()),
    Page("ports", "Ports", ("Ports",), ()),
)
OURS = [
    {"Overview": "net/index.md"},
    {"Subsystems": [{"A": "net/subsystems/a.md"}, {"A": "net/subsystems/a-2.md"}]},
    {"Endpoints": [{"VMs": [{"x": "net/endpoints/x.md"}]}]},
    {"Ports": "net/ports.md"},
]


def test_pages_nest_by_their_trails_and_none_is_lost_to_a_namesake() -> None:
    assert tree(nest(PAGES), "net") == OURS


@pytest.mark.parametrize(
    ("nav", "placed"),
    [
        ([], [{"Paths": [1]}]),
        (["index.md"], ["index.md", {"Paths": [1]}]),
        ([{"Ports": "net/"}, "z.md"], [{"Ports": [1]}, "z.md"]),
        (["net/", "z.md"], [{"Paths": [1]}, "z.md"]),
        ([{"Ops": ["a.md", {"Ports": "net/"}]}], [{"Ops": ["a.md", {"Ports": [1]}]}]),
        ([{"Ops": ["a.md", "net/"]}], [{"Ops": ["a.md", {"Paths": [1]}]}]),
    ],
)
def test_the_placeholder_is_replaced_or_the_pages_stand_at_the_end(nav: list[NavItem], placed: list[NavItem]) -> None:
    assert place(nav, [1], "net", "Paths") == placed


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("nats", "nats"),
        ("R&D", "R&amp;D"),
        ("</title><script>", "‹/title›‹script›"),
        ('x" onload="y', "x” onload=”y"),
        ("{{ x }}", "&#123;&#123; x &#125;&#125;"),
    ],
)
def test_a_title_is_inert_however_a_theme_prints_it(text: str, safe: str) -> None:
    assert inert(text) == safe
