"""Read flows back out of JSON."""

import json
from typing import Any

from portbook.views.wording import qualified
from portbook.writers.readback.published import Published, published


def from_json(text: str) -> list[Published]:
    """Read the flows of the JSON of ``portbook flows``."""
    return [
        published(
            (
                _end(flow["source"]),
                _end(flow["destination"]),
                flow["port_text"],
                ", ".join(flow["transports"]),
                flow["application"] or "",
                flow["security"] or "",
            ),
            (row["line"] for row in flow["evidence"]),
        )
        for flow in json.loads(text)["flows"]
    ]


def _end(endpoint: dict[str, Any]) -> str:
    return qualified(endpoint["name"], endpoint["component"], endpoint["purpose"])
