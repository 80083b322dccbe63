"""Findings as data. Wording, levels and exit codes live here and nowhere else."""

from portbook.diagnostics.finding import Diagnostic, Place, render
from portbook.diagnostics.report import Report
from portbook.diagnostics.rule import Level, Rule
from portbook.diagnostics.rules import RULES
from portbook.diagnostics.text import printable, shorten

__all__ = ["RULES", "Diagnostic", "Level", "Place", "Report", "Rule", "printable", "render", "shorten"]
