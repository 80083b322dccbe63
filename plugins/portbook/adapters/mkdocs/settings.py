"""The plugin's configuration for MkDocs, made from the declarations in ``options``."""

from dataclasses import MISSING, Field, fields
from typing import Any

from mkdocs.config.base import BaseConfigOption, Config, ConfigErrors, ConfigWarnings, ValidationError

from portbook.options import OptionError, Options, check_value


class DeclaredOption(BaseConfigOption[Any]):
    """Check one option the way its declaration says."""

    def __init__(self, declaration: "Field[Any]") -> None:
        super().__init__()
        self.declaration = declaration

    def run_validation(self, value: object) -> Any:
        if value is None:
            return _default(self.declaration)
        try:
            return check_value(Options, self.declaration.name, value)
        except OptionError as error:
            raise ValidationError(str(error)) from error


class Settings(Config):  # type: ignore[no-untyped-call] # MkDocs leaves the hook of its base class untyped
    """Hold the options under ``plugins: - portbook:``.

    An unknown option is an error: MkDocs only warns of one, and says nothing under ``-q``.
    """

    def validate(self) -> tuple[ConfigErrors, ConfigWarnings]:
        unknown = self.keys() - {name for name, _ in self._schema}
        failed, warnings = super().validate()
        for key in sorted(unknown):
            try:
                Options.parse({key: None})
            except OptionError as error:
                failed.append((key, error))
        return failed, [warning for warning in warnings if warning[0] not in unknown]

    def options(self) -> Options:
        """Return the checked values as the core knows them."""
        return Options(**{declaration.name: self[declaration.name] for declaration in fields(Options)})


def _default(declaration: "Field[Any]") -> Any:
    return declaration.default if declaration.default_factory is MISSING else declaration.default_factory()


PortbookSettings: type[Settings] = type(
    "PortbookSettings", (Settings,), {declaration.name: DeclaredOption(declaration) for declaration in fields(Options)}
)
"""The configuration class whose fields are those of ``Options``."""
