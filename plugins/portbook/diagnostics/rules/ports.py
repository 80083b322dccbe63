"""Rules on ports, transports and protection."""

from portbook.diagnostics.rule import Level, Rule

RULES: dict[str, Rule] = {
    "port-invalid": Rule(
        Level.ERROR,
        "A number is no port: ports are 0 to 65535.",
        "`70000`",
        "Check the original page and correct the source.",
    ),
    "port-reversed": Rule(
        Level.ERROR,
        "A port range ends before it begins.",
        "`9000-8000`",
        "Check the original page and correct the source.",
    ),
    "port-ambiguous": Rule(
        Level.WARNING,
        "A comma in a port cell may separate two ports or thousands; the cell is kept as written.",
        "`8,443`",
        "Check the original page; write `8443`, or `8, 443`, into the source.",
    ),
    "cells-swapped": Rule(
        Level.WARNING,
        "The port stands in the cell of the protocol and the other way round; they were read as if exchanged.",
        "`TCP` under `Port` and `443` under `Protocol`",
        "Check the original page and correct the source.",
    ),
    "transport-conflict": Rule(
        Level.WARNING,
        "A port cell names another transport than the row's own column.",
        "`53/UDP` under `Port` and `TCP` under `Protocol`",
        "Check the original page and correct the source.",
    ),
    "port-symbolic": Rule(
        Level.INFO,
        "A port cell holds words that are no number; it is kept as written.",
        "`LDAP server communication port`",
        "Nothing: it is never turned into numbers. Ask the vendor which ports are meant.",
    ),
    "transports-paired": Rule(
        Level.INFO,
        "As many transports as ports stand in a row, in the same order; each port was read with its own.",
        "`514 / 6514` under `Port` and `UDP / TCP` under `Protocol`",
        "Check it against the original page; write a row for each port into the source to make it certain.",
    ),
    "transports-unpaired": Rule(
        Level.WARNING,
        "As many transports as ports stand in a row: each port may go with one of them, or with all, as it was read.",
        "`80, 443` under `Port` and `TCP, UDP` under `Protocol`",
        "Check the original page and write `80/TCP, 443/UDP`, or a row for each port, into the source.",
    ),
    "port-qualified": Rule(
        Level.INFO,
        "A word in a port cell leaves out ports of a range; the range is kept whole, with the word as a note.",
        "`16384-32766 (even)`",
        "Open the range, or write the ports that are meant into the source.",
    ),
    "transport-unknown": Rule(
        Level.WARNING,
        "A transport cell holds a word that is no known transport; it is kept as written.",
        "`TCP/UPS`",
        "Check the original page: it may be a slip of the pen.",
    ),
    "security-unknown": Rule(
        Level.INFO,
        "A security cell holds words from which no protection can be derived.",
        "`See the guide`",
        "Nothing: the vendor's words are shown and the protection counts as not stated.",
    ),
}
