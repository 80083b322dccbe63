"""Know where a project lies in its repository: annotations and code-scanning pages name files from its root."""

import os
import posixpath
from collections.abc import Callable
from pathlib import Path


def located(root: Path) -> Callable[[str], str]:
    """Return what turns the path of a file of a project into one from the root of the repository around it, if any."""
    top = next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), root)
    prefix = Path(os.path.relpath(root, top)).as_posix()
    return lambda path: posixpath.normpath(posixpath.join(prefix, path))
