"""The rules by subject, in the order of the way of the data."""

from portbook.diagnostics.rule import Rule
from portbook.diagnostics.rules import (
    documents,
    endpoints,
    flows,
    footnotes,
    inventory,
    output,
    ports,
    protection,
    sources,
    tables,
    waivers,
)

SUBJECTS = (sources, documents, tables, endpoints, footnotes, ports, flows, protection, inventory, waivers, output)
RULES: dict[str, Rule] = {code: rule for subject in SUBJECTS for code, rule in subject.RULES.items()}
"""Every rule. The documentation is generated from this table."""
