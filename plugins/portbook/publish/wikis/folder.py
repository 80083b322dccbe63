"""A wiki that is a folder, for review and for places without a network."""

from pathlib import Path

from portbook.publish.wiki import Held, RefusedError, WikiError
from portbook.publish.wikis.files import Files, put, refusing

KEPT = ".portbook-kept"
"""The folder of what was overwritten, each by its name and the digest of its content."""


class Folder(Files):
    """Hold a wiki in a folder of this machine, which is made where it is not there."""

    def __init__(self, root: Path, under: str) -> None:
        super().__init__(root, under)
        if root.exists() and not root.is_dir():
            raise WikiError(f"{root.name} is a file; name a folder")

    def keep(self, name: str) -> None:
        """Copy it beside, as a folder has no history."""
        with refusing():
            data = (self._root / name).read_bytes()
            copy = self._root / KEPT / f"{name}.{self.digest(name, data)[:12]}"
            if not self._is_inside(copy):
                raise RefusedError(f"a link leads {KEPT} out of the folder; take that away")
            put(copy, data)

    def survey(self) -> dict[str, Held]:
        try:
            return super().survey()
        except OSError as error:
            raise WikiError(f"{self._root.name} cannot be read: {error.strerror or error}") from error
