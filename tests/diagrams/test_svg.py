"""What stands on a page: links, classes, facts, and nothing that a page must not hold."""

import re
from functools import cache
from importlib.resources import files
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from books import STORE, flow, orchard
from books import book as book_of
from portbook.diagrams import Drawing, Look, Order, draw, page_css, place, standalone
from portbook.diagrams.graphs import icons
from portbook.diagrams.svg.allowed import allowed
from portbook.diagrams.svg.picture import NUMBERS, PictureError, read
from portbook.diagrams.svg.stylesheet import INKS
from portbook.diagrams.theme import BOX_STYLES, GRADE_STYLES, INK, NOTABLE, PALE, PAPER, TIER_STYLE, Ink
from portbook.model import Book, Endpoint, Kind
from portbook.model.security import GRADES

PARTS = ("pb-edge", "pb-plate")
SVG, LINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}href"
ELEMENTS = {"svg", "title", "desc", "g", "a", "path", "polygon", "polyline", "rect", "text", "tspan"}
ICONS = {"symbol", "image", "use"}
ATTRIBUTES = {
    LINK,
    *"aria-describedby aria-hidden aria-labelledby class color d data-endpoint data-flows data-from data-node".split(),
    *"data-tier data-to fill font-family font-size font-weight height id points role rx stroke".split(),
    *"stroke-dasharray stroke-width tabindex text-anchor viewBox width x y".split(),
}
ADDRESS = re.compile(r"(?:endpoints|subsystems)/[a-z]+-\d+|#pb-id-[\w-]*|data:image/png;base64,[\w+/]+=*")
HOSTILE = [
    *("<b>", "a:b", '"];x[', r"\N \G \\N", "javascript:alert(1)", "&eacute;&lt;", "]]>", "<!--", "--", "%n", "{{ x }}"),
    *("😀👩‍👩‍👧", "שלום עולם", "\u202eabc", "x" * 500, "y_" * 250, "a\nb\tc", "portbook:z", "' onload='x", ".."),
    *('<a class="pb-link" href="portbook:evil">', "<img src=x onerror=y>", "<TABLE><TR>", "host:80:w"),
]


@cache
def orchard_drawing() -> Drawing:
    return draw(orchard(), Look(), Order())


