"""Find the tables in records: titles above, header, rows, notes below; what is no table is kept as text."""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby, pairwise

from portbook.document import Blank, Block, Footnote, Heading, Prose
from portbook.readers.flattened.lines import footnote_mark, is_heading, is_sentence
from portbook.readers.limits import MOST_COLUMNS
from portbook.readers.records.grid import Grid
from portbook.readers.records.headers import has_second_line, header_at, names_columns, states_facts
from portbook.readers.records.record import Record
from portbook.vocabulary.marks import LEADING_MARK

Complain = Callable[[str, int, str], None]
"""Report a finding: its rule, the line and the message."""


def blocks(records: Iterable[Record], complain: Complain) -> list[Block]:
    """Return the blocks that records make, in their order; tables that are too wide are left unread and named."""
    parts: list[Record | Grid] = []
    for is_blank, group in groupby(records, key=lambda record: record.blank):
        run = list(group)
        if is_blank:
            parts += run
        elif gap := _gap_below_table(parts, run):
            grid = parts[-gap - 1]
            rows, notes = _without_notes(run)
            if isinstance(grid, Grid):
                grid.body += [part for part in parts[-gap:] if isinstance(part, Record)] + rows
            parts[-gap:] = notes
        else:
            parts += (part for segment in _segments(run) for part in _parts(segment))
    for part in parts:
        if isinstance(part, Grid) and part.wide:
            complain("table-wide", part.line, f"the table has more than {MOST_COLUMNS:,} columns and was not read")
    return list(_finished(parts))


def _gap_below_table(parts: list[Record | Grid], run: list[Record]) -> int:
    """Return how many blank records stand between a table and more rows of it; 0 if these are none."""
    gap = next((at for at, part in enumerate(reversed(parts)) if not (isinstance(part, Record) and part.blank)), 0)
    above = parts[-gap - 1] if gap else None
    return gap if isinstance(above, Grid) and above.takes(run) else 0


def _segments(run: list[Record]) -> Iterator[list[Record]]:
    """Split records at each header among them; a title right above a header goes with it."""
    start = 0
    for at in range(1, len(run)):
        if names_columns(run[at]) and not names_columns(run[at - 1]):
            above = at
            while above > start and len(run[above - 1].filled) == 1 and not _is_note(run[above - 1]):
                above -= 1
            if any(len(record.filled) > 1 for record in run[start:above]):
                yield run[start:above]
                start = above
    yield run[start:]


def _parts(segment: list[Record]) -> list[Record | Grid]:
    """Return the titles, the table and the notes that stand together; records alone where there is no table."""
    if any(record.wide for record in segment):
        return [Grid([], segment, wide=True)]
    at = header_at(segment)
    if at < 0:
        return [*segment]
    lines = 2 if has_second_line(segment, at) else 1
    header = [] if states_facts(segment[at]) else segment[at : at + lines]
    rows, notes = _without_notes(segment[at + len(header) :])
    if not rows and not names_columns(segment[at]):
        return [*segment]
    return [*segment[:at], Grid(header, rows), *notes]


def _without_notes(records: list[Record]) -> tuple[list[Record], list[Record]]:
    """Split off the lines of one cell below the last row, where no group of rows can begin."""
    first = min((record.filled[0] for record in records if record.filled), default=0)
    end = len(records)
    while end and len(below := records[end - 1].filled) == 1 and (below[0] == first or _is_note(records[end - 1])):
        end -= 1
    return records[:end], records[end:]


def _is_note(record: Record) -> bool:
    return is_sentence(record.text) or footnote_mark(record.text) is not None


def _finished(parts: list[Record | Grid]) -> Iterator[Block]:
    """Make blocks of the parts. Titles stand above tables; the first of two has the higher level."""
    last = max((at for at, part in enumerate(parts) if isinstance(part, Grid)), default=-1)
    titles = [at for at, part in enumerate(parts[: last + 1]) if isinstance(part, Record) and _is_title(part)]
    shown = [at for at, part in enumerate(parts) if isinstance(part, Grid) or not part.blank]
    below = dict(pairwise(shown))
    marked = set(titles)
    levels = {at: 1 if below.get(at) in marked else 2 for at in titles}
    for at, part in enumerate(parts):
        if isinstance(part, Grid):
            yield part.table()
        elif part.blank:
            yield Blank(part.line, part.raw)
        elif at in levels:
            yield Heading(part.line, part.raw, part.text, levels[at])
        else:
            yield _paragraph(part)


def _is_title(record: Record) -> bool:
    return len(record.filled) == 1 and is_heading(record.text) and footnote_mark(record.text) is None


def _paragraph(record: Record) -> Prose | Footnote:
    text = record.text
    if mark := footnote_mark(text):
        match = LEADING_MARK.match(text)
        return Footnote(record.line, record.raw, mark, text[match.end() if match else 0 :].strip())
    return Prose(record.line, record.raw, text)
