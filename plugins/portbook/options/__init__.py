"""Every option, once: its name, type, check, schema, default and documentation.

The plugin, the command line, the reference in the guide and the schemas for editors all read these declarations.
"""

from portbook.options.declare import check_value
from portbook.options.failure import OptionError
from portbook.options.plugin import ENGINE_NAMES, TIER_NAMES, Options
from portbook.options.source import KINDS, ROLES, NoteBinding, SourceOptions
from portbook.options.target import TargetOptions

__all__ = [
    "ENGINE_NAMES",
    "KINDS",
    "ROLES",
    "TIER_NAMES",
    "NoteBinding",
    "OptionError",
    "Options",
    "SourceOptions",
    "TargetOptions",
    "check_value",
]
