"""A wiki that is a folder, for review and for places without a network."""

from pathlib import Path

from portbook.publish.wiki import Held, WikiError
from portbook.publish.wikis.files import Files


class Folder(Files):
    """Hold a wiki in a folder of this machine, which is made where it is not there."""

    def __init__(self, root: Path, under: str) -> None:
        super().__init__(root, under)
        if root.exists() and not root.is_dir():
            raise WikiError(f"{root.name} is a file; name a folder")

    def survey(self) -> dict[str, Held]:
        try:
            return super().survey()
        except OSError as error:
            raise WikiError(f"{self._root.name} cannot be read: {error.strerror or error}") from error
