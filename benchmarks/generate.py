"""Generate pages of network paths with invented names. The same arguments give the same page, everywhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from random import Random

HEADER = (
    "Source VM",
    "Destination VM",
    "Port",
    "Transport Layer Protocol",
    "App Layer Protocol",
    "Security and Authentication",
)
PREFIXES = ("amber", "basalt", "cedar", "delta", "ember", "fjord", "garnet", "harbor", "indigo", "juniper", "krill")
THINGS = ("audit", "backup", "catalog", "event", "ledger", "metric", "order", "quota", "session", "tenant", "usage")
PARTS = ("agent", "api", "broker", "cache", "db", "gateway", "indexer", "proxy", "scheduler", "store", "worker")
DUTIES = ("Bulk", "global", "Health", "Lease", "local", "Route", "Sync", "Zone")
ROLES = ("Emitter", "Finder", "Keeper", "Loader", "Probe", "Reaper", "Relay", "Syncer")
OTHERS = ("Load balancer", "Load balancer", "App containers", "System components", "N/A (for self-monitoring)")
SERVICES = (
    ("80", "TCP", "HTTP", "None"),
    ("443", "TCP", "HTTPS", "TLS"),
    ("3000", "TCP", "HTTP", "OAuth 2.0"),
    ("3306", "TCP", "MySQL", "MySQL authentication"),
    ("4222", "TCP", "NATS", "Basic authentication"),
    ("8443", "TCP", "HTTPS", "TLS and OAuth 2.0"),
    ("8889", "TCP", "HTTPS", "Mutual TLS"),
    ("9001", "TCP", "GRPC", "Mutual TLS"),
    ("1024-65535", "TCP", "TCP", "None"),
    ("53", "UDP", "DNS", "None"),
    ("Varies", "TCP", "Varies", "Optional TLS"),
)

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Hold one generated section: its title and the rows of its table."""

    title: str
    rows: tuple[Row, ...]


def names(count: int) -> list[str]:
    """Return distinct names of VMs: of one word, of two and of three, as on published pages."""
    every = [*PARTS, *("_".join(p) for p in product(THINGS, PARTS)), *("_".join(p) for p in product(PREFIXES, THINGS))]
    every += ["_".join(p) for p in product(PREFIXES, THINGS, PARTS)]
    Random(0).shuffle(every)
    generations = count // len(every) + 1
    return [name + (f"_{g}" if g else "") for g in range(generations) for name in every][:count]


def sections(rows: int, rows_each: int = 12, endpoints: int = 0) -> tuple[Section, ...]:
    """Generate sections that hold ``rows`` rows together; a name recurs in some rows, mostly of one section."""
    random = Random(rows)
    pool = names(endpoints or max(12, rows // 3))
    made = []
    for index, start in enumerate(range(0, rows, rows_each)):
        near = [pool[(index * rows_each // 3 + step) % len(pool)] for step in range(rows_each)]
        here = tuple(_row(random, near) for _ in range(min(rows_each, rows - start)))
        made.append(Section(f"{THINGS[index % len(THINGS)].title()} paths {index + 1}", here))
    return tuple(made)


def flattened(parts: Sequence[Section]) -> str:
    """Write a page as it copies out of a browser: one space between the cells."""
    lines = ["The following tables show the internal network communication paths of a generated product.", ""]
    for part in parts:
        lines += [part.title, "", f"The following table lists network communication paths for {part.title}:", ""]
        lines += [" ".join(row) for row in (HEADER, *part.rows)]
        lines.append("")
    return "\n".join(lines)


def markdown(parts: Sequence[Section]) -> str:
    """Write the same page with its tables in Markdown, as a person would."""
    lines = ["The following tables show the internal network communication paths of a generated product.", ""]
    for part in parts:
        lines += [f"## {part.title}", ""]
        lines += [f"The following table lists network communication paths for {part.title}:", ""]
        lines += [table(HEADER, part.rows), ""]
    return "\n".join(lines)


def table(header: Row, rows: Sequence[Row]) -> str:
    """Write one table in Markdown."""
    return "\n".join("| " + " | ".join(row) + " |" for row in (header, ("---",) * len(header), *rows))


def _row(random: Random, near: Sequence[str]) -> Row:
    source, destination = random.sample(near, 2)
    source = random.choice(OTHERS) if random.random() < 0.25 else _endpoint(random, source)
    return (source, _endpoint(random, destination), *random.choice(SERVICES))


def _endpoint(random: Random, name: str) -> str:
    """Add one of the two components that a name has, or none."""
    if random.random() < 0.5:
        return name
    which = sum(name.encode()) + random.randrange(2)
    return f"{name} ({DUTIES[which % 8]} {ROLES[which // 8 % 8]})"
