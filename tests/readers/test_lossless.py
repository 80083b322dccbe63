"""The law that nothing is lost: a document is written back as the bytes it was read from, whatever they are."""

from hypothesis import given, settings
from hypothesis import strategies as st

from portbook.diagnostics import Report
from portbook.document import unparse
from portbook.options import SourceOptions
from portbook.readers import READERS
from portbook.source import Source, SourceError

HEADERS = (
    "Source VM Destination VM Port Transport Layer Protocol App Layer Protocol Security and Authentication",
    "Source Destination Port Protocol Description",
    "Source\tDestination\tPort\tProtocol",
    "Port  Protocol  Source  Destination",
)
WORDS = (
    *(
        "apple_gate",
        "press",
        "Load balancer",
        "Ripe Watch",
        "(Screw)",
        "(a (b) c)",
        "N/A",
        "Any",
        "and",
        "or",
        "*",
        "†*",
    ),
    *(
        "80",
        "4222-4225",
        "80,443",
        "Varies",
        "port",
        "TCP",
        "UDP",
        "HTTP/2",
        "TLS",
        "None",
        "OAuth 2.0",
        "key",
        "(",
        ")",
    ),
    *("{{ x }}", "<%= y %>", "|", "—", "é", "\u2028", "\x1c", ".", "* Note.", "70000", ","),
)
ENDINGS = ("\n", "\r\n", "\r", "\n\n", " \n", "\t\n", "")
GAPS = (" ", " ", " ", "  ", "\t", "\u00a0", "     ")

lines = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(GAPS)), max_size=14).map(
    lambda words: "".join(word + gap for word, gap in words)
)
pages = st.lists(
    st.tuples(st.one_of(st.sampled_from(HEADERS), lines), st.sampled_from(ENDINGS)), min_size=1, max_size=12
).map(lambda pairs: "".join(line + ending for line, ending in pairs))


@given(st.one_of(pages, st.text(max_size=400)), st.booleans())
@settings(max_examples=300, deadline=None)
def test_text_is_written_back_as_it_was(text: str, bom: bool) -> None:
    data = (b"\xef\xbb\xbf" if bom else b"") + text.encode("utf-8", "replace")
    try:
        source = Source.decode("any.txt", data)
    except SourceError:
        return
    assert unparse(READERS["text"].read(source, SourceOptions(), Report(), ())) == data


@given(pages)
@settings(max_examples=200, deadline=None)
def test_each_row_has_one_cell_for_each_column_of_a_flattened_table(text: str) -> None:
    try:
        source = Source.decode("any.txt", text.encode())
    except SourceError:
        return
    for table in READERS["text"].read(source, SourceOptions(), Report(), ()).tables:
        for row in table.rows:
            flattened = "\t" not in row.raw and "  " not in row.raw.strip()
            assert len(row.cells) == len(table.columns) or not flattened
            assert len(row.alternative) in (0, len(table.columns))
