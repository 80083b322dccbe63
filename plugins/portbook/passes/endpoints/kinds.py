"""Say what kind of endpoint a name stands for: by the configuration, else by its spelling."""

from collections.abc import Callable, Mapping
from functools import lru_cache

from portbook.model import Kind
from portbook.vocabulary.endpoints import ADDRESS, CLUSTERED, DOMAIN, EXTERNAL_WORDS, NETWORKS, SUBNET
from portbook.vocabulary.ports import NOT_STATED
from portbook.vocabulary.protocols import APPLICATIONS, METHODS, atoms
from portbook.vocabulary.references import DITTOS, SELVES

WHOLE = frozenset(
    """
    any all every each * various multiple several anyone anybody anything anywhere everyone everybody everything
    everywhere
    """.split()
)
NOBODY = NOT_STATED | {"none", "nobody", "?", "varies", "variable", "unknown", "undefined"}


def kind_of(name: str, kinds: Mapping[str, str]) -> tuple[Kind, bool]:
    """Return what kind of endpoint a name stands for, by the first rule that fits, and whether the rule is certain.

    ``kinds`` holds what is configured, by names in lower case: a name in other letters is the same endpoint.
    """
    if configured := kinds.get(name.casefold()):
        return Kind(configured), True
    return _kind_by_spelling(name)


@lru_cache(maxsize=16384)
def _kind_by_spelling(name: str) -> tuple[Kind, bool]:
    words = tuple(name.casefold().split())
    return next((kind, certain) for fits, kind, certain in KIND_RULES if fits(name, words))


def _is_nobody(name: str, words: tuple[str, ...]) -> bool:
    """Tell whether a name is none: it says that there is nobody, or points at another that is not there."""
    return not words or name.casefold() in NOBODY or name in DITTOS or name in SELVES


def _names_services(name: str) -> bool:
    """Tell whether a name is that of protocols or login services, such as ``LDAP``."""
    terms = atoms(name)
    return bool(terms) and all(term in APPLICATIONS or term in METHODS for term in terms)


def _is_plural(name: str) -> bool:
    """Tell whether a name looks like a plural: "hosts" and "VMs" do, the acronym "DNS" does not."""
    return name.endswith("s") and not name.endswith(("ss", "us", "is"))


KIND_RULES: tuple[tuple[Callable[[str, tuple[str, ...]], bool], Kind, bool], ...] = (
    (_is_nobody, Kind.UNSPECIFIED, True),
    (lambda _, words: words[0] in WHOLE, Kind.GROUP, True),
    (lambda _, words: bool(EXTERNAL_WORDS.intersection(words)) and words[-1] not in CLUSTERED, Kind.EXTERNAL, True),
    (lambda name, _: SUBNET.fullmatch(name.casefold()) is not None, Kind.GROUP, True),
    (lambda _, words: len(words) == 1 and ADDRESS.fullmatch(words[0]) is not None, Kind.VM, False),
    (lambda _, words: len(words) == 1 and DOMAIN.fullmatch(words[0]) is not None, Kind.EXTERNAL, True),
    (lambda _, words: len(words) > 1 and words[-1] in NETWORKS, Kind.GROUP, True),
    (lambda name, words: len(words) == 1 and (name[0].islower() or "_" in name), Kind.VM, True),
    (lambda name, words: len(words) == 1 and _names_services(name), Kind.EXTERNAL, False),
    (lambda _, words: len(words) == 1, Kind.VM, False),
    (lambda name, words: bool({"or", "and"}.intersection(words)) or "," in name, Kind.GROUP, True),
    (lambda name, _: _is_plural(name) and not name.split()[-1].istitle(), Kind.GROUP, True),
    (lambda name, _: _is_plural(name), Kind.GROUP, False),
    (lambda *_: True, Kind.VM, False),
)
"""Rules in order: a test of the name and its lower-case words, the kind, and whether that is certain."""
