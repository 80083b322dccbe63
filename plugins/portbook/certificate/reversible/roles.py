"""Whether the columns of a table mean what their headers say: no source is taken for a destination."""

from portbook.model import SourceColumn, SourceTable
from portbook.vocabulary.headers import Role, guessed_role, spelled_role

OPPOSITE = {Role.SOURCE: Role.DESTINATION, Role.DESTINATION: Role.SOURCE}


def turned(table: SourceTable) -> str:
    """Return the column that is taken for the other end than its header names, or nothing."""
    own = [column for column in table.columns if not column.configured]
    wrong = next((column for column in own if _is_turned(column)), None)
    if wrong is not None:
        return f"the column {wrong.text!r} is taken as {wrong.role}"
    ends = [column.role for column in own if column.role in OPPOSITE and not column.text]
    return "the source stands behind the destination" if ends == [Role.DESTINATION, Role.SOURCE] else ""


def _is_turned(column: SourceColumn) -> bool:
    said = spelled_role(column.text) or guessed_role(column.text)
    return said in OPPOSITE and column.role == OPPOSITE[Role(said)]
