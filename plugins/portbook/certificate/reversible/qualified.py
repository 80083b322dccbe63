"""Whether what stands in parentheses behind a name is a process where it says one, and else what the traffic is for."""

from functools import lru_cache

from portbook.model import Endpoint, Kind
from portbook.vocabulary.endpoints import PURPOSE

JOIN = "; "


@lru_cache(maxsize=4096)
def qualifiers_follow(end: Endpoint) -> bool:
    """Tell whether the component and the purpose of an end are told apart by their words.

    A qualifier may hold the sign that joins several, so that only the first of them is certain.
    """
    if end.kind is Kind.UNSPECIFIED:
        return not end.component
    purpose, component = end.purpose or "", end.component or ""
    says_why = not purpose or PURPOSE.fullmatch(purpose) or PURPOSE.fullmatch(purpose.split(JOIN)[0])
    return bool(says_why) and (JOIN in component or not PURPOSE.fullmatch(component))
