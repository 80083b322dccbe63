"""What the configuration of a source decides: names, readings and headers."""

from portbook.diagnostics import Report
from portbook.document import Document
from portbook.options import SourceOptions
from portbook.readers import READERS
from portbook.source import Source

HEADER = "Source Destination Port Transport Application protocol Security"
PAGE = f"Carrying\n\n{HEADER}\nCider Mover Ledger 7000 TCP HTTP None\n"


def read(text: str, options: SourceOptions, names: tuple[str, ...] = ()) -> tuple[Document, list[str]]:
    report = Report()
    document = READERS["text"].read(Source.decode("orchard.txt", text.encode()), options, report, names)
    return document, [finding.code for finding in report.diagnostics]


def test_a_border_that_cannot_be_known_is_reported_with_both_readings() -> None:
    report = Report()
    READERS["text"].read(Source.decode("orchard.txt", PAGE.encode()), SourceOptions(), report, ())
    (finding,) = report.diagnostics
    assert finding.code == "row-ambiguous"
    assert finding.place.line == 4
    assert "Cider Mover | Ledger" in finding.message
    assert "Cider | Mover Ledger" in finding.message


def test_a_name_settles_the_border() -> None:
    for options, names in ((SourceOptions(names={"Cider Mover": ()}), ()), (SourceOptions(), ("Cider Mover",))):
        document, codes = read(PAGE, options, names)
        assert document.tables[0].rows[0].texts[:2] == ("Cider Mover", "Ledger")
        assert codes == []


def test_a_reading_settles_the_row() -> None:
    document, codes = read(PAGE, SourceOptions(readings=("Cider | Mover Ledger | 7000 | TCP | HTTP | None",)))
    assert document.tables[0].rows[0].texts[:2] == ("Cider", "Mover Ledger")
    assert codes == []


def test_a_reading_may_leave_a_cell_empty() -> None:
    page = f"Carrying\n\n{HEADER}\nLoad balancer 80 TCP HTTP None\n"
    document, codes = read(page, SourceOptions(readings=(" | Load balancer | 80 | TCP | HTTP | None",)))
    assert document.tables[0].rows[0].texts == ("", "Load balancer", "80", "TCP", "HTTP", "None")
    assert codes == []


def test_a_configured_header_opens_a_table() -> None:
    page = "Kurz\n\nQuelle Ziel Hafen Protokoll\nkelter fass 5432 TCP\n"
    assert read(page, SourceOptions())[1] == ["header-unknown"]
    headers = ("Quelle [source] | Ziel [destination] | Hafen [port] | Protokoll [transport]",)
    document, codes = read(page, SourceOptions(headers=headers))
    assert document.tables[0].rows[0].texts == ("kelter", "fass", "5432", "TCP")
    assert codes == []


def test_rows_without_a_header_are_reported_once_a_paragraph() -> None:
    rows = "".join(f"gate_{at} press 80 TCP HTTP None\n" for at in range(50))
    assert read(f"Woher Wohin Hafen\n{rows}", SourceOptions())[1] == ["header-unknown"]
