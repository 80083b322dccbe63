"""Sources with findings on protection, for the tests of what becomes of findings."""

from collections.abc import Mapping

from portbook.compiler import Compilation, Input, compile_sources
from portbook.diagnostics import Place, Report, Waiver
from portbook.findings import settle
from portbook.options import Options, SourceOptions

HEADER = "Source\tDestination\tPort\tTransport\tApplication protocol\tSecurity"
CLEAR = "cider_press | pear_store | 8080 | TCP | HTTP | None"
EXPOSED = "apple_gate | pear_store | 8443 | TCP | HTTP | OAuth 2.0"
SOUND = "apple_gate | cider_press | 9443 | TCP | HTTPS | Mutual TLS"
BROKEN = "apple_gate | cider_press | 70000 | TCP | HTTPS | Mutual TLS"

TODAY = "2026-06-15"


def page(*rows: str, above: int = 0) -> str:
    """Make a page; ``above`` lines of prose move its rows down."""
    prose = [f"Sentence {number}.\n" for number in range(above)]
    return "\n".join([*prose, "Pressing", "", HEADER, *(row.replace(" | ", "\t") for row in rows), ""])


def settled(pages: Mapping[str, str], *waivers: Waiver, levels: dict[str, str] | None = None) -> Compilation:
    """Compile pages by their paths, and settle what becomes of the findings."""
    options = Options(levels=levels or {})
    inputs = [Input(path, text.encode(), SourceOptions(path=path)) for path, text in pages.items()]
    report = Report(options.levels)
    compilation = compile_sources(inputs, options, report)
    settle(compilation.book, report, waivers, TODAY)
    return compilation


def ids(pages: Mapping[str, str], rule: str = "", levels: dict[str, str] | None = None) -> list[str]:
    """Return the ids of findings, in an order of their own."""
    found = settled(pages, levels=levels).report.diagnostics
    return sorted(item.id for item in found if rule in ("", item.code))


def waiver(own: str, expires: str = "2026-12-31", line: int = 2) -> Waiver:
    return Waiver(own, "Nothing but a health check.", "orchard team", expires, Place("waivers.yml", line))
