"""A picture that is a file of its own: nothing in it runs, and nothing in it leads or reaches outside."""

import re
from xml.etree import ElementTree

import pytest

from books import STORE, flow, orchard
from books import book as book_of
from portbook.diagrams import Look, Order, draw, place, standalone
from portbook.model import Book, Endpoint, Kind

SVG, LINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}href"
ELEMENTS = set("a desc g image path polygon polyline rect style svg symbol text title tspan use".split())
ATTRIBUTES = {
    *"aria-describedby aria-hidden aria-labelledby role tabindex class id".split(),
    *"data-endpoint data-flows data-from data-node data-tier data-to".split(),
    *"d points x y rx width height viewBox".split(),
    *"color fill stroke stroke-dasharray stroke-width".split(),
    *"font-family font-size font-weight text-anchor".split(),
    LINK,
}
INSIDE = r"#pb-id-[\w-]*|data:image/png;base64,[\w+/]+=*"
HOSTILE = (
    "<b>",
    "</style><script>",
    "a:b",
    '"];x[',
    "javascript:alert(1)",
    "]]>",
    "' onload='x",
    "url(x)",
    "שלום",
    "\0",
)
BOOKS = {
    "one of everything": orchard(),
    "hostile names": book_of([flow(Endpoint(n, Kind.VM, n), STORE, application=n, subsystems=(n,)) for n in HOSTILE]),
}


@pytest.mark.parametrize("made", BOOKS.values(), ids=BOOKS)
@pytest.mark.parametrize("linked", [False, True])
def test_a_file_holds_only_what_is_allowed(made: Book, linked: bool) -> None:
    drawing = draw(made, Look(), Order())
    assert drawing.failures == {}
    address = re.compile(rf"{INSIDE}|pages/(?:endpoints|subsystems)/[a-z\d-]+\.html" if linked else INSIDE)
    for svg in drawing.svgs.values():
        file = standalone(place(svg, lambda ref: f"pages/{ref.page}.html") if linked else svg)
        root = ElementTree.fromstring(file)  # noqa: S314 - our own
        for element in root.iter():
            assert element.tag.removeprefix(SVG) in ELEMENTS
            assert set(element.keys()) <= ATTRIBUTES
            assert address.fullmatch(element.get(LINK, "#pb-id-"))
        (style,) = root.iter(f"{SVG}style")
        assert not re.search(r"url|import|@font|expression|\\", style.text or "")
        assert bool(list(root.iter(f"{SVG}a"))) == linked
