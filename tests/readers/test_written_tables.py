"""Whatever stands in the cells of a table: written in any format and read back, the cells are the same."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portbook.diagnostics import Report
from portbook.options import SourceOptions
from portbook.readers import READERS
from readers.made_tables import HEADER, tables
from readers.written_tables import WAYS


@pytest.mark.parametrize("way", WAYS)
@given(st.data())
@settings(max_examples=30, deadline=None)
def test_a_table_that_is_written_is_read_back(way: str, data: st.DataObject) -> None:
    format_ = WAYS[way]
    rows = data.draw(tables(breaks=format_.breaks, plain=format_.plain))
    written = format_.write([HEADER, *rows])
    reader, options, report = READERS[format_.reader], SourceOptions(), Report()
    content = written.encode() if isinstance(written, str) else written
    document = reader.read(reader.decode(format_.path, content, options, report), options, report, ())
    assert [[table.columns, *(row.texts for row in table.rows)] for table in document.tables] == [[HEADER, *rows]]
