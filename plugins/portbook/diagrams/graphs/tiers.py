"""Which tier of an architecture an endpoint stands in: by configuration, else by what its flows tell."""

from collections.abc import Iterable, Mapping

from portbook.model import Book, EndpointEntry, Flow, Kind
from portbook.options import TIER_NAMES
from portbook.vocabulary.protocols import DATABASES, FILE_STORES, atoms

OUTSIDE, ROUTING, CONTROL, CELLS, DATA = TIER_NAMES


def tiers(book: Book, chosen: Mapping[str, str]) -> dict[str, str]:
    """Return the tier of each endpoint by name."""
    return {entry.name: chosen.get(entry.name) or _by_rule(book, entry) for entry in book.endpoints}


def _by_rule(book: Book, entry: EndpointEntry) -> str:
    if entry.kind in (Kind.EXTERNAL, Kind.UNSPECIFIED):
        return OUTSIDE
    if entry.kind is Kind.GROUP:
        return CELLS
    if stores(book.inbound(entry.name)):
        return DATA
    if any(flow.source.kind is Kind.EXTERNAL for flow in book.inbound(entry.name)):
        return ROUTING
    return CONTROL


def stores(inbound: Iterable[Flow]) -> bool:
    """Tell whether one of the flows speaks a protocol of databases or file stores."""
    return any((DATABASES | FILE_STORES) & set(atoms(flow.application or "")) for flow in inbound)
