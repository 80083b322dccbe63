"""Rules on files: which are read, how, and with which options."""

from portbook.diagnostics.rule import Level, Rule

RULES: dict[str, Rule] = {
    "source-missing": Rule(
        Level.ERROR,
        "A configured source matches no file, or the file cannot be opened.",
        "`sources: [source_tables/routing.txt]` where the folder holds `routing.md` only",
        "Correct the path under `sources`; it is relative to `mkdocs.yml`.",
        unreadable=True,
    ),
    "sidecar-unread": Rule(
        Level.ERROR,
        "A sidecar, the file of options beside a source, cannot be read or holds a wrong option.",
        "`tilte: Network paths` in `page.portbook.yml`",
        "Correct the file; `portbook schema` writes the schema by which an editor checks it.",
        unreadable=True,
    ),
    "sidecar-shared": Rule(
        Level.WARNING,
        "Several sources take their options from one sidecar, because their names differ in the extension alone.",
        "`page.portbook.yml` beside `page.md` and `page.html`",
        "Name it after one of them, extension and all: `page.md.portbook.yml`.",
    ),
    "sidecar-unused": Rule(
        Level.WARNING,
        "A sidecar beside the sources belongs to none of them, or another one wins.",
        "`pages.portbook.yml` beside `page.md`",
        "Rename it after its source, or take it away.",
    ),
    "format-unknown": Rule(
        Level.ERROR,
        "The configured format of a source is none that a reader knows.",
        "`format: markdwon`",
        "Write the name of one of the readers, or leave `format` out: the file's name and content decide.",
        unreadable=True,
    ),
    "source-large": Rule(
        Level.ERROR,
        "The file, or the page in it, is larger than any page for people; it was not read.",
        "a log of 50 MB under `source_tables/`",
        "Check the file: it may be damaged, or no page. Split a larger document, at its headings for example.",
        unreadable=True,
    ),
    "source-encoding": Rule(
        Level.ERROR,
        "The bytes of the file are text in no encoding that could be found out, or not in the configured one.",
        "`encoding: utf-8` for a page saved as Windows-1252, in which `’` is the byte 0x92",
        "Save the file as UTF-8, or set `encoding` of the source, for example `encoding: cp1252`.",
        unreadable=True,
    ),
    "source-binary": Rule(
        Level.ERROR,
        "The file is not text.",
        "a spreadsheet or a picture under `source_tables/`",
        "Name text files only, or copy the page's text into a `.txt` file.",
        unreadable=True,
    ),
    "source-foreign": Rule(
        Level.ERROR,
        "The file is of a kind that no reader reads, whatever its name says.",
        "a PDF, a Word document, a picture, an archive or JSON, also where it is called `page.md`",
        "Do what the message says; mostly: copy the page's text, tables and all, into a `.txt` file.",
        unreadable=True,
    ),
    "source-empty": Rule(
        Level.ERROR,
        "The file holds no text.",
        "a file of 0 bytes, or of white space",
        "Paste the page into the file, or take it out of `sources`.",
        unreadable=True,
    ),
    "workbook-refused": Rule(
        Level.ERROR,
        "The file is no workbook that can be read, or one that would take too much memory.",
        "a workbook protected by a password; one in the format of Excel 97; an archive of 1 MB that unpacks to 4 GB",
        "Open it in a spreadsheet program and save it as an Excel workbook (`.xlsx`) without a password.",
        unreadable=True,
    ),
    "encoding-guessed": Rule(
        Level.WARNING,
        "The file is not UTF-8 and does not say what it is encoded in; what fits was taken.",
        "a sheet saved as CSV by Excel, in which `’` is the byte 0x92",
        "Check the word shown; set `encoding` of the source, for example `encoding: cp1252`.",
    ),
    "setting-unused": Rule(
        Level.WARNING,
        "A setting fits nothing in the sources that it is for, so it decides nothing.",
        "`roles: {Listner: destination}` where no table has a column `Listner`",
        "Take it out, or correct it: headings, headers, names and notes are written as in the source.",
    ),
    "reading-unused": Rule(
        Level.WARNING,
        "A configured reading fits no line of the source, so it decides nothing.",
        "a reading kept from an older edition of the page",
        "Take it out, or correct it: its words must be those of the line, in order.",
    ),
}
