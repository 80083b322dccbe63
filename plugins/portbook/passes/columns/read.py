"""Find the role of each column of a table, from what is configured down to what its cells tell."""

from functools import lru_cache

from portbook.document import Table
from portbook.options import SourceOptions
from portbook.passes.columns.column import Column, Columns, column_number
from portbook.passes.columns.guess import guess, guess_ends
from portbook.passes.columns.roles import Roles, UndecidedError
from portbook.passes.columns.settle import settle
from portbook.vocabulary.headers import Role, configured_header, guessed_role, plain_header, spelled_role


def read_columns(table: Table, options: SourceOptions) -> Columns:
    """Return the columns of a table with the role of each."""
    texts = table.columns
    if not (options.headers or options.roles) and (columns := _by_headers_alone(texts)):
        return columns  # most tables have headers that many have
    return _by_headers_and_cells(texts, table, options)


@lru_cache(maxsize=4096)
def _by_headers_alone(texts: tuple[str, ...]) -> Columns | None:
    """Return the columns that headers decide, whatever stands below them; None where the cells have a say."""
    roles = Roles(_by_headers(texts))
    try:
        _find(roles)
    except UndecidedError:
        return None
    return Columns(tuple(roles.columns))


def _by_headers_and_cells(texts: tuple[str, ...], table: Table, options: SourceOptions) -> Columns:
    for line in options.headers:
        named = configured_header(line)
        if tuple(text for text, _ in named) == texts:
            return Columns(tuple(Column(text, role, configured=True) for text, role in named), (line,))
    columns = _by_headers(texts)
    settings = _configure(columns, options)
    roles = Roles(columns, table)
    _find(roles)
    return Columns(tuple(roles.columns), tuple(settings))


def _find(roles: Roles) -> None:
    settle(roles)
    guess(roles)
    if not any(column.text for column in roles.columns):
        guess_ends(roles)


def _by_headers(texts: tuple[str, ...]) -> list[Column]:
    """Return columns by their headers; words of a header count where no other header spells the same role."""
    columns = [_by_header(text) for text in texts]
    spelled = {column.role for column in columns if not column.guessed}
    return [Column(c.text, Role.OTHER, known=False) if c.guessed and c.role in spelled else c for c in columns]


@lru_cache(maxsize=4096)
def _by_header(text: str) -> Column:
    if role := spelled_role(text):
        return Column(text, role)
    if role := guessed_role(text):
        return Column(text, role, guessed=role not in (Role.PURPOSE, Role.OTHER))
    return Column(text, Role.OTHER, known=False)


def _configure(columns: list[Column], options: SourceOptions) -> list[str]:
    """Give columns the roles that ``roles`` names, and return the names that were used."""
    used = []
    for index, column in enumerate(columns) if options.roles else ():
        for key in (column.text, plain_header(column.text), column_number(index)):
            if key and (role := _configured(options, key)):
                columns[index] = Column(column.text, role, configured=True)
                used.append(key)
                break
    return used


def _configured(options: SourceOptions, key: str) -> str | None:
    return next((role for name, role in options.roles.items() if name.casefold() == key.casefold()), None)
