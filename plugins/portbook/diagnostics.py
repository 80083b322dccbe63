"""Findings as data. Wording, levels and exit codes live here and nowhere else."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum


class Level(StrEnum):
    """Say how much a finding matters. ``off`` silences a rule."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Rule:
    """Describe one kind of finding: its default level, what it means, an example and the remedy.

    A finding that ``accounts`` says that a row states no flow, or that a footnote governs no cell, and why.
    """

    level: Level
    summary: str
    example: str
    remedy: str
    accounts: bool = False


E, W, I = Level.ERROR, Level.WARNING, Level.INFO  # noqa: E741 - the table below reads better so

RULES: dict[str, Rule] = {
    "source-missing": Rule(
        E,
        "A configured source matches no file, or the file cannot be opened.",
        "`sources: [source_tables/routing.txt]` where the folder holds `routing.md` only",
        "Correct the path under `sources`; it is relative to `mkdocs.yml`.",
    ),
    "sidecar-unread": Rule(
        E,
        "A sidecar, the file of options beside a source, cannot be read or holds a wrong option.",
        "`tilte: Network paths` in `page.portbook.yml`",
        "Correct the file; `portbook schema` writes the schema by which an editor checks it.",
    ),
    "sidecar-shared": Rule(
        W,
        "Several sources take their options from one sidecar, because their names differ in the extension alone.",
        "`page.portbook.yml` beside `page.md` and `page.html`",
        "Name it after one of them, extension and all: `page.md.portbook.yml`.",
    ),
    "sidecar-unused": Rule(
        W,
        "A sidecar beside the sources belongs to none of them, or another one wins.",
        "`pages.portbook.yml` beside `page.md`",
        "Rename it after its source, or take it away.",
    ),
    "format-unknown": Rule(
        E,
        "The configured format of a source is none that a reader knows.",
        "`format: markdwon`",
        "Write the name of one of the readers, or leave `format` out: the file's name and content decide.",
    ),
    "source-large": Rule(
        E,
        "The file, or the page in it, is larger than any page for people; it was not read.",
        "a log of 50 MB under `source_tables/`",
        "Check the file: it may be damaged, or no page. Split a larger document, at its headings for example.",
    ),
    "source-encoding": Rule(
        E,
        "The bytes of the file are text in no encoding that could be found out, or not in the configured one.",
        "`encoding: utf-8` for a page saved as Windows-1252, in which `’` is the byte 0x92",
        "Save the file as UTF-8, or set `encoding` of the source, for example `encoding: cp1252`.",
    ),
    "source-binary": Rule(
        E,
        "The file is not text.",
        "a spreadsheet or a picture under `source_tables/`",
        "Name text files only, or copy the page's text into a `.txt` file.",
    ),
    "source-empty": Rule(
        E,
        "The file holds no text.",
        "a file of 0 bytes, or of white space",
        "Paste the page into the file, or take it out of `sources`.",
    ),
    "workbook-refused": Rule(
        E,
        "The file is no workbook that can be read, or one that would take too much memory.",
        "a workbook protected by a password; one in the format of Excel 97; an archive of 1 MB that unpacks to 4 GB",
        "Open it in a spreadsheet program and save it as an Excel workbook (`.xlsx`) without a password.",
    ),
    "encoding-guessed": Rule(
        W,
        "The file is not UTF-8 and does not say what it is encoded in; what fits was taken.",
        "a sheet saved as CSV by Excel, in which `’` is the byte 0x92",
        "Check the word shown; set `encoding` of the source, for example `encoding: cp1252`.",
    ),
    "quote-unbalanced": Rule(
        W,
        "A quote in delimited text is without its other one, so that fields may be split in the wrong places.",
        '`web,"db,5432,TCP`',
        "Close the quote in the source, or write a quote within a field twice.",
    ),
    "cell-date": Rule(
        W,
        "A cell of a workbook holds a date or a time, which a spreadsheet program may have made of a port range.",
        "`1-22` typed into a cell, which became 22 January",
        "Check the cell; format the column as text and write the ports again.",
    ),
    "cell-formula": Rule(
        W,
        "A formula in a workbook has no stored value; formulas are never computed, so it is kept as written.",
        '`=B2&"/"&C2` in a workbook that a program wrote and no spreadsheet program has opened since',
        "Open the workbook in a spreadsheet program and save it, which stores the values.",
    ),
    "cell-comment": Rule(
        I,
        "A cell of a workbook bears a comment; it is no part of the table.",
        "`ask the network team` on a port",
        "Write it into a column or below the table if it matters.",
    ),
    "sheet-hidden": Rule(
        I,
        "A sheet, row or column of a workbook is hidden; it was read like the others.",
        "a sheet `Lists` that the workbook hides",
        "Take it out of the workbook if it is out of date, or add its tables to `ignore`.",
    ),
    "markup-broken": Rule(
        E,
        "reStructuredText cannot be read as it is written; the lines are kept as text and state no flow.",
        "a grid table whose borders are not aligned",
        "Mend the markup; `docutils` shows the place.",
    ),
    "markup-included": Rule(
        W,
        "The page includes another file, which is not read.",
        "`.. include:: ports.rst`",
        "Add that file to `sources`.",
    ),
    "table-missing": Rule(
        E,
        "The file holds no table of network paths.",
        "a page that was copied without its tables",
        "Copy the whole page; a table begins with a header such as `Source Destination Port Protocol`.",
    ),
    "header-unknown": Rule(
        E,
        "Lines look like rows of a table, but the line above them is no header that Portbook can read.",
        "`Quelle Ziel Port Protokoll` above `web db 5432 TCP`",
        "Name the columns under `headers` of the source, for example "
        "`headers: ['Quelle [source] | Ziel [destination] | Port [port] | Protokoll [transport]']`.",
    ),
    "template-tag": Rule(
        W,
        "The page was not rendered: a template tag stands where the published page has words.",
        "`<%= vars.product_short %>`, `{{ product }}`, `{% if enterprise %}`",
        "Say under `variables` of the source what stands for it, or read the rendered page.",
    ),
    "table-wide": Rule(
        E,
        "A table has more columns, or more cells made by spans, than any page for people; it was left unread.",
        "a row of 100,000 cells",
        "Check the file: it may be damaged, or no page.",
    ),
    "table-delimiter": Rule(
        W,
        "Rows of a Markdown table stand below no delimiter row that fits them, so that few programs show a table; they "
        "were read as one.",
        "`|---|---|` below a header of three columns",
        "Give the delimiter row as many cells as the header has.",
    ),
    "row-outside": Rule(
        W,
        "A line in the midst of text looks like a row of a table; it was kept as text and states no flow.",
        "a row that follows a footnote",
        "If it is a row, move it below its table in the source.",
    ),
    "row-ambiguous": Rule(
        W,
        "A flattened row can be split into cells in two ways, and neither is clearly better.",
        "`Ops Manager BOSH Director 25555 TCP HTTPS TLS`: is the source `Ops` or `Ops Manager`?",
        "Add the right reading to `readings`, or the endpoint's name to `names`.",
    ),
    "row-unread": Rule(
        E,
        "A line inside a table cannot be split into the cells that the header asks for.",
        "`web db` under a header of six columns",
        "Add the right reading to `readings`, cells separated by ` | `; or mend the source.",
    ),
    "row-short": Rule(
        W,
        "A row has fewer cells than the header; the last ones are taken as empty.",
        "`web db 5432 TCP PostgreSQL` under a header of six columns",
        "Check the original page; add the missing cell to the source or the whole row to `readings`.",
    ),
    "row-long": Rule(
        E,
        "A row has more cells than the header, so a cell has no column.",
        "seven cells between tabs under a header of six",
        "Check the original page; add the missing header or take out the surplus cell.",
    ),
    "parentheses-unbalanced": Rule(
        W,
        "A row opens a parenthesis that it does not close, or the other way round.",
        "`web (Proxy db 5432 TCP PostgreSQL None`",
        "Mend the source, or add the right reading to `readings`.",
    ),
    "reading-unused": Rule(
        W,
        "A configured reading or header fits no line of the source, so it decides nothing.",
        "a reading kept from an older edition of the page",
        "Take it out, or correct it: its words must be those of the line, in order.",
    ),
    "column-unknown": Rule(
        W,
        "A column's header is not known; its cells are kept as details and carry no network meaning.",
        "`Owner` beside `Source`, `Destination` and `Port`",
        "Name its role under `headers` if it has one.",
    ),
    "role-guessed": Rule(
        W,
        "What a column means was guessed from words of its header or from its cells.",
        "`Ports to be opened`, taken as `port`; a column of `TCP` and `UDP` under `Kind`, taken as `transport`",
        "Name the role under `roles` of the source, for example `roles: {Kind: transport}`.",
    ),
    "column-repeated": Rule(
        W,
        "A second column means what another one means already; its cells are kept as details.",
        "`Port` twice in one header",
        "Name its role under `roles` if it has another.",
    ),
    "column-missing": Rule(
        W,
        "A table states no ports; they are shown as not stated.",
        "a table of `Source Destination Protocol` only",
        "Check the original page; name the column under `roles` if it has one.",
    ),
    "table-other": Rule(
        I,
        "A table states no network paths and is left alone.",
        "a table of `Option Default Description`",
        "Nothing; if it does state network paths, name its columns under `roles` or `headers`.",
    ),
    "table-doubtful": Rule(
        W,
        "A table has a column of ports, but nothing beside it speaks of connections; it is left alone.",
        "a table of `Model Ports Power`",
        "If it does state network paths, name its columns under `roles` or `headers`.",
    ),
    "setting-unused": Rule(
        W,
        "A setting of a source fits nothing in it, so it decides nothing.",
        "`roles: {Listner: destination}` where no table has a column `Listner`",
        "Take it out, or correct it: headings, headers and notes are written as in the source.",
    ),
    "row-section": Rule(
        I,
        "A row has one cell only; it is taken as the title of the rows below it and states no flow.",
        "`Internal ports` across a table",
        "Nothing, if it is a title; otherwise add the missing cells to the source.",
        accounts=True,
    ),
    "row-denied": Rule(
        W,
        "A row says that its traffic is denied; it states no flow, and its cells are kept in the book.",
        "`Deny` under `Action`",
        "Nothing, if it is denied; otherwise give its column another role under `roles`, for example `Access: other`.",
        accounts=True,
    ),
    "row-header": Rule(
        I,
        "A row repeats the header of its table; it states no flow.",
        "`Source | Destination | Port` once more in the middle of a long table",
        "Nothing.",
        accounts=True,
    ),
    "row-empty": Rule(
        I,
        "A row has no text in any cell; it states no flow.",
        "`| | | |`",
        "Nothing; take it out of the source if it has no purpose.",
        accounts=True,
    ),
    "cell-above": Rule(
        I,
        "An empty cell was filled from the row above, because the table leaves out what it would repeat.",
        "an empty source below `web`, in a table where the first column is often empty",
        "Check the original page; write the name into the source to make it certain.",
    ),
    "cell-empty": Rule(
        I,
        "A row names no source or no destination where other rows do; it is shown as not stated.",
        "one row without a destination",
        "Check the original page; add the name to the source.",
    ),
    "owner-inferred": Rule(
        I,
        "A table states one side of its paths; the other comes from its heading, its caption or the words above it.",
        "`Ports used by web` above a table of `Port Protocol`",
        "Check it; set it under `owner` of the source if it is wrong, for example `owner: {Ports used by web: web}`.",
    ),
    "owner-unknown": Rule(
        W,
        "A table states one side of its paths, and nothing around it says whose ports these are.",
        "`Required ports` above a table of `Port Protocol`",
        "Name whom the table speaks of under `owner` of the source, for example `owner: {Required ports: web}`.",
    ),
    "direction-unknown": Rule(
        W,
        "A row does not say, in words that Portbook knows, in which direction connections are opened.",
        "`Node-to-Node` under `Direction`",
        "Check the original page; nothing else depends on it than who is shown as listening.",
    ),
    "endpoints-joined": Rule(
        I,
        "A cell may name several endpoints, but which they are is not plain; it is kept as one group.",
        "`Broker and service instances`",
        "Name the endpoints under `names`, for example `names: [Broker, service instances]`, and they are told apart.",
    ),
    "footnote-undefined": Rule(
        W,
        "A cell carries a mark that no footnote defines.",
        "`ledger†` where no line begins with `†`",
        "Check the original page and add the footnote to the source.",
    ),
    "footnote-conflict": Rule(
        W,
        "A mark has several definitions, and where they stand does not say which one is meant.",
        "`*` defined differently under two other tables, or twice under its own",
        "Check the original page and write the footnote under its table.",
        accounts=True,
    ),
    "footnote-unused": Rule(
        W,
        "A footnote is defined, but no mark on a cell refers to it.",
        "`** Applies only to ...` where no cell ends with `**`",
        "Check the original page: the mark may have been lost in publishing.",
        accounts=True,
    ),
    "footnote-elsewhere": Rule(
        I,
        "A mark is defined under another table of the page, and was taken from there.",
        "`*` in the first table, `* Applies only to ...` under the second",
        "Nothing, if the definition fits; otherwise write it under its table.",
    ),
    "note-inferred": Rule(
        I,
        "A note without a mark fits exactly one cell of its table and was bound to it.",
        "`You can change this port range.` under a table with one port range",
        "Check it against the original page; write the mark into the source to make it certain.",
    ),
    "note-unbound": Rule(
        W,
        "A note among the footnotes has no mark and fits no single cell; it stays with the table.",
        "`Applies only to internal deployments.` between two footnotes",
        "Check the original page and write the mark into the source.",
        accounts=True,
    ),
    "flow-repeated": Rule(
        I,
        "Several rows state the same flow; they were merged and all are kept as evidence.",
        "the same load balancer row at the top and at the bottom of a table",
        "Nothing: the flow is listed once, with each of its rows.",
    ),
    "contradiction-proven": Rule(
        W,
        "Two documents, or two tables, disagree on a path between the same components.",
        "`web → db, TCP, SQL` on port 5432 in one document and 5433 in another",
        "Ask the vendor which one is right. Nothing was chosen: the book holds both.",
    ),
    "contradiction-suspect": Rule(
        I,
        "Two documents disagree on a path between the same machines, but may mean different components or paths.",
        "`web → db` on port 5432 in one document and `web (Proxy) → db` on 5433 in another",
        "Compare the rows; if they mean the same, ask the vendor which one is right.",
    ),
    "contradiction-wording": Rule(
        I,
        "Two documents say of one path the same in other words, or one gives a number and the other words.",
        "`Basic auth` and `Basic authentication`",
        "Nothing, if both mean the same.",
    ),
    "kind-assumed": Rule(
        I,
        "What kind of endpoint a name stands for follows from its spelling only.",
        "`LDAP` is taken as external",
        "Set it under `kinds`, for example `kinds: {LDAP: external}`.",
    ),
    "port-invalid": Rule(
        E,
        "A number is no port: ports are 0 to 65535.",
        "`70000`",
        "Check the original page and correct the source.",
    ),
    "port-reversed": Rule(
        E,
        "A port range ends before it begins.",
        "`9000-8000`",
        "Check the original page and correct the source.",
    ),
    "port-ambiguous": Rule(
        W,
        "A comma in a port cell may separate two ports or thousands; the cell is kept as written.",
        "`8,443`",
        "Check the original page; write `8443`, or `8, 443`, into the source.",
    ),
    "cells-swapped": Rule(
        W,
        "The port stands in the cell of the protocol and the other way round; they were read as if exchanged.",
        "`TCP` under `Port` and `443` under `Protocol`",
        "Check the original page and correct the source.",
    ),
    "transport-conflict": Rule(
        W,
        "A port cell names another transport than the row's own column.",
        "`53/UDP` under `Port` and `TCP` under `Protocol`",
        "Check the original page and correct the source.",
    ),
    "port-symbolic": Rule(
        I,
        "A port cell holds words that are no number; it is kept as written.",
        "`LDAP server communication port`",
        "Nothing: it is never turned into numbers. Ask the vendor which ports are meant.",
    ),
    "transport-unknown": Rule(
        W,
        "A transport cell holds a word that is no known transport; it is kept as written.",
        "`TCP/UPS`",
        "Check the original page: it may be a slip of the pen.",
    ),
    "security-unknown": Rule(
        I,
        "A security cell holds words from which no protection can be derived.",
        "`See the guide`",
        "Nothing: the vendor's words are shown and the protection counts as not stated.",
    ),
    "slug-shared": Rule(
        I,
        "Two names would get the same file name; the later one got a number.",
        "endpoints `db/main` and `db main`",
        "Nothing: each has a page of its own.",
    ),
    "diagram-failed": Rule(
        W,
        "A diagram could not be drawn; the page shows the same facts as a list.",
        "the Graphviz engine ended with an error or ran out of time",
        "Do what the message says, or run `portbook doctor`, which tells what is missing; raise `diagram_timeout`, or "
        "set `diagrams: false`.",
    ),
    "diagram-setting": Rule(
        W,
        "The options `tiers` or `icons` name an endpoint or an icon that is not known, and that entry has no effect.",
        "`tiers: {datbase: data}` in a book whose endpoint is called `database`",
        "Write the name as the pages of the endpoints do; icons are named as in the documentation of `diagrams`.",
    ),
    "diagram-engine": Rule(
        W,
        "The chosen Graphviz cannot be used, and another one drew the diagrams; it may lay them out differently.",
        "`diagram_engine: dot` where no program `dot` is on the PATH",
        "Run `portbook doctor`: it tells what is missing and how to get it.",
    ),
    "diagram-fonts": Rule(
        W,
        "Graphviz finds no fonts, so that boxes have wrong sizes and exported pictures have no text.",
        "a container image without any font",
        "Install a font, such as `fonts-dejavu-core` on Debian and Ubuntu or `font-dejavu` on Alpine; any TrueType "
        "font will do.",
    ),
    "diagram-cache": Rule(
        I,
        "Drawn diagrams could not be kept, so that the next build draws them again.",
        "a project folder that may not be written to",
        "Let `diagram_cache` name a folder of the project that can be written to, or set it to `false`.",
    ),
    "embed-unknown": Rule(
        E,
        "A `portbook` fence names something that the book does not hold.",
        "`sheet: webb`, where the endpoint is `web`",
        "Use one of the names offered.",
    ),
    "law-broken": Rule(
        E,
        "The certificate does not hold: something was lost or made up on the way.",
        "a row of the source is neither evidence of a flow nor named by a diagnostic",
        "This is a defect of Portbook: please report it with the source.",
    ),
}
"""Every rule, in the order of the way of the data. The documentation is generated from this table."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Name a place in a source: path, line counted from 1 (0: the file as a whole).

    ``sheet`` is that of a workbook, whose lines are the rows of the sheet.
    """

    path: str
    line: int = 0
    sheet: str = ""

    def __str__(self) -> str:
        name = f"{self.path} [{self.sheet}]" if self.sheet else self.path
        return f"{name}:{self.line}" if self.line else name


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """Hold one finding: the rule's code, the place, the message and what to do about it."""

    code: str
    level: Level
    place: Place
    message: str
    remedy: str

    def as_text(self) -> str:
        return f"{printable(str(self.place))}: {self.level}: {self.message} [{self.code}]\n    {self.remedy}"

    def as_github(self) -> str:
        """Write an annotation in the workflow-command syntax of GitHub Actions."""
        kind = "notice" if self.level is Level.INFO else self.level.value
        where = f"file={_property(self.place.path)}" + (f",line={self.place.line}" if self.place.line else "")
        return f"::{kind} {where},title={self.code}::{_data(f'{self.message} {self.remedy}')}"

    def as_json(self) -> dict[str, object]:
        return {
            "rule": self.code,
            "level": self.level.value,
            "path": self.place.path,
            **({"sheet": self.place.sheet} if self.place.sheet else {}),
            "line": self.place.line or None,
            "message": self.message,
            "remedy": self.remedy,
        }


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


