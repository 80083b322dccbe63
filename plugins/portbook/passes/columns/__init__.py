"""Give each column of a table its role: by configuration, by its header and, where that says too little, by its cells.

configured -> spelled by the header -> settled by the cells -> guessed by the cells
"""

from portbook.passes.columns.cells import is_number, is_port, is_transport, states_port, states_transport
from portbook.passes.columns.column import Column, Columns, column_number
from portbook.passes.columns.read import read_columns
from portbook.passes.columns.roles import HALF, LOOKED_AT

__all__ = [
    "HALF",
    "LOOKED_AT",
    "Column",
    "Columns",
    "column_number",
    "is_number",
    "is_port",
    "is_transport",
    "read_columns",
    "states_port",
    "states_transport",
]
