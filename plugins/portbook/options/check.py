"""Checks of raw values, as read from YAML, each beside the JSON Schema that tells an editor the same."""

import calendar
import codecs
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from reprlib import Repr
from typing import Any

from portbook.options.failure import OptionError
from portbook.options.spellings import check_spellings

Schema = dict[str, Any]
"""A JSON Schema, draft 2020-12."""

A_DAY = 86_400
DAY = r"^[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}$"


@dataclass(frozen=True, slots=True)
class Check:
    """Hold a check and its schema.

    The check takes the option's name and its raw value; it returns the typed value or raises OptionError. Whatever it
    takes, the schema takes.
    """

    read: Callable[[str, Any], Any]
    schema: Schema

    def __call__(self, name: str, value: Any) -> Any:
        return self.read(name, value)


_SHORT = Repr()
_SHORT.maxlevel, _SHORT.maxdict, _SHORT.maxlist, _SHORT.maxstring, _SHORT.maxother = 2, 3, 3, 60, 60


def shown(value: Any) -> str:
    """Write a raw value for a message: few of many items, and not what is deep inside."""
    return _SHORT.repr(value)


def unknown(what: str, key: str, known: tuple[str, ...]) -> str:
    """Say that a name is not known, and which one is near."""
    near = get_close_matches(key, known, 1)
    hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(known)}"
    return f"unknown {what} {shown(key)}; {hint}"


def mapping_of(name: str, value: Any, what: str = "a mapping") -> Mapping[Any, Any]:
    """Return a value that is a mapping. Raises OptionError."""
    if not isinstance(value, Mapping):
        raise OptionError(f"{name}: expected {what}, got {shown(value)}")
    return value


def list_of(name: str, value: Any, what: str) -> list[Any] | tuple[Any, ...]:
    """Return a value that is a list. Raises OptionError."""
    if not isinstance(value, list | tuple):
        raise OptionError(f"{name}: expected {what}, got {shown(value)}")
    return value


def _text(name: str, value: Any) -> str:
    if not isinstance(value, str):
        hint = "" if isinstance(value, Mapping | list | tuple) else "; write it in quotes"
        raise OptionError(f"{name}: expected text, got {shown(value)}{hint}")
    return value


def _address(name: str, value: Any) -> str:
    if not _text(name, value).isprintable():
        raise OptionError(f"{name}: expected an address without control characters, got {shown(value)}")
    return str(value)


