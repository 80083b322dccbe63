"""What readers of spreadsheets and of delimited text share: records, and the tables that stand in them."""

from portbook.readers.records.outline import blocks
from portbook.readers.records.record import Record, plain

__all__ = ["Record", "blocks", "plain"]
