"""One page of each kind, and the list of them all."""

from pathlib import Path

KINDS = {
    "overview": "network/index.html",
    "subsystem": "network/subsystems/http-routing.html",
    "endpoint": "network/endpoints/diego_cell.html",
    "ports": "network/ports.html",
    "questions": "network/questions.html",
    "protection": "network/protection.html",
    "contradictions": "network/contradictions.html",
    "fidelity": "network/fidelity/tas-routing.html",
    "front": "index.html",
    "guide": "guide/options.html",
}


def every_page(site: Path) -> list[str]:
    """List every page but 404.html, which only a server shows."""
    return sorted(p.relative_to(site).as_posix() for p in site.rglob("*.html") if p.name != "404.html")