def _flag(name: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise OptionError(f"{name}: expected true or false, got {shown(value)}")
    return value


def _seconds(name: str, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= A_DAY:
        raise OptionError(f"{name}: expected a whole number of seconds, 1 to {A_DAY} (a day), got {shown(value)}")
    return value


def _texts(name: str, value: Any) -> tuple[str, ...]:
    items = list_of(name, value, "a list of texts")
    return tuple(_text(f"{name}[{index}]", item) for index, item in enumerate(items))


def _named_texts(name: str, value: Any) -> dict[str, str]:
    return {str(key): _text(f"{name}.{key}", item) for key, item in mapping_of(name, value).items()}


def _names(name: str, value: Any) -> dict[str, tuple[str, ...]]:
    """Check names of endpoints: a list of them, or a mapping to lists of other spellings."""
    if isinstance(value, Mapping):
        names = _named_lists(name, value)
        check_spellings(name, names)
        return names
    return dict.fromkeys(_texts(name, value), ())


def _named_lists(name: str, value: Any) -> dict[str, tuple[str, ...]]:
    """Check a mapping to lists of texts; a text alone is a list of one, and nothing an empty list."""
    return {
        str(key): _texts(f"{name}.{key}", [item] if isinstance(item, str) else () if item is None else item)
        for key, item in mapping_of(name, value).items()
    }


def _owner(name: str, value: Any) -> dict[str, str]:
    """Check an owner: one name for all tables, kept under an empty heading, or a mapping from headings."""
    return {"": value} if isinstance(value, str) else _named_texts(name, value)


def _folder(name: str, value: Any) -> str:
    parts = _text(name, value).strip("/").split("/")
    if any(part in ("", ".", "..") or not part.replace("-", "").replace("_", "").isalnum() for part in parts):
        raise OptionError(f"{name}: expected a folder inside the site, such as network or ops/ports, got {value!r}")
    return "/".join(parts)


def _folder_or_off(name: str, value: Any) -> str:
    if value is False or value == "":
        return ""
    parts = _text(name, value).rstrip("/").split("/")
    if any(part.strip() in ("", ".", "..") or set(part) & set('\\:*?"<>|') or not part.isprintable() for part in parts):
        raise OptionError(
            f"{name}: expected a folder inside the project, such as .cache/portbook, or false, got {value!r}"
        )
    return "/".join(parts)


def _encoding(name: str, value: Any) -> str:
    try:
        if codecs.lookup(_text(name, value))._is_text_encoding:
            return str(value)
    except (LookupError, ValueError):
        pass
    raise OptionError(f"{name}: expected the name of an encoding such as cp1252, got {shown(value)}")


def _words(name: str, value: Any) -> str:
    if not (words := " ".join(_text(name, value).split())):
        raise OptionError(f"{name}: expected words, got nothing")
    return words


def _day(name: str, value: Any) -> str:
    """Check a day of the calendar."""
    if isinstance(value, str) and re.fullmatch(DAY, value):
        year, month, day = map(int, value.split("-"))
        if 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]:
            return value
    raise OptionError(f"{name}: expected a day such as 2027-06-30, got {shown(value)}")


def matching(pattern: str, what: str) -> Check:
    """Check that a value is text of a pattern; ``what`` says for messages what is expected."""

    def read(name: str, value: Any) -> str:
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            raise OptionError(f"{name}: expected {what}, got {shown(value)}")
        return value

    return Check(read, {"type": "string", "pattern": pattern})


def one_of(allowed: tuple[str, ...]) -> Check:
    """Check that a value is one of a few words."""

    def read(name: str, value: Any) -> str:
        if not isinstance(value, str) or value not in allowed:
            raise OptionError(f"{name}: expected one of {', '.join(allowed)}, got {shown(value)}")
        return value

    return Check(read, {"enum": list(allowed)})


def choices(allowed: tuple[str, ...], keys: tuple[str, ...] = ()) -> Check:
    """Check a mapping to words of a few; with ``keys``, from names that are known.

    YAML 1.1 reads a bare ``off`` as false, which means the same here.
    """
    words = one_of(allowed)

    def read(name: str, value: Any) -> dict[str, str]:
        items = {str(key): item for key, item in mapping_of(name, value).items()}
        for key in items:
            if keys and key not in keys:
                raise OptionError(f"{name}: {unknown('rule', key, keys)}")
        return {
            key: words(f"{name}.{key}", "off" if item is False and "off" in allowed else item)
            for key, item in items.items()
        }

    item = {"enum": [*allowed, False]} if "off" in allowed else words.schema
    if keys:
        return Check(read, _object(dict.fromkeys(keys, item)))
    return Check(read, {"type": "object", "additionalProperties": item})


def suggested(words: tuple[str, ...]) -> Check:
    """Check that a value is text, of which an editor offers some; others may be right too."""
    return Check(_text, {"anyOf": [{"enum": list(words)}, A_TEXT]})


def _object(properties: Schema) -> Schema:
    return {"type": "object", "additionalProperties": False, "properties": properties}


A_TEXT: Schema = {"type": "string"}
TEXTS: Schema = {"type": "array", "items": A_TEXT}
NAMED_TEXTS: Schema = {"type": "object", "additionalProperties": A_TEXT}
NAMED_LISTS: Schema = {"type": "object", "additionalProperties": {"anyOf": [A_TEXT, TEXTS, {"type": "null"}]}}

text = Check(_text, A_TEXT)
words = Check(_words, {"type": "string", "pattern": r"\S"})
day = Check(_day, {"type": "string", "pattern": DAY, "format": "date"})
address = Check(_address, A_TEXT)
texts = Check(_texts, TEXTS)
named_texts = Check(_named_texts, NAMED_TEXTS)
flag = Check(_flag, {"type": "boolean"})
seconds = Check(_seconds, {"type": "integer", "minimum": 1, "maximum": A_DAY})
encoding = Check(_encoding, A_TEXT)
owner = Check(_owner, {"anyOf": [A_TEXT, NAMED_TEXTS]})
folder = Check(_folder, {"type": "string", "pattern": r"^/*[\w-]+(/[\w-]+)*/*$"})
folder_or_off = Check(_folder_or_off, {"anyOf": [A_TEXT, {"const": False}]})
named_lists = Check(_named_lists, NAMED_LISTS)
names = Check(_names, {"anyOf": [TEXTS, NAMED_LISTS]})
