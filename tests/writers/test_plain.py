"""Tables as plain text, for the search of a site."""

from portbook.views.blocks import Cell, Code, Remark, Row, Table, Text
from portbook.writers import plain


def test_a_note_is_a_word_of_its_own_behind_the_port_that_it_governs() -> None:
    row = Row("r", (Cell((Code("7070"), Remark((Text("Only in winter."),)))), Cell((Text("TCP"),))))
    assert plain.words(Table("t", "", ("Port", "Transport"), (row,))) == "7070 Only in winter. TCP"
