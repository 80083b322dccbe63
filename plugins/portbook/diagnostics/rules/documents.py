"""Rules on what readers find in a file: markup, cells of workbooks, rows of flattened tables."""

from portbook.diagnostics.rule import Level, Rule

RULES: dict[str, Rule] = {
    "quote-unbalanced": Rule(
        Level.WARNING,
        "A quote in delimited text is without its other one, so that fields may be split in the wrong places.",
        '`web,"db,5432,TCP`',
        "Close the quote in the source, or write a quote within a field twice.",
    ),
    "cell-date": Rule(
        Level.WARNING,
        "A cell of a workbook holds a date or a time, which a spreadsheet program may have made of a port range.",
        "`1-22` typed into a cell, which became 22 January",
        "Check the cell; format the column as text and write the ports again.",
    ),
    "cell-formula": Rule(
        Level.WARNING,
        "A formula in a workbook has no stored value; formulas are never computed, so it is kept as written.",
        '`=B2&"/"&C2` in a workbook that a program wrote and no spreadsheet program has opened since',
        "Open the workbook in a spreadsheet program and save it, which stores the values.",
    ),
    "cell-comment": Rule(
        Level.INFO,
        "A cell of a workbook bears a comment; it is no part of the table.",
        "`ask the network team` on a port",
        "Write it into a column or below the table if it matters.",
    ),
    "tables-beside": Rule(
        Level.WARNING,
        "Tables stand side by side on a sheet, an empty column between them; each was read as a table of its own.",
        "`Source`, `Destination`, `Port` in columns A to C, and once more in E to G",
        "Check the flows; if it is one table, take the empty column out of the workbook.",
    ),
    "sheet-hidden": Rule(
        Level.INFO,
        "A sheet, row or column of a workbook is hidden; it was read like the others.",
        "a sheet `Lists` that the workbook hides",
        "Take it out of the workbook if it is out of date, or add its tables to `ignore`.",
    ),
    "markup-broken": Rule(
        Level.ERROR,
        "reStructuredText cannot be read as it is written; the lines are kept as text and state no flow.",
        "a grid table whose borders are not aligned",
        "Mend the markup; `docutils` shows the place.",
    ),
    "markup-included": Rule(
        Level.WARNING,
        "The page includes another file, which is not read.",
        "`.. include:: ports.rst`",
        "Add that file to `sources`.",
    ),
    "template-tag": Rule(
        Level.WARNING,
        "The page was not rendered: a template tag stands where the published page has words.",
        "`<%= vars.product_short %>`, `{{ product }}`, `{% if enterprise %}`",
        "Say under `variables` of the source what stands for it, or read the rendered page.",
    ),
    "table-wide": Rule(
        Level.ERROR,
        "A table has more columns, or more cells made by spans, than any page for people; it was left unread.",
        "a row of 100,000 cells",
        "Check the file: it may be damaged, or no page.",
    ),
    "table-delimiter": Rule(
        Level.WARNING,
        "Rows of a Markdown table stand below no delimiter row that fits them, so that few programs show a table; they "
        "were read as one.",
        "`|---|---|` below a header of three columns",
        "Give the delimiter row as many cells as the header has.",
    ),
    "header-unknown": Rule(
        Level.ERROR,
        "Lines look like rows of a table, but the line above them is no header that Portbook can read.",
        "`Quelle Ziel Port Protokoll` above `web db 5432 TCP`",
        "Name the columns under `headers` of the source, for example "
        "`headers: ['Quelle [source] | Ziel [destination] | Port [port] | Protokoll [transport]']`.",
    ),
    "row-outside": Rule(
        Level.WARNING,
        "A line in the midst of text looks like a row of a table; it was kept as text and states no flow.",
        "a row that follows a footnote",
        "If it is a row, move it below its table in the source.",
    ),
    "list-unread": Rule(
        Level.INFO,
        "A list outside of tables names ports; only tables are read, so it states no flow.",
        "`- Port 22: SSH from the farm`",
        "If it states network paths that no table does, write them as a table.",
    ),
    "row-ambiguous": Rule(
        Level.WARNING,
        "A flattened row can be split into cells in two ways, and neither is clearly better.",
        "`Ops Manager BOSH Director 25555 TCP HTTPS TLS`: is the source `Ops` or `Ops Manager`?",
        "Add the right reading to `readings`, or the endpoint's name to `names`.",
    ),
    "row-unread": Rule(
        Level.ERROR,
        "A line inside a table cannot be split into the cells that the header asks for.",
        "`web db` under a header of six columns",
        "Add the right reading to `readings`, cells separated by ` | `; or mend the source.",
    ),
    "row-short": Rule(
        Level.WARNING,
        "A row has fewer cells than the header; the last ones are taken as empty.",
        "`web db 5432 TCP PostgreSQL` under a header of six columns",
        "Check the original page; add the missing cell to the source or the whole row to `readings`.",
    ),
    "row-long": Rule(
        Level.ERROR,
        "A row has more cells than the header, so a cell has no column.",
        "seven cells between tabs under a header of six",
        "Check the original page; add the missing header or take out the surplus cell.",
    ),
    "parentheses-unbalanced": Rule(
        Level.WARNING,
        "A row opens a parenthesis that it does not close, or the other way round.",
        "`web (Proxy db 5432 TCP PostgreSQL None`",
        "Mend the source, or add the right reading to `readings`.",
    ),
}
