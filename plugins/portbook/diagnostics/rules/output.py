"""Rules on pages, diagrams and the certificate."""

from portbook.diagnostics.rule import Level, Rule

RULES: dict[str, Rule] = {
    "slug-shared": Rule(
        Level.INFO,
        "Two names would get the same file name; the later one got a number.",
        "endpoints `db/main` and `db main`",
        "Nothing: each has a page of its own.",
    ),
    "diagram-failed": Rule(
        Level.WARNING,
        "A diagram could not be drawn; the page shows the same facts as a list.",
        "the Graphviz engine ended with an error or ran out of time",
        "Do what the message says, or run `portbook doctor`, which tells what is missing; raise `diagram_timeout`, or "
        "set `diagrams: false`.",
    ),
    "diagram-setting": Rule(
        Level.WARNING,
        "The options `tiers` or `icons` name an endpoint or an icon that is not known, and that entry has no effect.",
        "`tiers: {datbase: data}` in a book whose endpoint is called `database`",
        "Write the name as the pages of the endpoints do; icons are named as in the documentation of `diagrams`.",
    ),
    "diagram-engine": Rule(
        Level.WARNING,
        "The chosen Graphviz cannot be used, and another one drew the diagrams; it may lay them out differently.",
        "`diagram_engine: dot` where no program `dot` is on the PATH",
        "Run `portbook doctor`: it tells what is missing and how to get it.",
    ),
    "diagram-fonts": Rule(
        Level.WARNING,
        "Graphviz finds no fonts, so that boxes have wrong sizes and exported pictures have no text.",
        "a container image without any font",
        "Install a font, such as `fonts-dejavu-core` on Debian and Ubuntu or `font-dejavu` on Alpine; any TrueType "
        "font will do.",
    ),
    "diagram-cache": Rule(
        Level.INFO,
        "Drawn diagrams could not be kept, so that the next build draws them again.",
        "a project folder that may not be written to",
        "Let `diagram_cache` name a folder of the project that can be written to, or set it to `false`.",
    ),
    "embed-unknown": Rule(
        Level.ERROR,
        "A `portbook` fence names something that the book does not hold.",
        "`sheet: webb`, where the endpoint is `web`",
        "Use one of the names offered.",
    ),
    "changes-unread": Rule(
        Level.ERROR,
        "A release that the option `changes` names cannot be read, so that nothing is compared with it.",
        "`changes: [{old: archive/page-9.txt}]` where that file is missing",
        "Name a file, a folder, a saved book or a git revision `REV:PATH`, relative to `mkdocs.yml`.",
    ),
    "law-broken": Rule(
        Level.ERROR,
        "The certificate does not hold: something was lost or made up on the way.",
        "a row of the source is neither evidence of a flow nor named by a diagnostic",
        "This is a defect of Portbook: please report it with the source.",
    ),
}
