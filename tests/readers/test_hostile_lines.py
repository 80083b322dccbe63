"""Lines made to keep a reader busy for ever. Each pattern and each search must end in reasonable time."""

from time import process_time

import pytest

from portbook.diagnostics import Report
from portbook.document import unparse
from portbook.options import SourceOptions
from portbook.readers import READERS
from portbook.source import Source

HEADER = "Source VM Destination VM Port Transport Layer Protocol App Layer Protocol Security and Authentication\n"
MANY = 200_000
SECONDS = 10
HOSTILE = {
    "a line of stars": "*" * MANY + "x",
    "superscripts and stars": "¹*" * MANY + "x",
    "marks in parentheses": "(*)" * MANY + "x",
    "blanks": "a" + " " * MANY + "b 80 TCP HTTP None",
    "open parentheses": "(" * MANY,
    "nested parentheses": "(" * MANY + ")" * MANY,
    "one endless word": "a" * MANY + " b 80 TCP HTTP None",
    "endless digits": "a b " + "1" * MANY + " TCP HTTP None",
    "full stops and quotes": ".”" * MANY + "x",
    "hyphens": "a-" * MANY,
    "icon names": "a-b " * MANY + "!",
    "template tags": "{{ " * MANY,
    "many columns": "Source Destination Port " * MANY,
    "many tabs": "Port\t" * 100_000,
    "a port in every word": "a " + "port " * 240 + "TCP HTTP None",
    "a port list without end": "a b " + "80 and " * 120 + "TCP HTTP None",
    "ranges of ranges": "a b " + "80-" * 99 + "80 TCP HTTP None",
    "port after port": "80 TCP " * 120,
    "names joined without end": "a and " * 110 + "b 80 TCP HTTP None",
    "versions": "a b 80 TCP " + "1." * 149 + " None",
}


@pytest.mark.parametrize("line", HOSTILE.values(), ids=list(HOSTILE))
@pytest.mark.parametrize("before", ["", HEADER], ids=["alone", "in a table"])
def test_hostile_line(before: str, line: str) -> None:
    data = f"{before}{line}\n".encode()
    start = process_time()
    document = READERS["text"].read(Source.decode("hostile.txt", data), SourceOptions(), Report(), ())
    assert process_time() - start < SECONDS
    assert unparse(document) == data


def test_time_grows_with_the_rows_alone() -> None:
    """Ten times the rows take about ten times as long. Each page has names of its own: none is remembered."""
    few = min(_time(f"few_{turn}", 500) for turn in range(3))
    many = min(_time(f"many_{turn}", 5_000) for turn in range(2))
    assert many < 20 * few


def _time(prefix: str, rows: int) -> float:
    lines = (f"{prefix}_{at} press_{at % 97} (Screw) {at} TCP HTTPS TLS\n" for at in range(rows))
    source = Source.decode("many.txt", (HEADER + "".join(lines)).encode())
    start = process_time()
    READERS["text"].read(source, SourceOptions(), Report(), ())
    return process_time() - start
