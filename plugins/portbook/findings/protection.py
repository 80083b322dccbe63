"""Report the flows whose protection leaves something open."""

from portbook.diagnostics import Place, Report, Subject, digest, shorten
from portbook.model import Book, Evidence, Flow
from portbook.model.exposure import Exposure, exposures

RULE_OF: dict[Exposure, str] = {
    Exposure.IN_CLEAR: "flow-in-clear",
    Exposure.CREDENTIAL: "credential-in-clear",
    Exposure.UNAUTHENTICATED: "flow-unauthenticated",
    Exposure.AUTHENTICATION_UNSTATED: "authentication-unstated",
    Exposure.NOT_ENCRYPTED: "flow-not-encrypted",
    Exposure.OPTIONAL: "encryption-optional",
    Exposure.UNSTATED: "protection-unstated",
}

MOST_RELATED = 20
"""Rows of one flow that its finding names."""


def report_exposures(book: Book, report: Report) -> None:
    """Report each flow at its first row, once for each thing that its protection leaves open."""
    for flow in book.flows:
        for exposure in exposures(flow):
            code = RULE_OF[exposure]
            first, *others = map(_place, flow.evidence[: MOST_RELATED + 1])
            message = f"{_path(flow)}: {_says(flow, exposure)}"
            report.add(code, first, message, subject=Subject(exposure_id(code, flow), tuple(others)))


def exposure_id(code: str, flow: Flow) -> str:
    """Return the id of the finding of a rule on a flow: it changes with what the flow says, not with where."""
    return digest("p", code, flow.id)


def _path(flow: Flow) -> str:
    parts = (str(flow.ports), "/".join(flow.transports), flow.application or "")
    return f"{shorten(f'{flow.source} → {flow.destination}')}, {shorten(' '.join(filter(None, parts)))}"


def _says(flow: Flow, exposure: Exposure) -> str:
    exposed = flow.protection.exposed if exposure is Exposure.CREDENTIAL else ""
    what = f"{exposure}: {exposed}" if exposed else str(exposure)
    return f"{what} ({shorten(flow.security, 60)})" if flow.security and flow.security != exposed else what


def _place(row: Evidence) -> Place:
    return Place(row.path, row.line, row.sheet)