def tree(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314 - our own


def groups(svg: str, name: str) -> list[ElementTree.Element]:
    return [group for group in tree(svg).iter(f"{SVG}g") if name in group.get("class", "").split()]


def stated(svg: str) -> set[tuple[str, str, str, str]]:
    """Read back each flow of a picture: caller, called, id, and the grade of its edge."""
    ends = {node.get("data-node"): node.get("data-endpoint", "") for node in groups(svg, "pb-node")}
    return {
        (ends[edge.get("data-from")], ends[edge.get("data-to")], flow, edge.get("class", "").rpartition("--")[2])
        for edge in groups(svg, "pb-edge")
        for flow in edge.get("data-flows", "").split()
    }


def expected(made: Book) -> dict[str, set[tuple[str, str, str, str]]]:
    """Say from the book alone which flows each picture states. In an architecture a pair of endpoints has one edge."""
    slugs = {entry.name: entry.slug for entry in made.endpoints}
    facts = [(f, (slugs[f.source.name], slugs[f.destination.name], f.id, f.protection.grade)) for f in made.flows]
    worst: dict[tuple[str, str], str] = {}
    for _, (tail, head, _, grade) in facts:
        worst[tail, head] = min(worst.get((tail, head), grade), grade, key=NOTABLE.index)
    pictures = {"architecture": {(tail, head, name, worst[tail, head]) for _, (tail, head, name, _) in facts}}
    for part in made.subsystems:
        pictures[f"subsystems/{part.slug}"] = {fact for f, fact in facts if part.name in f.subsystems}
    for end in made.endpoints:
        pictures[f"endpoints/{end.slug}"] = {fact for _, fact in facts if end.slug in fact[:2]}
    return pictures


def test_every_flow_of_the_real_page_is_on_its_pictures_and_no_edge_is_invented(book: Book) -> None:
    drawing = draw(book, Look(), Order())
    assert drawing.failures == {}
    assert {name: stated(svg) for name, svg in drawing.svgs.items()} == expected(book)
    assert len(drawing.svgs["architecture"]) < 150_000


def test_icons_are_inside_the_picture_once_each() -> None:
    root = tree(orchard_drawing().svgs["architecture"])
    symbols = [symbol.get("id", "") for symbol in root.iter(f"{SVG}symbol")]
    used = [use.get(LINK, "") for use in root.iter(f"{SVG}use")]
    assert len(symbols) == len(set(symbols)) == 4  # internet, router, containers, storage
    assert len(used) == 5  # two of the boxes are routers, and N/A has none
    assert set(used) == {f"#{name}" for name in symbols}
    assert all(image.get(LINK, "").startswith("data:image/png;base64,") for image in root.iter(f"{SVG}image"))


def test_a_book_is_drawn_without_the_package_of_icons(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(icons, "PACKAGE", "no_such_package")
    icons.path.cache_clear()
    drawing = draw(orchard(), Look(), Order())
    icons.path.cache_clear()
    assert drawing.failures == {}
    assert stated(drawing.svgs["architecture"]) == stated(orchard_drawing().svgs["architecture"])
    assert list(tree(drawing.svgs["architecture"]).iter(f"{SVG}use")) == []


def test_components_are_rows_of_their_boxes() -> None:
    svg = orchard_drawing().svgs["subsystems/pressing"]
    boxes = [[text.text for text in node.iter(f"{SVG}text")] for node in groups(svg, "pb-node")]
    assert ["cider_press", "Screw"] in boxes


def test_the_tiers_of_an_architecture_are_drawn_with_their_titles() -> None:
    tiers = groups(orchard_drawing().svgs["architecture"], "pb-tier")
    titles = [" ".join(text.text or "" for text in tier.iter(f"{SVG}text")) for tier in tiers]
    assert [tier.get("data-tier") for tier in tiers] == ["outside", "routing", "cells", "data"]
    assert titles == ["Outside", "Routing", "Cells and workloads", "Data"]


def test_tiers_keep_their_order_even_where_one_calls_a_tier_above() -> None:
    runner, keeper = Endpoint("runner", Kind.VM), Endpoint("keeper", Kind.VM)
    made = book_of([flow(runner, keeper), flow(keeper, runner), flow(STORE, keeper), flow(keeper, STORE)])
    drawing = draw(made, Look(tiers={"runner": "cells", "pear_store": "data"}), Order())
    tops = [float(box.get("y", "")) for tier in groups(drawing.svgs["architecture"], "pb-tier") for box in tier[:1]]
    assert len(tops) == 3
    assert tops == sorted(tops)


def test_each_line_of_a_plate_has_the_mark_of_its_grade() -> None:
    plates = groups(orchard_drawing().svgs["architecture"], "pb-plate")
    lines = ["".join(text.itertext()) for plate in plates for text in plate.iter(f"{SVG}text")]
    assert "■ 80 TCP · HTTP" in lines
    assert "● 443 TCP · HTTPS" in lines


def test_a_reader_hears_boxes_and_what_runs_between_them_but_not_the_lines() -> None:
    root = tree(orchard_drawing().svgs["subsystems/pressing"])
    lines = [link for link in root.iter(f"{SVG}a") if link.find(f"{SVG}g[@data-from]") is not None]
    assert all(
        (e.get("aria-hidden"), e.get("tabindex")) == ("true", "-1") for e in lines if "pb-edge" in e[0].get("class", "")
    )
    heard = [group.get("class", "").split()[0] for group in root.iter(f"{SVG}g") if not group.get("aria-hidden")]
    assert list(dict.fromkeys(heard)) == ["pb-node", "pb-plate", "pb-legend"]


def test_plates_state_the_flows_of_the_edges_that_share_them() -> None:
    for svg in orchard_drawing().svgs.values():
        flows = [sorted(f for g in groups(svg, name) for f in g.get("data-flows", "").split()) for name in PARTS]
        assert flows[0] == flows[1]


def test_a_picture_says_what_it_is() -> None:
    root = tree(orchard_drawing().svgs["subsystems/pressing"])
    ids = {element.get("id"): element.text for element in root if element.get("id")}
    assert root.get("role") == "graphics-document document"
    assert ids[root.get("aria-labelledby")] == "Pressing"
    assert ids[root.get("aria-describedby")] == (
        "4 endpoints, 4 flows: 1 mutual TLS; 2 in clear; 1 not stated. "
        "Arrows point from the endpoint that opens the connection to the one that listens."
    )


def test_boxes_and_edges_have_tooltips() -> None:
    titles = [title.text for title in tree(orchard_drawing().svgs["endpoints/endpoint-6"]).iter(f"{SVG}title")]
    assert "pear_store: VM" in titles
    assert (
        "cider_press → pear_store\n"
        "3307 TCP · SQL – Mutual TLS – only where an optional subsystem is used\n"
        "Only where the cellar is cooled." in titles
    )


def test_the_legend_explains_each_line_style_of_the_picture() -> None:
    svg = orchard_drawing().svgs["subsystems/pressing"]
    [legend] = groups(svg, "pb-legend")
    words = ["".join(text.itertext()).strip() for text in legend.iter(f"{SVG}text")]
    assert words == [
        *("◆", "Mutual TLS", "■", "In clear", "○", "Not stated", "VM", "External", "Unspecified"),
        *("Note 1: You can move this range.", "Note 2: Only where the cellar is cooled."),
    ]


def test_a_condensed_picture_says_so_where_one_sees_it() -> None:
    hub = Endpoint("hub", Kind.VM)
    made = book_of([flow(Endpoint(f"vm_{number}", Kind.VM), hub) for number in range(40)])
    [below] = groups(draw(made, Look(), Order()).svgs["architecture"], "pb-legend")
    assert "There is too much to draw each" in " ".join(below.itertext())


def test_boxes_are_told_with_their_tier_and_unnamed_ends_with_their_purpose() -> None:
    titles = {title.text for svg in orchard_drawing().svgs.values() for title in tree(svg).iter(f"{SVG}title")}
    assert "pear_store: VM, Data" in titles
    assert "N/A (for the weekly count): Unspecified" in titles


def test_every_line_begins_and_ends_at_its_boxes(book: Book) -> None:
    for svg in draw(book, Look(), Order()).svgs.values():
        boxes = {node.get("data-node", ""): bounds(node) for node in groups(svg, "pb-node")}
        for plate in groups(svg, "pb-plate"):
            assert touch(bounds(plate, "polygon"), boxes[plate.get("data-to", "")])
        for edge in groups(svg, "pb-edge"):
            assert touch(bounds(edge, "path"), boxes[edge.get("data-from", "")])


def bounds(group: ElementTree.Element, tag: str = "") -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of what a group draws, or of its elements of one kind."""
    points: list[tuple[float, float]] = []
    for element in group.iter():
        if tag and element.tag != f"{SVG}{tag}":
            continue
        numbers = [float(n) for n in NUMBERS.findall(element.get("d", "") + element.get("points", ""))]
        points += zip(numbers[::2], numbers[1::2], strict=True)
        if element.tag == f"{SVG}rect":
            left, top, width, height = (float(element.get(name, "")) for name in ("x", "y", "width", "height"))
            points += [(left, top), (left + width, top + height)]
    across, down = zip(*points, strict=True)
    return min(across), min(down), max(across), max(down)


def touch(one: tuple[float, ...], other: tuple[float, ...], near: float = 6) -> bool:
    """Tell whether two rectangles meet, or nearly: a line has its width."""
    return all(one[axis] <= other[axis + 2] + near and other[axis] <= one[axis + 2] + near for axis in (0, 1))


def test_links_are_resolved_when_a_picture_is_put_on_a_page() -> None:
    placed = place(orchard_drawing().svgs["endpoints/endpoint-6"], lambda ref: f'../{ref.page}/?a="&b#{ref.anchor}')
    rows = {f"f-{f.id}" for f in orchard().inbound("pear_store")}
    assert {a.get(LINK) for a in tree(placed).iter(f"{SVG}a")} == {
        *(f'../endpoints/endpoint-{n}/?a="&b#' for n in (4, 5, 6)),
        *(f'../endpoints/endpoint-6/?a="&b#{row}' for row in rows),
    }


def test_a_picture_shown_again_on_a_page_has_other_ids() -> None:
    svg = orchard_drawing().svgs["architecture"]
    first, second = (tree(place(svg, lambda ref: ref.page, instance)) for instance in (1, 2))
    ids = [{element.get("id") for element in root.iter()} - {None} for root in (first, second)]
    assert not ids[0] & ids[1]
    assert {use.get(LINK, "")[1:] for use in second.iter(f"{SVG}use")} <= ids[1]
    assert set(second.get("aria-labelledby", "").split()) <= ids[1]


def test_a_file_has_its_colours_inside_and_no_link_to_nowhere() -> None:
    file = standalone(orchard_drawing().svgs["architecture"])
    root = tree(file)
    assert "prefers-color-scheme:dark" in (root.findtext(f"{SVG}style") or "")
    assert "portbook:" not in file
    assert list(root.iter(f"{SVG}a")) == []
    assert len(groups(file, "pb-node")) == 6


def test_hostile_names_are_drawn_as_text() -> None:
    made = book_of(
        [flow(Endpoint(name, Kind.VM, name), Endpoint("hub", Kind.VM), application=name) for name in HOSTILE]
    )
    drawing = draw(made, Look(), Order())
    assert drawing.failures == {}
    for entry in made.endpoints:
        [centre] = groups(drawing.svgs[f"endpoints/{entry.slug}"], "pb-node--centre")
        words = "".join(text.text or "" for text in centre.iter(f"{SVG}text") if text.get("font-weight"))
        assert "".join(words.split()) == "".join(entry.name.split())


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text(min_size=1, max_size=40), min_size=20, max_size=30, unique=True))
def test_no_text_brings_in_an_element_an_attribute_or_a_link(names: list[str]) -> None:
    hub = Endpoint("hub", Kind.EXTERNAL)
    made = book_of([flow(Endpoint(name, Kind.VM, name), hub, application=name, subsystems=(name,)) for name in names])
    drawing = draw(made, Look(), Order())
    assert drawing.failures == {}
    for svg in drawing.svgs.values():
        placed = place(svg, lambda ref: ref.page)
        assert "portbook:" not in re.sub(r">[^<]*<", "><", placed)
        for element in tree(placed).iter():
            assert element.tag.removeprefix(SVG) in ELEMENTS | ICONS
            assert set(element.keys()) <= ATTRIBUTES
            assert ADDRESS.fullmatch(element.get(LINK, "#pb-id-"))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<rect ", "<script>alert(1)</script><rect "),
        ("<rect ", '<rect onload="alert(1)" '),
        ('xlink:href="portbook:', 'xlink:href="javascript:'),
        ('fill="none"', 'fill="url(http://z)"'),
        ("</svg>", "</svg><img src=x>"),
        ("</svg>", "<!-- --></svg>"),
        ("</svg>", "<p"),
    ],
)
def test_a_picture_that_somebody_changed_is_not_taken_for_ours(before: str, after: str) -> None:
    for svg in orchard_drawing().svgs.values():
        assert allowed(svg)
        assert before in svg
        assert not allowed(svg.replace(before, after, 1))


@pytest.mark.parametrize(
    ("engine", "message"),
    [
        ("", "not well-formed"),
        ("<svg", "not well-formed"),
        ("<html/>", "no frame"),
        ('<!DOCTYPE svg [<!ENTITY a "b">]><svg/>', "entities"),
        (f'<svg xmlns="{SVG[1:-1]}" viewBox="0 0 9 9"><g/></svg>', "no frame"),
    ],
)
def test_what_is_no_picture_is_refused(engine: str, message: str) -> None:
    with pytest.raises(PictureError, match=message):
        read(engine)


def test_only_geometry_comes_through_the_gate() -> None:
    inside = (
        '<g id="n0"><script>x</script><foreignObject/><title>t</title>'
        '<image href="/etc/passwd" x="1.00" y="2" width="30px" height="30px"/>'
        '<polygon points="0,0 1.234,5.00" onload="x" style="y" fill="url(http://z)"/>'
        '<a href="javascript:x"><text x="1.00" y="2.06" font-size="14.00" font-weight="bold">words</text></a></g>'
    )
    picture = read(f'<svg xmlns="{SVG[1:-1]}" viewBox="0 0 9 9"><g transform="translate(4 4)">{inside}</g></svg>')
    assert [(shape.tag, shape.geometry, shape.text) for shape in picture.shapes["n0"]] == [
        ("image", {"x": "1", "y": "2", "width": "30px", "height": "30px"}, ""),
        ("polygon", {"points": "0,0 1.2,5"}, ""),
        ("text", {"x": "1", "y": "2", "font-size": "14", "font-weight": "bold"}, "words"),
    ]


def test_geometry_that_is_none_is_refused() -> None:
    inside = '<g id="e0"><path d="M0,0 url(#x)"/></g>'
    with pytest.raises(PictureError, match="a path without a proper d"):
        read(f'<svg xmlns="{SVG[1:-1]}" viewBox="0 0 9 9"><g transform="translate(4 4)">{inside}</g></svg>')


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(front: str, back: str) -> float:
    high, low = sorted((luminance(front), luminance(back)), reverse=True)
    return (high + 0.05) / (low + 0.05)


GROUNDS = [PAPER, TIER_STYLE.fill, *(style.fill for style in BOX_STYLES.values())]
LINES = [style.ink for style in GRADE_STYLES.values()] + [style.border for style in BOX_STYLES.values()]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("inks", "grounds", "least"),
    [([INK, PALE], GROUNDS, 4.5), (LINES, [PAPER, TIER_STYLE.fill], 4.5)],
    ids=["text", "lines"],
)
def test_everything_can_be_seen(scheme: str, inks: list[Ink], grounds: list[Ink], least: float) -> None:
    for ink in inks:
        for ground in grounds:
            assert contrast(getattr(ink, scheme), getattr(ground, scheme)) >= least


def test_no_two_grades_share_a_line_style() -> None:
    assert list(GRADE_STYLES) == list(GRADES)
    assert sorted(NOTABLE) == sorted(GRADES)
    assert len({(style.dash, style.width) for style in GRADE_STYLES.values()}) == len(GRADES)


def test_every_kind_has_a_box() -> None:
    assert set(BOX_STYLES) == set(Kind)
    assert len(INKS) == 6 + len(GRADE_STYLES) + 2 * len(BOX_STYLES)


def test_the_stylesheet_of_the_site_is_that_of_the_theme() -> None:
    shipped = files("portbook").joinpath("assets/portbook-diagrams.css").read_text(encoding="utf-8")
    assert shipped == page_css()
