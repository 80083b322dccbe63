"""A page as HTML: accessible tables, inert text, pictures with their text."""

import re

from books import GATE, book, flow, orchard
from portbook.model import Endpoint, Kind
from portbook.views import pages
from portbook.views.blocks import Badge, Cell, Diagram, Heading, Page, Paragraph, Row, Table, Text
from portbook.writers import html
from writers.documents import HOSTILE, Elements, address

PAGES = {page.path: page for page in pages(orchard())}


def write(*blocks: Paragraph | Table | Diagram | Heading, diagrams: dict[str, str] | None = None) -> str:
    return html.render(Page("p", "A page", ("A page",), blocks), address, diagrams or {})


def test_a_page_begins_with_its_title() -> None:
    assert write().startswith('<h1 class="pb-title">A page</h1>')


def test_a_table_has_a_caption_column_headers_and_a_region_that_scrolls_by_keyboard() -> None:
    written = html.render(PAGES["subsystems/sorting"], address, {})
    assert '<div class="pb-table" role="region" tabindex="0" aria-label="Sorting">' in written
    assert "<caption>Sorting</caption>" in written
    assert written.count('<th scope="col">') == 7


def test_a_row_carries_its_anchor_flow_ports_labels_and_sort_keys() -> None:
    written = html.render(PAGES["subsystems/pressing"], address, {})
    assert re.search(r'<tr id="f-(\w+)" data-flow="\1" data-ports="20000-40000"><td data-label="Source"', written)
    assert '<td data-label="Port" data-sort="03307"><code class="pb-code">3307</code>' in written


def test_a_badge_says_in_shape_and_word_what_its_colour_says() -> None:
    written = write(Paragraph((Badge("In clear", "clear", "Neither"),)))
    shape = '<span class="pb-badge__shape" aria-hidden="true">■</span> '
    assert f'<span class="pb-badge pb-badge--clear" title="Neither">{shape}In clear</span>' in written


def test_the_filter_is_hidden_until_a_script_shows_it() -> None:
    written = html.render(PAGES["ports"], address, {})
    assert '<div class="pb-filter" data-table="port-table" hidden><label for="port-table-filter">' in written
    assert '<output for="port-table-filter" aria-live="polite"></output>' in written


def test_a_diagram_comes_with_the_same_as_text() -> None:
    block = Diagram("d", "Who talks", ("a → b: 80",))
    written = write(block, diagrams={"d": "<svg></svg>"})
    assert '<figure class="pb-diagram" data-search-exclude>' in written
    assert "<svg></svg>" in written
    assert "<details" in written
    assert "<li>a → b: 80</li>" in written


def test_a_diagram_shown_twice_on_a_page_has_two_ways_past_it() -> None:
    block = Diagram("d", "Who talks", ())
    for instance in (1, 2):
        written = html.render_blocks([block], address, {"d": "<svg></svg>"}, instance)
        assert f'href="#pb-after-d-{instance}"' in written
        assert f'<figcaption id="pb-after-d-{instance}">' in written


def test_a_diagram_that_was_not_drawn_is_told_in_words() -> None:
    written = write(Diagram("d", "Who talks", ("a → b: 80",)))
    assert "was not drawn" in written
    assert "<li>a → b: 80</li>" in written
    assert "<details" not in written


def test_a_listing_gives_each_line_its_number_and_anchor() -> None:
    written = html.render(PAGES["fidelity/document-1"], address, {})
    assert '<tr id="L7" class="pb-line pb-line--row">' in written
    assert '<a href="#L7" aria-label="Line 7">7</a>' in written


def test_hostile_names_open_no_element_on_any_page() -> None:
    named = [flow(Endpoint(text, Kind.VM, text), GATE, 80, port_text=text, security=text) for text in HOSTILE]
    for page in pages(book(named)):
        written = html.render(page, address, {})
        parsed = Elements(written)
        assert not {"script", "b", "img", "style"} & set(parsed.tags)
        assert not [name for name in parsed.attributes if name.startswith("on") or name in ("src", "style")]
        assert all(link.startswith(("../", "#L")) for link in parsed.links)
        assert not set("{}") & set(written)


def test_equal_cells_that_are_not_one_object_are_both_written() -> None:
    rows = tuple(Row(f"r{number}", (Cell((Text(str(number)),)),)) for number in range(200))
    written = html.render_blocks((Table("t", "T", ("N",), rows) for _ in range(1)), address, {})
    assert re.findall(r'">(\d+)</td>', written) == [str(number) for number in range(200)]


def test_words_of_neighbouring_cells_stay_words_where_tags_are_stripped() -> None:
    row = Row("r", (Cell((Text("443"),)), Cell((Text("TCP"),)), Cell((Badge("In clear", "clear"),))))
    written = write(Table("t", "T", ("Port", "Transport", "Protection"), (row,)))
    words = re.sub(r"<[^>]*>", "", written).split()
    assert {"443", "TCP", "Transport", "In"} <= set(words)
