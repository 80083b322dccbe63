"""Files in other encodings than UTF-8: read, named, and written back as the same bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portbook.diagnostics import Report
from portbook.options import SourceOptions
from portbook.readers import encodings
from portbook.source import Source, SourceError

PAGE = "Source,Destination,Port\r\norchard’s gate,Kühlhaus – Nord,443\r\n"


def decode(data: bytes, encoding: str = "", declared: str = "") -> tuple[Source, Report]:
    report = Report()
    source = encodings.decode("orchard.csv", data, SourceOptions(encoding=encoding), report, declared)
    assert source.encode(source.text) == data
    return source, report


@pytest.mark.parametrize("bom", ["", "\ufeff"], ids=["unmarked", "marked"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_unicode_is_read_with_and_without_byte_order_mark(encoding: str, bom: str) -> None:
    source, report = decode((bom + PAGE).encode(encoding))
    assert (source.text, source.encoding, source.bom) == (PAGE, encoding, bool(bom))
    assert report.diagnostics == ()


@pytest.mark.parametrize("configured", ["utf-16", "UTF-16LE", "utf-16-le"])
def test_a_configured_encoding_may_leave_the_byte_order_open(configured: str) -> None:
    assert decode(("\ufeff" + PAGE).encode("utf-16-le"), configured)[0].text == PAGE
    assert decode(PAGE.encode("utf-16-le"), configured)[0].text == PAGE


def test_a_byte_order_mark_tells_the_byte_order_of_a_configured_encoding() -> None:
    assert decode(("\ufeff" + PAGE).encode("utf-16-be"), "utf-16")[0].text == PAGE
    assert decode(("\ufeff" + PAGE).encode("utf-8"), "utf-8-sig")[0].text == PAGE


def test_a_sheet_saved_by_a_program_of_windows_is_guessed_and_said_so() -> None:
    source, report = decode(PAGE.encode("cp1252"))
    assert (source.text, source.encoding) == (PAGE, "cp1252")
    (finding,) = report.diagnostics
    assert (finding.code, finding.place.line) == ("encoding-guessed", 2)
    assert "'orchard’s'" in finding.message
    assert "`encoding: cp1252`" in finding.remedy


@pytest.mark.parametrize(
    ("text", "encoding"),
    [("Источник;Назначение;Порт\nсад;причал;443\n", "cp1251"), ("送信元,宛先,ポート\nウェブ,データ,443\n", "cp932")],
)
def test_other_alphabets_are_guessed(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding))[0].text == text


def test_what_is_configured_or_declared_is_not_guessed() -> None:
    text = "źródło;cel;443\n"
    for source, report in (decode(text.encode("cp1250"), "cp1250"), decode(text.encode("cp1250"), declared="cp1250")):
        assert source.text == text
        assert report.diagnostics == ()


def test_a_declared_encoding_that_does_not_fit_or_exist_counts_for_nothing() -> None:
    assert decode(PAGE.encode(), declared="cp1252")[0].text == PAGE
    assert decode(PAGE.encode("cp1252"), declared="no-such-encoding")[0].text == PAGE


@pytest.mark.parametrize(
    ("data", "encoding", "rule"),
    [
        (b"", "", "source-empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "", "source-foreign"),
        (b"caf\xe9", "utf-8", "source-encoding"),
        (b"\xff\xfea", "", "source-encoding"),
        (b"a\0b", "", "source-binary"),
        (b"\x1b$B\x1b(Ba", "iso2022_jp", "source-encoding"),
    ],
    ids=["empty", "picture", "configured-otherwise", "half-a-character", "nul", "not-reversible"],
)
def test_what_cannot_be_decoded_exactly_is_refused(data: bytes, encoding: str, rule: str) -> None:
    with pytest.raises(SourceError) as refused:
        decode(data, encoding)
    assert refused.value.rule == rule


@given(st.binary(max_size=200), st.sampled_from(["", "utf-16", "utf-8-sig", "cp1252", "shift_jis", "utf-7"]))
def test_any_bytes_are_refused_or_written_back_exactly(data: bytes, encoding: str) -> None:
    try:
        decode(data, encoding)
    except SourceError:
        return


def test_the_word_shown_of_a_guessed_encoding_stands_around_its_character_however_long_the_line_is() -> None:
    _, report = decode(b"a" * 500_000 + b" caf\xe9 " + b"a" * 500_000)
    (finding,) = report.diagnostics
    assert "'caf\xe9'" in finding.message
