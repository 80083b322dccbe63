"""The files for programs: CSV and JSON say exactly what the book holds."""

import csv
import io
from dataclasses import replace

from books import GATE, STORE, book, flow, orchard, ports
from portbook.model import NOT_GIVEN, About, Contradiction, Endpoint, Grade, Kind, Side
from portbook.tickets.facts import FACTS
from portbook.writers.delimited import book_csv, sheet_csv
from portbook.writers.json import flows


def test_csv_is_written_as_rfc_4180_asks() -> None:
    odd = flow(Endpoint('a "b", c\nd', Kind.VM), STORE)
    written = book_csv(book([odd]))
    assert written.startswith("Source,Source component,Source purpose,")
    assert '\r\n"a ""b"", c\nd",' in written
    assert written.endswith("\r\n")


def test_csv_keeps_text_exactly_as_it_is() -> None:
    odd = flow(Endpoint("=1+1", Kind.VM, " @x "), STORE, port_text="-1", security="+TLS")
    row = next(csv.DictReader(io.StringIO(book_csv(book([odd])), newline="")))
    assert (row["Source"], row["Source component"], row["Ports as written"]) == ("=1+1", " @x ", "-1")
    assert row["Security"] == "+TLS"


def test_csv_gives_numbers_and_the_words_they_were_written_in() -> None:
    spelt = flow(GATE, STORE, ports(8443, 25555), port_text="25555 and 8443")
    row = next(csv.DictReader(io.StringIO(book_csv(book([spelt])), newline="")))
    assert (row["Ports"], row["Ports as written"]) == ("8443, 25555", "25555 and 8443")


def test_a_port_sheet_tells_the_direction_and_holds_a_flow_to_itself_twice() -> None:
    rows = list(csv.DictReader(io.StringIO(sheet_csv(orchard(), "cider_press"), newline="")))
    assert [row["Direction"] for row in rows] == ["in", "in", "in", "out", "out"]
    assert rows[2]["Flow"] == rows[4]["Flow"]
    assert list(rows[0]) == ["Direction", *FACTS, "Contradicted"]
    assert rows[0]["Conditions"] == "(inferred) You can move this range."
    assert rows[0]["Evidence"] == "tables/orchard.txt:15"


def test_a_port_sheet_flags_what_documents_contradict() -> None:
    one, other = flow(GATE, STORE, 443, lines=(1,)), flow(GATE, STORE, 8443, lines=(2,), path="tables/cellar.txt")
    sides = tuple(
        Side(item.evidence[0].path, item.evidence[0].line, "", str(item.ports), ((item.id, item.evidence[0]),))
        for item in (one, other)
    )
    found = Contradiction("c-1", Grade.PROVEN, About.PORTS, "apple_gate → pear_store", sides)
    held = replace(book([one, other, flow(STORE, GATE, 22, lines=(3,))]), contradictions=(found,))
    rows = list(csv.DictReader(io.StringIO(sheet_csv(held, "pear_store"), newline="")))
    assert [row["Contradicted"] for row in rows] == ["different ports (proven)", "different ports (proven)", ""]


def test_json_holds_the_contract_and_nothing_else() -> None:
    repeated, *_, press, ranged, counted, _ = flows(orchard())["flows"]
    assert list(repeated) == [
        "id", "source", "destination", "ports", "port_symbol", "port_text", "transports", "application", "security",
        "protection", "notes", "details", "subsystems", "optional", "derived", "evidence",
    ]  # fmt: skip
    assert [(row["path"], row["line"]) for row in repeated["evidence"]] == [("tables/orchard.txt", n) for n in (5, 9)]
    assert repeated["evidence"][0]["cells"] == ["Edge balancer", "apple_gate (Latch)", "80", "TCP", "HTTP", "None"]
    assert repeated["destination"] == {
        "name": "apple_gate", "component": "Latch", "purpose": None, "kind": "vm", "binding": "stated",
    }  # fmt: skip
    assert press["notes"] == [
        {
            "text": "Only where the cellar is cooled.", "on": "security", "binding": "marked", "marker": "*",
            "borrowed_from": None, "path": "tables/orchard.txt", "line": 20,
        }
    ]  # fmt: skip
    assert press["protection"] == {
        "grade": "mutual", "encryption": "mutual", "authentication": "required", "exposed": "",
    }  # fmt: skip
    assert (ranged["ports"], ranged["port_text"], ranged["application"]) == ([[20000, 40000]], "20000 - 40000", None)
    assert counted["source"]["purpose"] == "for the weekly count"
    assert counted["transports"] == ["TCP", "UDP"]
    assert counted["optional"] is True


def test_json_holds_the_vendor_s_other_columns_in_their_order() -> None:
    twice = (("Used for", "autumn"), ("Owner", "a\nb"), ("Used for", "winter"))
    (plain, detailed) = flows(book([flow(GATE, STORE), flow(GATE, STORE, 80, details=twice)]))["flows"]
    assert plain["details"] == []
    assert detailed["details"] == [["Used for", "autumn"], ["Owner", "a\nb"], ["Used for", "winter"]]


def test_json_binds_no_end_of_which_the_sources_say_nothing() -> None:
    silent, spoken = Endpoint(NOT_GIVEN, Kind.UNSPECIFIED), Endpoint("Any", Kind.GROUP)
    (written,) = flows(book([flow(silent, spoken)]))["flows"]
    assert (written["source"]["name"], written["source"]["binding"]) == ("Not stated", None)
    assert written["destination"]["binding"] == "stated"
