"""Read inventories and files of aliases, and join them with a book; every problem becomes a finding."""

from pathlib import Path

from portbook.adapters.project.find import Project
from portbook.diagnostics import Place, Report, printable
from portbook.inventory.join import Joined, join
from portbook.inventory.machines import InventoryError, Machine
from portbook.inventory.mapping import Aliases, read_aliases
from portbook.inventory.reading import read_inventory
from portbook.model import Book
from portbook.readers.limits import MOST_BYTES, refusal


def deployed(project: Project, book: Book, path: Path, aliases: Path | None, report: Report) -> Joined | None:
    """Return the addresses of a book's endpoints; None where the inventory, or the aliases, cannot be read."""
    known = _aliases(project, aliases, report)
    machines = _machines(path, report)
    if known is None or machines is None:
        return None
    return join(book, machines, known, report, Place(_shown(path)))


def _machines(path: Path, report: Report) -> tuple[Machine, ...] | None:
    data = _read(path, report)
    return None if data is None else read_inventory(_shown(path), data, report)


def _aliases(project: Project, path: Path | None, report: Report) -> Aliases | None:
    """Return the aliases of a file or, without one, those of the project."""
    if path is None:
        return Aliases.of(project.options.machines, "machines")
    data = _read(path, report)
    try:
        return None if data is None else Aliases.of(read_aliases(data.decode("utf-8-sig")), _shown(path))
    except (InventoryError, UnicodeDecodeError) as error:
        line = error.line if isinstance(error, InventoryError) else 0
        report.add("inventory-unread", Place(_shown(path), line), str(error))
        return None


def _read(path: Path, report: Report) -> bytes | None:
    try:
        if path.exists() and not path.is_file():
            report.add("inventory-unread", Place(_shown(path)), "this is no file", "Name a file.")
            return None
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        message = f"the file cannot be opened: {error.strerror or error}"
        report.add("inventory-unread", Place(_shown(path)), message, "Check the path.")
        return None
    if too_large := refusal(len(data)):
        report.add("inventory-unread", Place(_shown(path)), too_large, "Leave out what the book does not hold.")
        return None
    return data


def _shown(path: Path) -> str:
    return printable(path.as_posix())
