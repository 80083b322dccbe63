"""Say whom ``Self``, ``same host`` or ``localhost`` means: the machine at the other end of its row.

Where that is an outsider, anybody or nobody, it may as well be whom the page speaks of, so that nobody is named.
"""

from collections.abc import Callable

from portbook.diagnostics import Report
from portbook.model import Binding, Derived, Kind
from portbook.passes.draft import Path, place_of
from portbook.passes.endpoints.kinds import WHOLE
from portbook.vocabulary.headers import Role
from portbook.vocabulary.references import SELVES

MACHINES = (Kind.VM, Kind.GROUP)


def points_at_itself(path: Path) -> bool:
    """Tell whether an end of a path is the machine at its other end, by its words."""
    return path.source in SELVES or path.destination in SELVES


def named_by_the_other_end(
    path: Path, name_of: Callable[[str], str], kind: Callable[[str], Kind], report: Report
) -> None:
    """Put the name of the other end in place of ``Self``, or report that it is kept as written."""
    for role, other_role in ((Role.SOURCE, Role.DESTINATION), (Role.DESTINATION, Role.SOURCE)):
        word, other = getattr(path, role.value), name_of(getattr(path, other_role.value))
        if word not in SELVES:
            continue
        place = place_of(path.statement.row)
        if other not in SELVES and kind(other) in MACHINES and other.casefold().split()[0] not in WHOLE:
            setattr(path, role.value, other)
            path.derived += (Derived(role, Binding.INFERRED, f"the other end {other!r}", place.line),)
            report.add("endpoint-self", place, f"the {role} {word!r} is taken as {other!r}, the other end of the row")
        else:
            message = f"whom the {role} {word!r} means is not plain; it is kept as written"
            report.add("endpoint-self", place, message)
        return
