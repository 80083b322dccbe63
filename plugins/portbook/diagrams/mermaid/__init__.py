"""Mermaid, the text format that git wikis draw; what it cannot express is stated in the text."""

from portbook.diagrams.mermaid.label import LONGEST
from portbook.diagrams.mermaid.limits import limits_of
from portbook.diagrams.mermaid.text import to_mermaid

__all__ = ["LONGEST", "limits_of", "to_mermaid"]
