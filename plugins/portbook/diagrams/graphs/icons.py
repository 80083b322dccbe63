"""Which icon an endpoint of an architecture bears: by configuration, else by its kind, its protocols and its tier.

The pictures are those of the package ``diagrams``, named as its classes are: ``onprem.compute.Server``. Without the
package there are none, and boxes are drawn plain.
"""

import re
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from portbook.diagrams.graphs.tiers import CELLS, CONTROL, DATA, OUTSIDE, ROUTING
from portbook.model import Book, EndpointEntry, Kind
from portbook.vocabulary.protocols import DATABASES, FILE_STORES, atoms

PACKAGE = "diagrams"
NAME = re.compile(r"[a-z0-9]+\.[a-z0-9]+\.\w+", re.ASCII)

BY_TIER = {
    OUTSIDE: "onprem.network.Internet",
    ROUTING: "generic.network.Router",
    CONTROL: "onprem.compute.Server",
    CELLS: "oci.compute.Container",
    DATA: "generic.storage.Storage",
}
BY_PROTOCOL = {
    **dict.fromkeys(DATABASES, "generic.database.SQL"),
    **dict.fromkeys(FILE_STORES, "generic.storage.Storage"),
    "amqp": "onprem.queue.Rabbitmq",
    "amqps": "onprem.queue.Rabbitmq",
    "kafka": "onprem.queue.Kafka",
    "mongodb": "onprem.database.Mongodb",
    "nats": "onprem.queue.Nats",
    "redis": "onprem.inmemory.Redis",
    "rediss": "onprem.inmemory.Redis",
}
"""What listens with one of these protocols is that, lower case, as in ``vocabulary.protocols``. The pictures of some
products are twenty times the size of the others, and are left out."""


def installed() -> bool:
    """Tell whether there are icons."""
    return find_spec(PACKAGE) is not None


def folder() -> Path | None:
    """Return the folder that the paths of icons are relative to."""
    spec = find_spec(PACKAGE)
    return Path(spec.origin).parents[1] / "resources" if spec and spec.origin else None


@cache
def path(name: str) -> str | None:
    """Return the path of an icon, or None where there is none of that name.

    The module that lists the icons of a kind is read, not imported, which would take longer than all else here.
    """
    base = folder()
    if not base or not NAME.fullmatch(name):
        return None
    provider, kind, node = name.split(".")
    try:
        text = (base.parent / PACKAGE / provider / f"{kind}.py").read_text(encoding="utf-8")
    except OSError:
        return None
    alias = re.search(rf"^{node} = (\w+)$", text, re.MULTILINE)
    listed = re.search(rf'^class {alias[1] if alias else node}\(.*\n    _icon = "([\w.-]+)"', text, re.MULTILINE)
    found = f"{provider}/{kind}/{listed[1]}" if listed else ""
    return found if listed and (base / found).is_file() else None


def icon(book: Book, entry: EndpointEntry, tier: str, chosen: Mapping[str, str]) -> str:
    """Return the path of an endpoint's icon, or an empty text."""
    return path(chosen.get(entry.name) or _by_rule(book, entry, tier)) or ""


def _by_rule(book: Book, entry: EndpointEntry, tier: str) -> str:
    if entry.kind is Kind.UNSPECIFIED:
        return ""
    spoken = {term for flow in book.inbound(entry.name) for term in atoms(flow.application or "")}
    known = sorted(BY_PROTOCOL[term] for term in spoken & BY_PROTOCOL.keys()) if entry.kind is Kind.VM else ()
    return known[0] if known else BY_TIER[tier]
