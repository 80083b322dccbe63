"""Hypothesis strategies for tables as a person may fill them, the same for every format."""

from unicodedata import category

from hypothesis import strategies as st

from portbook.readers.inline import INVISIBLE
from portbook.vocabulary.marks import STRIKE

HEADER = ("Source", "Destination", "Port", "Protocol", "Description")
Rows = list[tuple[str, ...]]

PIECES = (
    *(
        "a",
        "press",
        "Mill 2",
        "443",
        "80,443",
        "8443/TCP",
        "1024-65535",
        "TCP",
        "N/A",
        "Größe",
        "日本",
        "🍎",
        "e\u0301",
    ),
    *("=1+1", "-1", "+x", "@a", "#N/A", "1.", "a)", "- b", "* c", "> d", "# e", "::", "..", ".. x::", "---", "==="),
    *("+--", "|", "\\", "\\|", '"', '""', "'", "`", "``", "**", "_", "__", "~", ",", ";", "(a (b)", "[c](d)", "!["),
    *("<b>", "</td>", "<br>", "<!--", "<e@f.g>", "&", "&amp;", "&#42;", "&nbsp", "http://silo.example/"),
    *("{{ press }}", "<%= mill %>", "{%", "*", "†", "¹", "¹,²", "(*)", "[1]", "[^1]", "[1]_", "|x|_", ":sup:`1`"),
    *("\u00a0", "\u202e"),
)
CHARACTERS = st.characters(
    exclude_categories=["Cc", "Cs", "Cn", "Co", "Zl", "Zp"], exclude_characters=list(map(chr, INVISIBLE))
)
"""Characters that every format can hold, without those that only tell a browser where a line may break."""


def folded(text: str) -> str:
    return " ".join(text.split())


texts = (
    st.lists(st.sampled_from(PIECES) | st.text(CHARACTERS, max_size=3), max_size=4)
    .flatmap(lambda pieces: st.sampled_from(["", " "]).map(lambda between: folded(between.join(pieces))))
    .filter(lambda text: STRIKE not in text and not category(text[:1] or " ").startswith("M"))
)
"""What cells hold; a mark that combines with what stands before it begins none, since it would join the border."""
filled = texts.filter(bool)
PORTS = st.sampled_from(["443", "80,443", "1024-65535"])


def tables(*, breaks: bool, plain: bool) -> st.SearchStrategy[Rows]:
    """Return tables of rows that name both ends; with ``breaks`` some cells have several lines.

    The ``plain`` ones are for text whose cells are only set apart by blanks: no cell is empty, and a row is told from
    a note or a sentence by how it begins and by its port and transport.
    """
    if plain:
        return _some(st.tuples(filled.map("press {}".format), filled, PORTS, st.just("TCP"), filled))
    end = filled | st.lists(filled, min_size=1, max_size=3).map("\n".join) if breaks else filled
    other = end | st.just("")
    return _some(st.tuples(end, end, other, other, other))


def _some(rows: st.SearchStrategy[tuple[str, ...]]) -> st.SearchStrategy[Rows]:
    return st.lists(rows, min_size=1, max_size=4)
