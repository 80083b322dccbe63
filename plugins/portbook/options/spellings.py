"""Whether names of endpoints and their other spellings leave open which endpoint is meant."""

from collections.abc import Iterator, Mapping

from portbook.options.failure import OptionError

Names = Mapping[str, tuple[str, ...]]
"""Names of endpoints with their other spellings."""


def check_spellings(option: str, names: Names) -> None:
    """Check that no spelling means two endpoints. Raises OptionError."""
    own = {name.casefold(): name for name in names}
    taken: dict[str, str] = {}
    for name, spelling in _pairs(names):
        other = own.get(spelling.casefold(), taken.setdefault(spelling.casefold(), name))
        if other.casefold() != name.casefold():
            raise OptionError(
                f"{option}.{name}: {spelling!r} is to mean both {name!r} and {other!r}; "
                "list all spellings of an endpoint under one name"
            )


def check_levels(option: str, everywhere: Names, here: Names) -> None:
    """Check that no two names for all sources change places for one of them. Raises OptionError.

    Else an entry of a source may mean by a spelling what no other source does.
    """
    meant = {(spelling.casefold(), name.casefold()) for name, spelling in _pairs(everywhere)}
    for name, spelling in _pairs(here):
        if (name.casefold(), spelling.casefold()) in meant:
            raise OptionError(
                f"{option}.{name}: {spelling!r} is to mean {name!r} here, and {name!r} means {spelling!r} under "
                "`names` for all sources; keep one of the two"
            )


def _pairs(names: Names) -> Iterator[tuple[str, str]]:
    return ((name, spelling) for name, spellings in names.items() for spelling in spellings if spelling != name)
