"""What a changed inventory means for each flow: the addresses that its ends got, and those that they lost."""

from collections.abc import Iterator
from dataclasses import dataclass

from portbook.inventory.networks import without
from portbook.model import Book, Flow
from portbook.model.addresses import Addresses, Network

Networks = tuple[Network, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """Hold the addresses that an endpoint got and lost."""

    added: Networks = ()
    removed: Networks = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.removed)


@dataclass(frozen=True, slots=True)
class FlowMoved:
    """Hold a flow of which an end moved."""

    flow: Flow
    source: Moved
    destination: Moved


def moved(old: Addresses, new: Addresses) -> dict[str, Moved]:
    """Return what each endpoint got and lost, by its name; those that stayed are not in it."""
    found = {
        name: Moved(without(new.get(name, ()), old.get(name, ())), without(old.get(name, ()), new.get(name, ())))
        for name in sorted({*old, *new})
    }
    return {name: change for name, change in found.items() if change}


def flows_moved(book: Book, ends: dict[str, Moved]) -> Iterator[FlowMoved]:
    """Yield the flows of which an end moved, in the book's order."""
    stayed = Moved()
    for flow in book.flows:
        source, destination = ends.get(flow.source.name, stayed), ends.get(flow.destination.name, stayed)
        if source or destination:
            yield FlowMoved(flow, source, destination)
