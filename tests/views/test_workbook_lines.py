"""The fidelity page of a workbook: lines of two sheets have the same numbers."""

from io import BytesIO

from openpyxl import Workbook

from portbook.compiler import Input, compile_sources
from portbook.options import Options, SourceOptions
from portbook.views import pages
from portbook.views.blocks import Listing
from views.reading import words

ROWS: tuple[tuple[str, ...], ...] = (
    ("Source", "Destination", "Port", "Protocol"),
    ("press", "silo", "443 *", "TCP"),
    ("* Only in winter.",),
)


def test_a_footnote_governs_nothing_from_the_same_line_of_another_sheet() -> None:
    workbook = Workbook()
    assert workbook.active is not None
    for row in ROWS:
        workbook.active.append(row)
    other = workbook.create_sheet("Other")
    for row in (("Name", "Memory"), ("press", "much"), ("The press is old.",)):
        other.append(row)
    out = BytesIO()
    workbook.save(out)
    book = compile_sources([Input("a.xlsx", out.getvalue(), SourceOptions(path="a.xlsx"))], Options()).book
    page = next(page for page in pages(book) if page.path == "fidelity/a")
    (listing,) = [block for block in page.blocks if isinstance(block, Listing)]
    became = {line.text: words(line.content) for line in listing.lines if line.number == 3}
    assert became["3\tA=* Only in winter."] == "governs press → silo, 443 TCP – marked: port of line 2"
    assert "governs" not in became["3\tA=The press is old."]
    assert "marked" not in became["3\tA=The press is old."]
