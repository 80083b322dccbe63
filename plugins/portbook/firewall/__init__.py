"""Flows as policy of a firewall generator, and the proof that it says what the book says.

``choose`` takes what is exact, ``export`` writes it as definitions and policy files of Aerleon, and ``verify`` has
Aerleon generate from these, reads the result back without it, and compares.
"""

from portbook.firewall.choice import Choice, Left, choose
from portbook.firewall.files import Export, export
from portbook.firewall.generator import GeneratorError
from portbook.firewall.permit import Permit
from portbook.firewall.proof import Verified, VerifyError, verify
from portbook.firewall.reasons import ALLOWABLE, Reason
from portbook.firewall.targets import TARGETS

__all__ = [
    "ALLOWABLE",
    "TARGETS",
    "Choice",
    "Export",
    "GeneratorError",
    "Left",
    "Permit",
    "Reason",
    "Verified",
    "VerifyError",
    "choose",
    "export",
    "verify",
]
