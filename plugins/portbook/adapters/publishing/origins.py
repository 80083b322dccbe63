"""When the sources last changed: by their history where they have one, else by their files."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from portbook.publish import WikiError
from portbook.publish.git import Git, GitError


def last_changed(root: Path, paths: Iterable[str]) -> dict[str, str]:
    """Return for each path the day of its last change, as ``2026-11-28``, or nothing where that is not known."""
    git = Git(root)
    return {path: _committed(git, path) or _modified(root / path) for path in paths}


def _committed(git: Git, path: str) -> str:
    try:
        return git("log", "-1", "--format=%cs", "--", path).strip()
    except (GitError, WikiError):
        return ""


def _modified(path: Path) -> str:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC).date().isoformat()
    except OSError:
        return ""
