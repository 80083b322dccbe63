"""Compare writing a ticket as a workbook with writing the same cells row by row with openpyxl.

Usage: python -m benchmarks.tickets [FLOWS ...]
"""

import io
import sys

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from benchmarks.clock import in_turn, machine, verdict
from benchmarks.generate import flattened, sections
from portbook.compiler import Input, compile_sources
from portbook.options import Options, SourceOptions
from portbook.tickets.plan import Plan
from portbook.tickets.ticket import Ticket
from portbook.writers.readback.workbook import texts
from portbook.writers.tickets import ticket_workbook

SIZES = (35, 3_500)


def main(sizes: tuple[int, ...] = SIZES) -> None:
    """Measure generated pages, and print the ratios."""
    print(machine())
    print(f"{'rows':>7} {'ticket':>10} {'openpyxl':>10}  ratio")
    for size in sizes:
        source = Input("generated.txt", flattened(sections(size)).encode(), SourceOptions())
        book = compile_sources([source], Options()).book
        ticket = Plan.of("full").ticket(book, book.flows)
        note = "" if texts(_ours(ticket)) == texts(_theirs(ticket)) else "; CELLS DIFFER"
        took = in_turn({"ours": lambda t=ticket: _ours(t), "theirs": lambda t=ticket: _theirs(t)}, 3)  # type: ignore[misc]
        ratio = verdict(took["ours"] / took["theirs"], 0.6)
        print(f"{len(ticket.rows):7,} {took['ours']:9.4f}s {took['theirs']:9.4f}s  {ratio}{note}", flush=True)


def _ours(ticket: Ticket) -> bytes:
    return ticket_workbook([ticket], "Ticket")


def _theirs(ticket: Ticket) -> bytes:
    """Write every cell as text with the format of text, which is the least of what a ticket has."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Ticket")
    for row in (ticket.header, *ticket.cells()):
        cells = [WriteOnlyCell(sheet, text) for text in row]
        for cell in cells:
            cell.number_format, cell.data_type = "@", "s"
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
