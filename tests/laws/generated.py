"""Hypothesis strategies for documents in the reader's grammar: tables, repeats, footnotes, odd spacing."""

from dataclasses import dataclass

from hypothesis import strategies as st

COLUMNS = (
    "Source VM",
    "Destination VM",
    "Port",
    "Transport Layer Protocol",
    "App Layer Protocol",
    "Security and Authentication",
)
MACHINES = ("apple_gate", "pear_store", "cider_press", "plum_queue", "barn-01", "Load balancer", "N/A")
COMPONENTS = ("", " (Latch)", " (Screw Drive)", " (local Sorter)", " (health check)", " (for weekly counts)")
PORTS = ("80", "443", "1024-65535", "25555 and 8443", "4222, 4223", "Varies", "Any", "8080/8443")
TRANSPORTS = ("TCP", "UDP", "TCP and UDP")
APPLICATIONS = ("HTTP", "HTTPS", "NATS", "gRPC over HTTP/2", "HTTP/HTTPS", "MySQL")
SECURITIES = ("None", "TLS", "Mutual TLS", "Optional TLS", "OAuth 2.0", "Basic authentication", "N/A")
MARKS = ("", "", "", "*", "**", "†")
TITLES = ("Harvest", "Pressing (optional)", "Storage and cooling", "Sales")


@dataclass(frozen=True)
class Page:
    """Hold a generated page: its bytes and, for each table, the cells that the rows were made of."""

    data: bytes
    tables: list[list[tuple[str, ...]]]


@st.composite
def rows(draw: st.DrawFn) -> tuple[str, ...]:
    mark = draw(st.sampled_from(MARKS))
    return (
        draw(st.sampled_from(MACHINES)) + draw(st.sampled_from(COMPONENTS)),
        draw(st.sampled_from(MACHINES)) + draw(st.sampled_from(COMPONENTS)) + mark,
        draw(st.sampled_from(PORTS)),
        draw(st.sampled_from(TRANSPORTS)),
        draw(st.sampled_from(APPLICATIONS)),
        draw(st.sampled_from(SECURITIES)) + draw(st.sampled_from(MARKS)),
    )


@st.composite
def pages(draw: st.DrawFn) -> Page:
    separator = draw(st.sampled_from([" ", "\t"]))
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    blank = draw(st.sampled_from(["", " ", "\t"]))
    lines = ["The following tables list what talks to what in the orchard’s network.", blank]
    tables = []
    for title in draw(st.lists(st.sampled_from(TITLES), min_size=1, max_size=3, unique=True)):
        table = draw(st.lists(rows(), min_size=1, max_size=6))
        tables.append(table)
        lines += [title, blank, separator.join(COLUMNS), *(separator.join(row) for row in table), blank]
        lines += draw(st.sampled_from([[], ["* Only in autumn.", blank, "** Renewed each night.", blank]]))
        lines += draw(st.sampled_from([[], ["You can change this port range in the settings.", blank]]))
    lines += draw(st.sampled_from([[], ["Cleaning", blank, "The barn is cleaned at night.", blank]]))
    lines += draw(st.sampled_from([[], ["close-line check-circle-line", "Scroll to top icon"]]))
    text = newline.join(lines) + draw(st.sampled_from(["", newline]))
    return Page(draw(st.sampled_from([b"", b"\xef\xbb\xbf"])) + text.encode(), tables)
