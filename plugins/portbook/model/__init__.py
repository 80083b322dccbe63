"""The meaning of the tables: ports, endpoints, protection, flows and the book that holds them."""

from portbook.model.book import (
    Book,
    DocumentInfo,
    EndpointEntry,
    LedgerEntry,
    SourceColumn,
    SourceFootnote,
    SourceTable,
    Subsystem,
    Topic,
)
from portbook.model.endpoint import Endpoint, Kind
from portbook.model.flow import Binding, Evidence, Flow, Note
from portbook.model.ports import PortRange, PortSet
from portbook.model.security import Authentication, Encryption, Protection

__all__ = [
    "Authentication",
    "Binding",
    "Book",
    "DocumentInfo",
    "Encryption",
    "Endpoint",
    "EndpointEntry",
    "Evidence",
    "Flow",
    "Kind",
    "LedgerEntry",
    "Note",
    "PortRange",
    "PortSet",
    "Protection",
    "SourceColumn",
    "SourceFootnote",
    "SourceTable",
    "Subsystem",
    "Topic",
]
