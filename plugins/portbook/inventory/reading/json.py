"""Read JSON; keys that are set twice are refused, since one of them would be lost."""

import json
from collections import Counter
from typing import Any

from portbook.diagnostics import shorten
from portbook.inventory.machines import InventoryError


def read_json(text: str) -> Any:
    """Read a value. Raises InventoryError."""
    try:
        return json.loads(text, object_pairs_hook=_object)
    except json.JSONDecodeError as error:
        raise InventoryError(f"this is no JSON: {error.msg}", error.lineno) from None
    except RecursionError:
        raise InventoryError("its values are nested too deeply to be read") from None
    except ValueError as error:
        if isinstance(error, InventoryError):
            raise
        raise InventoryError(f"this is no JSON: {error}") from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        (twice, _), *_ = Counter(key for key, _ in pairs).most_common(1)
        raise InventoryError(f"the key {shorten(twice)!r} is set twice in one object")
    return found
