"""Read inventories and files of aliases, and join them with a book; every problem becomes a finding."""

from collections.abc import Sequence
from pathlib import Path

from portbook.adapters.project.find import Project
from portbook.diagnostics import Place, Report, printable
from portbook.inventory.join import Joined, join, report_aliases
from portbook.inventory.machines import InventoryError, Machine
from portbook.inventory.mapping import Aliases, read_aliases
from portbook.inventory.reading import decoded, once, read_inventory
from portbook.model import Book
from portbook.readers.limits import MOST_BYTES, refusal


def deployed(
    project: Project, book: Book, inventories: Sequence[Sequence[Path]], aliases: Path | None, report: Report
) -> list[Joined]:
    """Join a book with each inventory, of one file or several; nothing where a file cannot be read.

    An alias that leads nowhere is reported once, however many inventories there are.
    """
    known = _aliases(project, aliases, report)
    read = [_machines(paths, report) for paths in inventories]
    whole = [machines for machines in read if machines is not None]
    if known is None or len(whole) < len(read):
        return []
    found = [
        join(book, machines, known, report, Place(_shown(paths[0])))
        for machines, paths in zip(whole, inventories, strict=True)
    ]
    report_aliases(book, known, frozenset().union(*(joined.used for joined in found)), report)
    return found


def _machines(paths: Sequence[Path], report: Report) -> list[Machine] | None:
    """Return the machines of all files; None where one cannot be read."""
    found: list[Machine] = []
    readable = True
    for path in dict.fromkeys(paths):
        data = _read(path, report)
        machines = None if data is None else read_inventory(_shown(path), data, report)
        readable = readable and machines is not None
        found += machines or ()
    return list(once(found, report, across=True)) if readable else None


def _aliases(project: Project, path: Path | None, report: Report) -> Aliases | None:
    """Return the aliases of a file or, without one, those of the project."""
    if path is None:
        return Aliases.of(project.options.machines, "machines")
    data = _read(path, report)
    try:
        return None if data is None else Aliases.of(read_aliases(decoded(data)), _shown(path))
    except InventoryError as error:
        report.add("inventory-unread", Place(_shown(path), error.line), str(error))
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
