"""The options of a source that stand in a file beside it, and how they join those of its entry in ``sources``."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from portbook.options.check import unknown
from portbook.options.declare import check_value
from portbook.options.failure import OptionError
from portbook.options.source import SourceOptions
from portbook.options.spellings import Names, check_levels, check_spellings

NOT_IN_SIDECAR = ("path",)
"""The options that a sidecar does not have: it stands beside its file."""

MERGED = ("names", "kinds", "roles", "variables")
"""The options of which a sidecar adds to the entry, key by key; it replaces each other one that it sets."""

KNOWN = tuple(name for name in SourceOptions.__dataclass_fields__ if name not in NOT_IN_SIDECAR)


def sidecar_value(name: str, value: Any) -> Any:
    """Check the raw value of one option of a sidecar; null sets nothing. Raises OptionError."""
    if name not in KNOWN:
        raise OptionError(f"{name}: {unknown('option', name, KNOWN)}")
    return None if value is None else check_value(SourceOptions, name, value)


def join(entry: SourceOptions, sidecar: Mapping[str, Any], everywhere: Names) -> SourceOptions:
    """Let the checked values of a sidecar override those of an entry.

    Raises OptionError where its names do not agree with those of the entry, or with those for all sources.
    """
    joined: dict[str, Any] = {
        name: {**getattr(entry, name), **value} if name in MERGED else value for name, value in sidecar.items()
    }
    options = replace(entry, **joined)
    check_spellings("names", options.names)
    check_levels("names", everywhere, options.names)
    return options
