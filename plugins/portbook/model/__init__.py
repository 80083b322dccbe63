"""The meaning of the tables: ports, endpoints, protection, flows and the book that holds them."""

from portbook.model.book import (
    Book,
    DocumentInfo,
    EndpointEntry,
    LedgerEntry,
    LeftAlone,
    SourceColumn,
    SourceFootnote,
    SourceTable,
    Subsystem,
    Topic,
)
from portbook.model.contradiction import About, Contradiction, Grade, Side
from portbook.model.endpoint import NOT_GIVEN, Endpoint, Kind
from portbook.model.flow import Binding, Derived, Evidence, Flow, Note
from portbook.model.ports import PortRange, PortSet
from portbook.model.precision import Vagueness, vagueness
from portbook.model.security import Authentication, Encryption, Protection

__all__ = [
    "NOT_GIVEN",
    "About",
    "Authentication",
    "Binding",
    "Book",
    "Contradiction",
    "Derived",
    "DocumentInfo",
    "Encryption",
    "Endpoint",
    "EndpointEntry",
    "Evidence",
    "Flow",
    "Grade",
    "Kind",
    "LedgerEntry",
    "LeftAlone",
    "Note",
    "PortRange",
    "PortSet",
    "Protection",
    "Side",
    "SourceColumn",
    "SourceFootnote",
    "SourceTable",
    "Subsystem",
    "Topic",
    "Vagueness",
    "vagueness",
]
