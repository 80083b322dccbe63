"""Declare options as the fields of a class, and make an object of that class from raw values."""

from collections.abc import Container
from dataclasses import Field, field, fields
from typing import Any

from portbook.options.check import Check, Schema, list_of, mapping_of, unknown
from portbook.options.failure import OptionError


def option(check: Check, default: Any, doc: str, example: str, required: str = "") -> Any:
    """Declare an option: how it is checked, its default, its documentation and an example in YAML.

    One that must be set says under ``required`` what is expected.
    """
    made = {"default_factory": dict} if default == {} else {"default": default}
    return field(**made, metadata={"check": check, "doc": doc, "example": example, "required": required})


def check_value(kind: type, name: str, value: Any, prefix: str = "") -> Any:
    """Check the raw value of one option of a class, of which ``prefix`` says where it stands.

    Raises OptionError with the option's name and what is expected, or which name is near one that is not known.
    """
    declared = _declared(kind)
    if name not in declared:
        raise OptionError(f"{prefix}{name}: {unknown('option', str(name), tuple(declared))}")
    return declared[name].metadata["check"](f"{prefix}{name}", value)


def build(kind: type[Any], raw: Any, prefix: str = "") -> Any:
    """Make an object of a class from raw values; what is null is not set. Raises OptionError."""
    declared = _declared(kind)
    values = {_key(key): value for key, value in mapping_of(prefix.rstrip(".") or "portbook", raw).items()}
    made = kind(
        **{
            key: check_value(kind, key, value, prefix)
            for key, value in values.items()
            if value is not None or key not in declared
        }
    )
    for name, item in declared.items():
        if (expected := item.metadata["required"]) and not getattr(made, name):
            raise OptionError(f"{prefix}{name}: expected {expected}, got nothing")
    return made


def _key(key: Any) -> Any:
    """Return the name of an option: YAML 1.1 reads a bare ``on`` as true."""
    return "on" if key is True else key


def records(kind: type[Any], what: str) -> Check:
    """Check a list of mappings, each with the options of a class; ``what`` says for messages what is expected."""

    def read(name: str, value: Any) -> tuple[Any, ...]:
        return tuple(build(kind, item, f"{name}[{at}].") for at, item in enumerate(list_of(name, value, what)))

    return Check(read, {"type": "array", "items": schema_of(kind)})


def named_records(kind: type[Any]) -> Check:
    """Check a mapping of names to mappings, each with the options of a class."""

    def read(name: str, value: Any) -> dict[str, Any]:
        return {str(key): build(kind, item, f"{name}.{key}.") for key, item in mapping_of(name, value).items()}

    return Check(read, {"type": "object", "additionalProperties": schema_of(kind)})


def schema_of(kind: type, without: Container[str] = ()) -> Schema:
    """Write the JSON Schema of a class of options."""
    declared = {name: item.metadata for name, item in _declared(kind).items() if name not in without}
    required = [name for name, metadata in declared.items() if metadata["required"]]
    return {
        "type": "object",
        "additionalProperties": False,
        **({"required": required} if required else {}),
        "properties": {
            name: {**metadata["check"].schema, "description": metadata["doc"]} for name, metadata in declared.items()
        },
    }


def _declared(kind: type) -> "dict[str, Field[Any]]":
    return {declared.name: declared for declared in fields(kind)}
