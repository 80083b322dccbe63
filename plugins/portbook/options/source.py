"""The options of one source: an entry of ``sources``, or a sidecar beside the file."""

from dataclasses import dataclass

from portbook.options import check
from portbook.options.declare import option, records

KINDS = ("vm", "external", "group", "unspecified")
ROLES = (
    "source",
    "destination",
    "port",
    "transport",
    "application",
    "security",
    "direction",
    "peer",
    "purpose",
    "component",
    "action",
    "other",
)
"""The roles of columns, as ``vocabulary.headers.Role`` names them."""

FORMATS = ("text", "markdown", "html", "csv", "xlsx", "rst")
"""The formats that Portbook reads itself, as ``readers.READERS`` names them; packages may add others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteBinding:
    """Hold a note that is bound by hand: the note, the row that it governs, and the column of its cell."""

    note: str = option(
        check.text,
        "",
        "The note: its mark, or the words it begins with.",
        "note: You can change this port range",
        required="a text",
    )
    row: str = option(
        check.text,
        "",
        "Words that stand in the rows it governs, one after the other.",
        "row: tcp_gate",
        required="a text",
    )
    on: str = option(
        check.one_of(ROLES), "", "The role of the column whose cell it governs.", "on: port", required="a role"
    )

    @property
    def entry(self) -> str:
        """Return the binding in one line."""
        return f"note: {self.note}, row: {self.row}, on: {self.on}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceOptions:
    """Hold the options of one source, an entry of ``sources``."""

    path: str = option(
        check.text,
        "",
        "The file, or a pattern such as `source_tables/*.txt`, relative to `mkdocs.yml`.",
        "path: a.txt",
        required="a file, such as source_tables/page.txt",
    )
    title: str = option(
        check.text, "", "The title of the document. Default: made from the file's name.", "title: Routing network paths"
    )
    vendor: str = option(
        check.text,
        "",
        "Who publishes the document. Default: none, or what the page says under `vendor` of its front matter.",
        "vendor: Example Corp",
    )
    product: str = option(
        check.text, "", "The product that the document describes. Default: none.", "product: Example Platform"
    )
    version: str = option(check.text, "", "The version of that product.", "version: '4.0'")
    format: str = option(
        check.suggested(FORMATS),
        "",
        "The format of the file, named as its reader: `text`, `markdown`, `html`, `csv`, `xlsx`, `rst`, or one that a "
        "package adds. Default: by the file's extension, else by its content.",
        "format: markdown",
    )
    encoding: str = option(
        check.encoding, "", "The encoding of a text file. Default: found out; UTF-8 in most files.", "encoding: cp1252"
    )
    owner: dict[str, str] = option(
        check.owner,
        {},
        "Whom the tables speak of that state one side only: a name, or a name for each heading. Default: inferred from "
        "headings, captions and the words above a table.",
        "owner: {Inbound ports: web}",
    )
    names: dict[str, tuple[str, ...]] = option(
        check.names,
        {},
        "Names of endpoints in this source, which stay whole where a flattened row is split; or a mapping of names to "
        "the other spellings that mean the same endpoint.",
        "names: {cloud_controller: [Cloud Controller, CC]}",
    )
    roles: dict[str, str] = option(
        check.choices(ROLES),
        {},
        "What columns mean, by their headers, where Portbook does not know a header or takes it for something else: "
        "`source`, `destination`, `port`, `transport`, `application`, `security`, `direction`, `peer`, `purpose`, "
        "`component`, `action` or `other`.",
        "roles: {Listener: destination}",
    )
    variables: dict[str, str] = option(
        check.named_texts,
        {},
        "What stands for the template tags of an unrendered page, by what is written in them.",
        "variables: {vars.product_short: Example}",
    )
    notes: tuple[NoteBinding, ...] = option(
        records(NoteBinding, "a list of mappings with `note`, `row` and `on`"),
        (),
        "Notes bound by hand, for marks that the source lost: a mapping with `note`, `row` and `on` for each.",
        "notes: [{note: You can change this port, row: tcp_gate, on: port}]",
    )
    ignore: tuple[str, ...] = option(
        check.texts,
        (),
        "Tables that are left alone: their headings, captions, or the text of their headers joined by ` | `.",
        "ignore: [Hardware requirements]",
    )
    allow: tuple[str, ...] = option(
        check.texts,
        (),
        "Tables and groups of rows that are read although the words around them say that their ports are closed: those "
        "words, their headings, captions, or the text of their headers joined by ` | `.",
        "allow: [Ports removed in 3.0]",
    )
    kinds: dict[str, str] = option(
        check.choices(KINDS),
        {},
        "What kind of endpoint a name stands for: `vm`, `external`, `group` or `unspecified`.",
        "kinds: {LDAP: external}",
    )
    headers: tuple[str, ...] = option(
        check.texts,
        (),
        "Header lines whose words Portbook does not know: the columns separated by ` | `, each with its role in "
        "brackets.",
        "headers: ['Quelle [source] | Ziel [destination] | Port [port] | Protokoll [transport]']",
    )
    readings: tuple[str, ...] = option(
        check.texts,
        (),
        "Flattened rows that can be split in two ways, written out with ` | ` between the cells. A reading is used "
        "for each row of the same words.",
        "readings: ['Ops Manager | BOSH Director | 25555 | TCP | HTTPS | TLS']",
    )
