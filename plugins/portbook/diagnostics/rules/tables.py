"""Rules on which tables state network paths, and what their columns and rows mean."""

from portbook.diagnostics.rule import Level, Rule

RULES: dict[str, Rule] = {
    "table-missing": Rule(
        Level.ERROR,
        "A file that a source names, or each file of all, holds no table of network paths.",
        "a page that was copied without its tables",
        "Copy the whole page; a table begins with a header such as `Source Destination Port Protocol`. Where the page "
        "has none that matters, name its tables under `ignore`.",
    ),
    "page-other": Rule(
        Level.WARNING,
        "A file that a pattern found beside others holds no table of network paths, as they do; it adds nothing.",
        "`README.md` among the pages that `sources: [source_tables/*]` finds",
        "Nothing, if it needs none; otherwise copy the whole page. A pattern that does not match the file, or its "
        "tables under `ignore`, silence this; `levels: {page-other: error}` makes it stop the build.",
    ),
    "table-other": Rule(
        Level.INFO,
        "A table states no network paths and is left alone.",
        "a table of `Option Default Description`",
        "Nothing; if it does state network paths, name its columns under `roles` or `headers`.",
    ),
    "table-doubtful": Rule(
        Level.WARNING,
        "A table has a column of ports, but nothing beside it speaks of connections, or few of its cells are ports "
        "although it names both ends; it is left alone.",
        "a table of `Model Ports Power`",
        "If it does state network paths, name its columns under `roles` or `headers`.",
    ),
    "table-crossed": Rule(
        Level.WARNING,
        "The ports of a table stand where its rows and its columns cross, each under the name of a machine; it is left "
        "alone.",
        "a table of `From \\ To | Web | Database` with `TCP 5432` where `Web` and `Database` cross",
        "Write its paths as rows of `Source | Destination | Port`; if its columns mean something else, name them under "
        "`roles`.",
    ),
    "table-denied": Rule(
        Level.WARNING,
        "The words around a table say that its ports are closed, blocked or removed; it is left alone.",
        "a table under `Closed ports`, or below `Do not open these ports:`",
        "Nothing, if they are closed; otherwise name those words under `allow`, for example `allow: [Closed ports]`.",
    ),
    "table-hidden": Rule(
        Level.INFO,
        "A table, or a row of one, stands in an element that a browser hides until a script shows it; it was read.",
        "`<table hidden>`, or a table on a tab that is not in front",
        "Check whether the vendor means it; if not, take it out of the source, or name the table under `ignore`.",
    ),
    "text-hidden": Rule(
        Level.WARNING,
        "A text in a cell, or in a line, is hidden by the page; it was left out.",
        '`443<span style="display: none">8443</span>`',
        "Check the page; if a button shows the text and it matters, take `hidden` or `display: none` out.",
    ),
    "label-repeated": Rule(
        Level.INFO,
        "Cells repeat the header of their column in markup of its own, for narrow screens; it was left out.",
        '`<td><span class="label">Port</span>443</td>` below `Port`',
        "Nothing.",
    ),
    "table-nested": Rule(
        Level.WARNING,
        "A table stands in a cell of another one; its rows were read as lines of that cell.",
        "`Gate` and a table of its addresses as a destination",
        "Check the flows of the row; write the inner table as lines of text, or as a table of its own.",
    ),
    "digits-apart": Rule(
        Level.WARNING,
        "Digits stand side by side, but some of them in markup of their own, as footnote marks do; they were not read "
        "as one number.",
        "`80<b>1</b>`",
        "Check the original page; write a footnote mark as `80<sup>1</sup>` and a number as one.",
    ),
    "row-struck": Rule(
        Level.WARNING,
        "The row of a table, its port or one of its ends is struck out; it states no flow.",
        "`~~443~~` as the port",
        "Check the original page: the vendor took it back.",
        accounts=True,
    ),
    "cell-struck": Rule(
        Level.WARNING,
        "A part of a cell is struck out; only the rest counts.",
        "`~~80~~ 443`",
        "Check the original page: the vendor took it back.",
    ),
    "column-unknown": Rule(
        Level.WARNING,
        "A column's header is not known; its cells are kept as details and carry no network meaning.",
        "`Owner` beside `Source`, `Destination` and `Port`",
        "Name its role under `roles` of the source, for example `roles: {Owner: purpose}`; `other` if it has none.",
    ),
    "role-guessed": Rule(
        Level.WARNING,
        "What a column means was guessed from words of its header or from its cells.",
        "`Ports to be opened`, taken as `port`; a column of `TCP` and `UDP` under `Kind`, taken as `transport`",
        "Name the role under `roles` of the source, for example `roles: {Kind: transport}`.",
    ),
    "column-repeated": Rule(
        Level.WARNING,
        "A second column means what another one means already; its cells are kept as details.",
        "`Port` twice in one header",
        "Name its role under `roles`, by its place where two headers are the same: `roles: {column 4: other}`.",
    ),
    "column-missing": Rule(
        Level.WARNING,
        "A table states no ports; they are shown as not stated.",
        "a table of `Source Destination Protocol` only",
        "Check the original page; name the column under `roles` if it has one.",
    ),
    "row-note": Rule(
        Level.INFO,
        "A row has one cell only, which defines a mark, begins as a note does or is a sentence; it is kept as a note "
        "on the table.",
        "`Note: closed by default` across a table",
        "Nothing, if it is a note; write it below the table to make that certain.",
        accounts=True,
    ),
    "row-section": Rule(
        Level.INFO,
        "A row has one cell only; it is taken as the title of the rows below it and states no flow.",
        "`Internal ports` across a table",
        "Nothing, if it is a title; otherwise add the missing cells to the source.",
        accounts=True,
    ),
    "row-alone": Rule(
        Level.WARNING,
        "A row has one cell only, under the header of an end, in a table whose other rows have ports; it may be a "
        "title, and states no flow.",
        "`Optional` under `Source`, among rows of a source, a destination and a port",
        "Check the original page: add the missing cells to the source, or let the title of the rows span the table.",
        accounts=True,
    ),
    "row-denied": Rule(
        Level.WARNING,
        "A row, or the title of its group, says that its traffic is denied; it states no flow, and its cells are kept "
        "in the book.",
        "`Deny` under `Action`",
        "Nothing, if it is denied; otherwise give its column another role under `roles`, for example `Access: other`.",
        accounts=True,
    ),
    "row-displaced": Rule(
        Level.ERROR,
        "A row has too few cells, and one is missing in its midst, since a port stands where an endpoint belongs; it "
        "states no flow.",
        "`web | 443 | TCP` under `Source | Destination | Port | Protocol`",
        "Check the original page and add the missing cell to the source.",
        accounts=True,
    ),
    "row-unopened": Rule(
        Level.WARNING,
        "A row ticks neither of two columns for the directions of its traffic; it states no flow.",
        "`No` under both `Inbound` and `Outbound`",
        "Check the original page; if the path is used, say in the source in which direction.",
        accounts=True,
    ),
    "row-total": Rule(
        Level.INFO,
        "A row counts the other rows of its table; it states no flow.",
        "`Total | 6 rules` below the last row",
        "Nothing; if an endpoint is called so, name it in the source as it is called elsewhere.",
        accounts=True,
    ),
    "row-header": Rule(
        Level.INFO,
        "A row repeats the header of its table; it states no flow.",
        "`Source | Destination | Port` once more in the middle of a long table",
        "Nothing.",
        accounts=True,
    ),
    "row-empty": Rule(
        Level.INFO,
        "A row has no text in any cell; it states no flow.",
        "`| | | |`",
        "Nothing; take it out of the source if it has no purpose.",
        accounts=True,
    ),
    "cell-above": Rule(
        Level.INFO,
        "An empty cell was filled from the row above, because the table leaves out what it would repeat.",
        "an empty source below `web`, in a table where the first column is often empty",
        "Check the original page; write the name into the source to make it certain.",
    ),
    "cell-empty": Rule(
        Level.INFO,
        "A row leaves a source, a destination or a port empty; it is shown as not stated.",
        "one row without a destination",
        "Check the original page; add what is missing to the source.",
    ),
}
