"""The page of a subsystem: notes stand at the cells they govern, repeats and derived values are told apart."""

from books import GATE, PATH, PRESS, STORE, book, flow, orchard, ports
from portbook.model import Binding, Note
from portbook.views.blocks import Badge, Diagram, Notice, Paragraph, Remark, Words
from views.reading import badges, cell, grid, page_of, tables_of, words


def test_a_note_stands_in_the_cell_that_it_governs() -> None:
    table = tables_of(page_of(orchard(), "subsystems/pressing"))[0]
    protection = cell(table, table.rows[0], "Protection").content
    assert [words(node.content) for node in protection if isinstance(node, Remark)] == [
        "Only where the cellar is cooled. line 20"
    ]
    assert not [node for node in cell(table, table.rows[0], "Port").content if isinstance(node, Remark)]


def test_an_inferred_note_says_that_it_is_inferred() -> None:
    table = tables_of(page_of(orchard(), "subsystems/pressing"))[0]
    assert "inferred" in badges(cell(table, table.rows[1], "Port").content)
    assert "inferred" not in badges(cell(table, table.rows[0], "Protection").content)


def test_a_note_that_governs_no_shown_column_stands_at_the_source() -> None:
    note = Note("Only at night.", "purpose", Binding.MARKED, PATH, 9, "*")
    table = tables_of(page_of(book([flow(GATE, STORE, notes=(note,))]), "subsystems/subsystem-1"))[0]
    assert "Only at night." in grid(table)[0]["Source"]


def test_a_note_taken_from_another_section_says_so() -> None:
    note = Note("Only at night.", "source", Binding.MARKED, PATH, 9, "*", borrowed_from="Grading")
    table = tables_of(page_of(book([flow(GATE, STORE, notes=(note,))]), "subsystems/subsystem-1"))[0]
    assert "defined under Grading" in grid(table)[0]["Source"]


def test_a_repeated_flow_names_both_source_lines() -> None:
    table = tables_of(page_of(orchard(), "subsystems/sorting"))[0]
    assert grid(table)[0]["Source line"] == "5, 9 2 rows"
    assert badges(cell(table, table.rows[0], "Source line").content) == ["repeat"]


def test_the_vendors_words_stand_beside_what_was_derived() -> None:
    table = tables_of(page_of(orchard(), "subsystems/sorting"))[0]
    protection = cell(table, table.rows[2], "Protection").content
    assert [node.kind for node in protection if isinstance(node, Badge)] == ["authenticated", "exposed"]
    assert [node.text for node in protection if isinstance(node, Words)] == ["OAuth 2.0"]


def test_ports_spelt_otherwise_show_the_numbers_meant_and_the_words() -> None:
    spelt = flow(GATE, STORE, ports(8443, 25555), port_text="25555 and 8443")
    table = tables_of(page_of(book([spelt]), "subsystems/subsystem-1"))[0]
    assert grid(table)[0]["Port"] == "8443, 25555 25555 and 8443"
    assert table.rows[0].ports == "8443,25555"


def test_columns_of_the_vendor_that_carry_no_network_meaning_are_kept() -> None:
    flows = [flow(GATE, STORE, 1, details=(("Owner", "Cellar team"),)), flow(GATE, PRESS, 2)]
    table = tables_of(page_of(book(flows), "subsystems/subsystem-1"))[0]
    assert [row["Owner"] for row in grid(table)] == ["Cellar team", ""]


def test_what_no_source_states_is_called_so() -> None:
    silent = flow(GATE, STORE, transports=(), application=None, security=None)
    row = grid(tables_of(page_of(book([silent]), "subsystems/subsystem-1"))[0])[0]
    assert (row["Transport"], row["Protocol"]) == ("not stated", "not stated")


def test_prose_diagram_and_notes_of_the_whole_table_are_shown() -> None:
    sorting, pressing = (page_of(orchard(), f"subsystems/{name}") for name in ("sorting", "pressing"))
    assert "Apples are sorted first." in [words(b.content) for b in sorting.blocks if isinstance(b, Paragraph)]
    assert [b.name for b in sorting.blocks if isinstance(b, Diagram)] == ["subsystems/sorting"]
    notices = [words(block.content) for block in pressing.blocks if isinstance(block, Notice)]
    assert notices == ["Every path may be slow in autumn. line 22"]


def test_an_optional_subsystem_says_so_and_a_plain_one_does_not() -> None:
    first = {name: page_of(orchard(), f"subsystems/{name}").blocks[0] for name in ("sorting", "pressing")}
    assert isinstance(first["sorting"], Paragraph)
    assert isinstance(first["pressing"], Paragraph)
    assert badges(first["sorting"].content) == []
    assert badges(first["pressing"].content) == ["conditional"]
