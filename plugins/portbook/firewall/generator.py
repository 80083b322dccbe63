"""Aerleon: the one module that knows it. It is an extra, so it is imported when it is first needed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class GeneratorError(Exception):
    """Say why Aerleon does not generate, and what to do."""


@dataclass(frozen=True, slots=True)
class Definitions:
    """Hold the definitions of networks and services as Aerleon has read them."""

    naming: Any

    @classmethod
    def read(cls, *texts: str) -> "Definitions":
        """Read definitions in YAML. Raises GeneratorError."""
        naming = _library().naming.Naming()
        for text in texts:
            naming.ParseDefinitionsObject(_load(text), "definitions")
        return cls(naming)


def generate(policies: Mapping[str, str], definitions: Definitions) -> dict[str, str]:
    """Have the configurations made of policies in YAML, by the names of their files. Raises GeneratorError."""
    library = _library()
    made: dict[str, str] = {}
    for name, text in policies.items():
        try:
            made.update(library.api.Generate([{**_load(text), "filename": name}], definitions.naming))
        except Exception as error:  # its generators raise whatever comes: KeyError, IndexError, errors of their own
            raise GeneratorError(f"Aerleon does not generate from {name}: {error or type(error).__name__}") from error
    return made


class Checker:
    """Ask Aerleon whether a policy accepts a packet."""

    def __init__(self, policy: str, definitions: Definitions) -> None:
        library = _library()
        builder = library.policy_builder.PolicyBuilder({**_load(policy), "filename": "checked"}, definitions.naming)
        self._policy = library.policy.FromBuilder(builder)
        self._check = library.aclcheck.AclCheck

    def accepts(self, source: str, destination: str, transport: str, port: int) -> bool:
        """Tell whether the first term that fits accepts; an end may be ``any``."""
        check = self._check(self._policy, source, destination, "any", port, transport)
        return [match.action for match in check.ExactMatches()] == ["accept"]


@dataclass(frozen=True, slots=True)
class _Library:
    api: Any
    aclcheck: Any
    naming: Any
    policy: Any
    policy_builder: Any


def _library() -> _Library:
    try:
        from absl import logging  # noqa: PLC0415 - Aerleon's logger
        from aerleon import api  # noqa: PLC0415 - an extra, and slow to start
        from aerleon.lib import aclcheck, naming, policy, policy_builder  # noqa: PLC0415
    except ImportError as error:
        raise GeneratorError("Aerleon is not installed: pip install 'portbook[firewall]'") from error
    logging.set_verbosity(logging.ERROR)  # what it warns of is found when its output is read back
    return _Library(api, aclcheck, naming, policy, policy_builder)


def _load(text: str) -> Any:
    return yaml.load(text, Loader=_LOADER)  # noqa: S506 - one of the two safe ones
