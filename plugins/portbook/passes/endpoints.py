"""Turn endpoint cells into endpoints: name, kind, and the component or purpose in parentheses."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from portbook.diagnostics import Report
from portbook.model import Endpoint, Kind
from portbook.options import Options
from portbook.passes.draft import Draft, Statement
from portbook.vocabulary.endpoints import EXTERNAL_WORDS, PURPOSE
from portbook.vocabulary.headers import Role
from portbook.vocabulary.ports import NOT_STATED
from portbook.vocabulary.protocols import APPLICATIONS, METHODS, atoms

_QUALIFIER = r"\(([^()]*[^()\s][^()]*(?:\([^()]*\)[^()]*)*)\)"
QUALIFIER = re.compile(_QUALIFIER)
QUALIFIED = re.compile(rf"(?P<name>[^()]*[^()\s])\s*(?:{_QUALIFIER}\s*)+")
WHOLE = frozenset({"any", "all", "every", "each", "*"})
NOT_GIVEN = "Not stated"


def run(draft: Draft, report: Report, options: Options) -> Draft:
    """Fill in the source and the destination of each statement."""
    spellings: dict[str, str] = {}
    assumed: set[str] = set()
    made: dict[tuple[str, int], Endpoint] = {}

    def endpoint(statement: Statement, role: Role) -> Endpoint:
        text = draft.cell(statement, role)
        table = draft.tables[statement.table]
        if (known := made.get((text, id(table.page)))) is not None:
            return known
        kinds = {name.casefold(): kind for name, kind in {**options.kinds, **table.page.options.kinds}.items()}
        found, certain = parse(text, kinds, spellings)
        if not certain and found.name not in assumed:
            assumed.add(found.name)
            name = json.dumps(found.name, ensure_ascii=False)  # a name in quotes is YAML, whatever it holds
            report.add(
                "kind-assumed",
                draft.place(statement),
                f"{found.name!r} is taken as {found.kind.value}, by its spelling alone",
                f"Set it under `kinds` if that is wrong: `kinds: {{{name}: external}}`.",
            )
        made[text, id(table.page)] = found
        return found

    return replace(
        draft,
        statements=tuple(
            replace(s, source=endpoint(s, Role.SOURCE), destination=endpoint(s, Role.DESTINATION))
            for s in draft.statements
        ),
    )


def parse(text: str, kinds: Mapping[str, str], spellings: dict[str, str]) -> tuple[Endpoint, bool]:
    """Return the endpoint that a cell names, and whether its kind is certain.

    ``spellings`` keeps the first spelling of each name: the same name in other letters is the same endpoint.
    """
    plain = " ".join(text.split())
    match = QUALIFIED.fullmatch(plain)
    name = match["name"] if match else plain
    qualifiers = [found[1].strip() for found in QUALIFIER.finditer(plain, len(name))] if match else []
    name = spellings.setdefault(name.casefold(), name)
    kind, certain = kind_of(name, kinds)
    purposes = [text for text in qualifiers if kind is Kind.UNSPECIFIED or PURPOSE.fullmatch(text)]
    components = [text for text in qualifiers if text not in purposes]
    return Endpoint(name or NOT_GIVEN, kind, "; ".join(components) or None, "; ".join(purposes) or None), certain


def kind_of(name: str, kinds: Mapping[str, str]) -> tuple[Kind, bool]:
    """Return what kind of endpoint a name stands for, by the first rule that fits, and whether the rule is certain.

    ``kinds`` holds what is configured, by names in lower case: a name in other letters is the same endpoint.
    """
    if configured := kinds.get(name.casefold()):
        return Kind(configured), True
    words = tuple(name.casefold().split())
    return next((kind, certain) for fits, kind, certain in KIND_RULES if fits(name, words))


def _names_services(name: str) -> bool:
    """Tell whether a name is that of protocols or login services, such as ``LDAP``."""
    terms = atoms(name)
    return bool(terms) and all(term in APPLICATIONS or term in METHODS for term in terms)


def _is_plural(name: str) -> bool:
    """Tell whether a name looks like a plural: "hosts" and "VMs" do, the acronym "DNS" does not."""
    return name.endswith("s") and not name.endswith(("ss", "us", "is"))


KIND_RULES: tuple[tuple[Callable[[str, tuple[str, ...]], bool], Kind, bool], ...] = (
    (lambda name, words: not words or name.casefold() in NOT_STATED, Kind.UNSPECIFIED, True),
    (lambda _, words: words[0] in WHOLE, Kind.GROUP, True),
    (lambda _, words: bool(EXTERNAL_WORDS.intersection(words)), Kind.EXTERNAL, True),
    (lambda name, words: len(words) == 1 and (name[0].islower() or "_" in name), Kind.VM, True),
    (lambda name, words: len(words) == 1 and _names_services(name), Kind.EXTERNAL, False),
    (lambda _, words: len(words) == 1, Kind.VM, False),
    (lambda name, words: bool({"or", "and"}.intersection(words)) or "," in name, Kind.GROUP, True),
    (lambda name, _: _is_plural(name) and not name.split()[-1].istitle(), Kind.GROUP, True),
    (lambda name, _: _is_plural(name), Kind.GROUP, False),
    (lambda *_: True, Kind.VM, False),
)
"""Rules in order: a test of the name and its lower-case words, the kind, and whether that is certain."""
