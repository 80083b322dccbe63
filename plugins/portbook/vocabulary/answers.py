"""Words and signs with which a cell says yes or no, or that traffic is not let through."""

import re

from portbook.vocabulary.ports import NOT_STATED

YES = frozenset("yes y x true ✓ ✔ ✔️ ☑ ✅ √ ● • required supported".split())
NO = frozenset({*"no n false none ✗ ✘ ✕ × ❌ ☐ unsupported".split(), "not supported", "not required", "not used", ""})

_DENIED = re.compile(
    r"(?:den(?:y|ied)|drop(?:ped)?|block(?:ed)?|reject(?:ed)?|discard(?:ed)?|disallow(?:ed)?|forbid(?:den)?|refused?"
    r"|prohibit(?:ed)?|not (?:allow|permitt|open|enabl)ed)\b.*|closed?|disabled?|not open|no access",
    re.IGNORECASE,
)
_REMARK = re.compile(r"\s*\([^()]*\)")


def says_yes(text: str) -> bool:
    """Tell whether a cell says yes."""
    return text.casefold() in YES


def is_answer(text: str) -> bool:
    """Tell whether a cell says yes or no and nothing else; one that states nothing says no."""
    folded = text.casefold()
    return folded in YES or folded in NO or folded in NOT_STATED


def denies(text: str) -> bool:
    """Tell whether the cell of an action says that traffic is not let through."""
    plain = " ".join(_REMARK.sub("", text).split()).strip(" .*!")
    return bool(plain) and (plain.casefold() in NO or _DENIED.fullmatch(plain) is not None)
