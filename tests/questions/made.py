"""A large orchard: a book of hundreds of flows with all that makes a question hard, the same everywhere."""

from random import Random

from books import CLEAR, MUTUAL, TLS, UNSTATED, book, flow, ports
from portbook.model import Book, Endpoint, Flow, Kind, Note, PortSet, Subsystem
from portbook.model.flow import Binding

PARTS = ("Screw", "Latch", "Müller", "<b>Bolt</b>")
FRUIT, PLACES = ("apple", "pear", "plum", "straße"), ("gate", "press", "store")
MACHINES = tuple(f"{fruit}_{place}" for fruit in FRUIT for place in PLACES)
GROUPS = ("Pickers", "Any machine")
UNSPECIFIED = ("N/A", "Not stated")
OUTSIDE = ("Edge balancer", "sorter:7070", 'the "old" yard', "carts, barrows")
SYMBOLS = ("Varies", "Any")
TRANSPORTS = (("TCP",), ("UDP",), ("TCP", "UDP"), (), ("ICMP",))
PATHS = ("tables/orchard.txt", "tables/meadow.txt")
SUBSYSTEMS = ("Sorting", "Pressing", "Storing")


def made(count: int, seed: int = 0) -> Book:
    """Make a book of so many flows."""
    random = Random(seed)  # noqa: S311 - nothing secret
    flows = {f.id: f for f in (_flow(random, line) for line in range(1, count + 1))}
    optional = {"Pressing"}
    subsystems = tuple(
        Subsystem(name, name.casefold(), PATHS[0], at, name in optional, (), ())
        for at, name in enumerate(SUBSYSTEMS, 1)
    )
    return book(tuple(flows.values()), subsystems=subsystems)


def _flow(random: Random, line: int) -> Flow:
    subsystem = random.choice(SUBSYSTEMS)
    return flow(
        _end(random),
        _end(random),
        _ports(random),
        lines=(line,),
        path=random.choice(PATHS),
        table=SUBSYSTEMS.index(subsystem),
        transports=random.choice(TRANSPORTS),
        application=random.choice(("HTTP", "SQL", None)),
        protection=random.choice((CLEAR, TLS, MUTUAL, UNSTATED)),
        notes=(Note("Only in autumn.", "port", Binding.MARKED, PATHS[0], 1, "*"),) if random.random() < 0.1 else (),
        subsystems=(subsystem,) if random.random() < 0.95 else (),
        optional=subsystem == "Pressing",
    )


def _end(random: Random) -> Endpoint:
    lot = random.random()
    if lot < 0.06:
        return Endpoint(random.choice(GROUPS), Kind.GROUP)
    if lot < 0.12:
        return Endpoint(random.choice(UNSPECIFIED), Kind.UNSPECIFIED)
    if lot < 0.2:
        return Endpoint(random.choice(OUTSIDE), Kind.EXTERNAL)
    return Endpoint(random.choice(MACHINES), Kind.VM, random.choice((None, None, *PARTS)))


def _ports(random: Random) -> PortSet:
    lot = random.random()
    if lot < 0.1:
        return PortSet(symbol=random.choice(SYMBOLS))
    first = random.choice((22, 80, 443, 7070, 8443, 30000))
    if lot < 0.3:
        return ports((first, min(65535, first + random.choice((1, 100, 40000)))), 9)
    return ports(first)