class Report:
    """Collect findings, give each the level that is set for its rule, and count them."""

    def __init__(self, levels: Mapping[str, str] | None = None) -> None:
        self.levels = {code: Level(level) for code, level in (levels or {}).items()}
        self._found: list[Diagnostic] = []
        self.accounted: set[Place] = set()
        """The places of findings that account for a row or a footnote, silenced ones included."""
        self.places: set[Place] = set()
        """Every place that a finding names, silenced ones included."""

    def add(self, code: str, place: Place, message: str, remedy: str = "") -> None:
        """Add a finding under a rule of ``RULES``; without a remedy of its own it takes the rule's."""
        rule = RULES[code]
        self.places.add(place)
        if rule.accounts:
            self.accounted.add(place)
        level = self.levels.get(code, rule.level)
        if level is not Level.OFF:
            self._found.append(Diagnostic(code, level, place, printable(message), printable(remedy or rule.remedy)))

    def take(self, other: "Report") -> None:
        """Add the findings of another report, each with the level that is set here."""
        self.places |= other.places
        self.accounted |= other.accounted
        for found in other._found:
            level = self.levels.get(found.code, RULES[found.code].level)
            if level is not Level.OFF:
                self._found.append(replace(found, level=level))

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Return the findings in the order of the source; those of one line in the order they were made."""
        return tuple(sorted(self._found, key=lambda d: d.place))

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        return tuple(d for d in self.diagnostics if d.level is Level.ERROR)

    @property
    def exit_code(self) -> int:
        return 1 if self.errors else 0

    def summary(self) -> str:
        """Say in one line how many findings there are of each level."""
        counts = Counter(d.level for d in self._found)
        parts = [f"{counts[lv]} {lv}{'s' * (counts[lv] != 1)}" for lv in (E, W)] + [f"{counts[I]} info"]
        return ", ".join(parts)


def printable(text: str) -> str:
    """Make text from a document safe for a terminal and a log: control characters are shown escaped."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def shorten(text: str, width: int = 100) -> str:
    """Cut text for a message, showing that it was cut."""
    return text if len(text) <= width else text[: width - 1] + "…"


def render(diagnostics: Iterable[Diagnostic], style: str) -> str:
    """Render findings as ``text``, ``json`` or ``github`` annotations."""
    if style == "json":
        return json.dumps({"diagnostics": [d.as_json() for d in diagnostics]}, indent=2, ensure_ascii=False)
    return "\n".join(d.as_github() if style == "github" else d.as_text() for d in diagnostics)
