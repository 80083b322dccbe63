"""Whatever a file holds, the compiler answers with findings: never a traceback, never a row lost."""

import pytest

from portbook.certificate import certify
from portbook.compiler import Compilation, Input, compile_sources
from portbook.options import OptionError, Options, SourceOptions

HEADER = "Source Destination Port Transport Security"
ROW = "apple_gate pear_store 443 TCP TLS"


def compiled(data: bytes | str) -> Compilation:
    raw = data.encode() if isinstance(data, str) else data
    return compile_sources([Input("page.txt", raw, SourceOptions(path="page.txt"))], Options())


def codes(compilation: Compilation) -> list[str]:
    return [finding.code for finding in compilation.report.diagnostics]


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b"", "source-empty", 1),
        (b" \n\t\n", "source-empty", 1),
        (b"\xef\xbb\xbf", "source-empty", 1),
        (b"one\ntwo \x00\x92 three\n", "source-encoding", 2),
        ("Source\n".encode("utf-16")[:-1], "source-encoding", 1),
        (b"one\ntwo\nPK\x00\x03", "source-binary", 3),
        (b"Nothing but a sentence.\n", "table-missing", 0),
    ],
    ids=["empty", "blank", "bom-only", "no-encoding", "half-a-character", "binary", "prose"],
)
def test_a_file_that_holds_no_page_says_why(data: bytes, code: str, line: int) -> None:
    compilation = compiled(data)
    (finding,) = compilation.report.errors
    assert (finding.code, finding.place.path, finding.place.line) == (code, "page.txt", line)
    assert finding.remedy
    assert compilation.book.flows == ()


@pytest.mark.parametrize(
    "row",
    [
        "apple_gate " * 120_000 + "443 TCP TLS",
        "x" * 1_000_000,
        "(" * 50_000 + " 443 TCP TLS",
        "apple_gate pear_store " + "9" * 5_000 + " TCP TLS",
        "apple_gate pear_store " + "443, " * 20_000 + "443 TCP TLS",
        "apple_gate pear_store 443 TCP " + "a and " * 20_000,
        "*" * 100_000 + " pear_store 443 TCP TLS",
    ],
    ids=["many-words", "one-word", "parentheses", "digits", "port-list", "security", "marks"],
)
def test_a_monstrous_line_is_reported_and_costs_no_other_row(row: str) -> None:
    compilation = compiled(f"{HEADER}\n{ROW}\n{row}\n")
    stated = {line for flow in compilation.book.flows for line in (e.line for e in flow.evidence)}
    assert 2 in stated
    assert 3 in stated or any(f.place.line == 3 for f in compilation.report.diagnostics)
    assert all(law.holds for law in certify(compilation).laws)


@pytest.mark.parametrize("cell", ["TCP (UDP)", "(UDP)", "TCP (and UDP too)"])
def test_a_transport_in_parentheses_is_not_dropped_in_silence(cell: str) -> None:
    compilation = compiled(f"{HEADER}\n{ROW}\n".replace(" ", "\t").replace("\tTCP\t", f"\t{cell}\t"))
    (finding,) = [f for f in compilation.report.diagnostics if f.code == "transport-unknown"]
    assert "'udp'" in finding.message


@pytest.mark.parametrize("cell", ["(TCP)", "TCP (UDP)", "(TCP) UDP", "TCP UDP ()"])
def test_remarks_in_a_transport_cell_break_no_law(cell: str) -> None:
    compilation = compiled(f"{HEADER}\n{ROW}\n".replace(" ", "\t").replace("\tTCP\t", f"\t{cell}\t"))
    assert all(law.holds for law in certify(compilation).laws)


def test_a_cell_of_a_megabyte_is_read_back_out_of_the_csv() -> None:
    compilation = compiled(f"{HEADER}\n{ROW}\n".replace(" ", "\t").replace("TLS", "x" * 1_000_000))
    assert all(law.holds for law in certify(compilation, thorough=True).laws)


def test_every_line_of_a_table_is_a_flow_or_a_finding() -> None:
    rows = [ROW, "pear_store 443", "apple_gate pear_store TCP", "443 443 443 443", "- - - - -", "TCP TCP TCP TCP TCP"]
    compilation = compiled("\n".join([HEADER, *rows, ""]))
    stated = {evidence.line for flow in compilation.book.flows for evidence in flow.evidence}
    named = {finding.place.line for finding in compilation.report.diagnostics}
    assert set(range(2, 8)) <= stated | named


def test_names_that_are_paths_or_devices_get_safe_and_distinct_file_names() -> None:
    names = ["../../etc/passwd", "CON", "con", "nul.txt", "a/b", "a\\b", "a:b", "index", "路由器", "名前", "." * 3]
    rows = "".join(f"{name}\tpear_store\t443\tTCP\tTLS\n" for name in names)
    compilation = compiled(HEADER.replace(" ", "\t") + "\n" + rows)
    slugs = [entry.slug for entry in compilation.book.endpoints]
    assert len(set(slugs)) == len(slugs) == len({name.casefold() for name in names}) + 1
    assert all(set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789_-") for slug in slugs)
    assert not {"con", "nul", "index"} & set(slugs)
    assert "slug-shared" in codes(compilation)


def test_messages_show_control_characters_instead_of_sending_them() -> None:
    compilation = compiled(f"{HEADER}\n\x1b[31mred\x07 pear_store\u202e 443\n")
    text = "".join(finding.message for finding in compilation.report.diagnostics)
    assert "\x1b" not in text
    assert "\x07" not in text
    assert "\u202e" not in text


def test_levels_of_rules_are_a_setting() -> None:
    page = f"{HEADER}\n{ROW}†\n"
    options = Options.parse({"levels": {"footnote-undefined": "error"}})
    strict = compile_sources([Input("page.txt", page.encode(), SourceOptions(path="page.txt"))], options)
    silent = Options.parse({"levels": {"footnote-undefined": False}})
    quiet = compile_sources([Input("page.txt", page.encode(), SourceOptions(path="page.txt"))], silent)
    assert [finding.code for finding in strict.report.errors] == ["footnote-undefined"]
    assert codes(quiet) == []


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        ({"sorces": ["a"]}, "did you mean 'sources'?"),
        ({"sources": "a.txt"}, "expected a list of files"),
        ({"sources": [{"path": "a", "titel": "x"}]}, "did you mean 'title'?"),
        ({"sources": [{"title": "x"}]}, "sources[0].path: expected a file"),
        ({"sources": [""]}, "sources[0].path: expected a file"),
        ({"sources": [{"path": 3}]}, "sources[0].path: expected text"),
        ({"levels": {"row-ambigous": "error"}}, "did you mean 'row-ambiguous'?"),
        ({"levels": {"row-ambiguous": "fatal"}}, "expected one of error, warning, info, off"),
        ({"kinds": {"LDAP": "server"}}, "expected one of vm, external, group, unspecified"),
        ({"folder": "../up"}, "expected a folder inside the site"),
        ({"folder": "/"}, "expected a folder inside the site"),
        ({"diagrams": "no"}, "expected true or false"),
        ({"diagram_timeout": 0}, "1 to 86400"),
    ],
)
def test_a_wrong_option_says_what_is_expected(raw: dict[str, object], says: str) -> None:
    with pytest.raises(OptionError) as caught:
        Options.parse(raw)
    assert says in str(caught.value)
