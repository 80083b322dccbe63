"""Turn port and transport cells into values. What cannot be read is kept as written and reported.

A cell whose items carry transports of their own, as in ``443/TCP, 53/UDP``, makes a path of each.
"""

from dataclasses import replace

from portbook.diagnostics import Place, Report
from portbook.model import Binding, Note
from portbook.passes.draft import Draft, Path, place_of
from portbook.passes.ports.grammar import read_ports
from portbook.passes.ports.protocols import Problem, read_transports, sorted_terms
from portbook.passes.ports.reading import Item
from portbook.passes.ports.words import NOT_GIVEN, read_words
from portbook.vocabulary.headers import Role
from portbook.vocabulary.ports import PORTLESS


def run(draft: Draft, report: Report) -> Draft:
    """Fill in the ports and the transports of each path."""
    paths: list[Path] = []
    told: dict[tuple[Place, Problem], None] = {}
    for path in draft.paths:
        port, items, problems = read_words(path.port, path.transport, path.application, path.beside)
        if problems or not port:
            place = place_of(path.statement.row)
            told.update(dict.fromkeys((place, problem) for problem in (*problems, *_left_open(draft, path, items[0]))))
        others = [_filled(replace(path), port, item) for item in items[1:]] if len(items) > 1 else []
        paths += [_filled(path, port, items[0]), *others]
    for place, (rule, message) in told:  # a row tells of itself once, however many paths it states
        report.add(rule, place, message)
    return replace(draft, paths=tuple(paths))


def _filled(path: Path, port: str, item: Item) -> Path:
    path.port, path.ports, path.transports, path.application = port, item.ports, item.transports, item.application
    if item.qualifier:
        row = path.statement.row
        path.notes += (Note(item.qualifier, Role.PORT, Binding.STATED, row.path, row.line, sheet=row.sheet),)
    return path


def _left_open(draft: Draft, path: Path, item: Item) -> tuple[Problem, ...]:
    """Return the problem of a row whose port is empty, other than one of a protocol without ports."""
    portless = item.transports and PORTLESS.issuperset(item.transports)
    if path.port or portless or not draft.tables[path.statement.table].layout.ports:
        return ()
    return (("cell-empty", "the row names no port; it is shown as not stated"),)


__all__ = ["NOT_GIVEN", "read_ports", "read_transports", "read_words", "run", "sorted_terms"]
