"""Rules on footnotes and on notes without a mark."""

from portbook.diagnostics.rule import Level, Rule

RULES: dict[str, Rule] = {
    "footnote-undefined": Rule(
        Level.WARNING,
        "A cell carries a mark that no footnote defines.",
        "`ledger†` where no line begins with `†`",
        "Check the original page and add the footnote to the source.",
    ),
    "footnote-conflict": Rule(
        Level.WARNING,
        "A mark has several definitions, and where they stand does not say which one is meant.",
        "`*` defined differently under two other tables, or twice under its own",
        "Check the original page and write the footnote under its table.",
        accounts=True,
    ),
    "footnote-unused": Rule(
        Level.WARNING,
        "A footnote is defined, but no mark on a cell refers to it.",
        "`** Applies only to ...` where no cell ends with `**`",
        "Check the original page: the mark may have been lost in publishing.",
        accounts=True,
    ),
    "footnote-elsewhere": Rule(
        Level.INFO,
        "A mark is defined under another table of the page, and was taken from there.",
        "`*` in the first table, `* Applies only to ...` under the second",
        "Nothing, if the definition fits; otherwise write it under its table.",
    ),
    "note-inferred": Rule(
        Level.INFO,
        "A note without a mark fits exactly one cell of its table and was bound to it.",
        "`You can change this port range.` under a table with one port range",
        "Check it against the original page; write the mark into the source to make it certain.",
    ),
    "note-unbound": Rule(
        Level.WARNING,
        "A note among the footnotes has no mark and fits no single cell; it stays with the table.",
        "`Applies only to internal deployments.` between two footnotes",
        "Check the original page and write the mark into the source.",
        accounts=True,
    ),
}
