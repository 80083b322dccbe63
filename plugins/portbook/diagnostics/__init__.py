"""Findings as data. Wording, levels and exit codes live here and nowhere else."""

from portbook.diagnostics.finding import Diagnostic, render, render_json
from portbook.diagnostics.identity import ID_PATTERN, Subject, digest
from portbook.diagnostics.place import Place
from portbook.diagnostics.report import Report
from portbook.diagnostics.rule import Level, Rule
from portbook.diagnostics.rules import RULES
from portbook.diagnostics.text import printable, shorten
from portbook.diagnostics.waiver import Waiver

__all__ = [
    "ID_PATTERN",
    "RULES",
    "Diagnostic",
    "Level",
    "Place",
    "Report",
    "Rule",
    "Subject",
    "Waiver",
    "digest",
    "printable",
    "render",
    "render_json",
    "shorten",
]
