"""Parse reStructuredText with docutils: nothing is included, nothing run, and what is unknown is read as text.

Imported when needed only, since docutils takes long to import.
"""

import re
from typing import Any, cast

from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Directive, Parser, directives, roles
from docutils.parsers.rst.languages import get_language
from docutils.parsers.rst.states import Inliner
from docutils.transforms.references import Footnotes, Substitutions
from docutils.utils import new_document

from portbook.readers.rst.machine import STATES

SETTINGS: dict[str, object] = {
    "report_level": 5,  # findings are taken from the tree
    "halt_level": 5,
    "warning_stream": False,
    "file_insertion_enabled": False,
    "raw_enabled": False,
    "pep_references": False,
    "rfc_references": False,
    "_disable_config": True,
}
DIRECTIVE = re.compile(
    r"^[ \t]*+(?:[-*+][ \t]++)?\.\.[ \t]++(?:\|[^|\n]++\|[ \t]++)?+((?:[\w.+-]|:(?!:))++)[ \t]*+::(?!:)", re.MULTILINE
)
ROLE = re.compile(r":([A-Za-z][\w.+:-]*?):`|`:([A-Za-z][\w.+:-]*?):")
TARGET = re.compile(r"\s*(?<!\\)<[^<>]*>\Z")
LONGEST_PARAGRAPH = 4_000
"""Characters of a paragraph whose inline markup is read."""
UNSTEADY = ("date",)
"""Directives of docutils whose output is not a function of the source."""


class _Contents(Directive):
    """Read what a directive of some other tool holds as if it stood there by itself."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec = None

    def run(self) -> list[nodes.Node]:
        container = nodes.container()
        container.line = self.lineno
        if self.arguments and isinstance(self.state.parent, nodes.Element):
            words, _ = self.state.inline_text(self.arguments[0], self.lineno)
            title = nodes.paragraph(self.arguments[0], "", *words)
            title.line = self.lineno
            container += title
        self.state.nested_parse(self.content, self.content_offset, container)
        return [container]


class _Nothing(Directive):
    """Put nothing in the place of a directive."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        return []


class _Bounded:
    """Leave a long paragraph as it is written: markup that nothing closes takes the square of its length."""

    def __init__(self) -> None:
        self._inliner = Inliner()  # which looks into its own class, so that it cannot be derived from

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inliner, name)

    def parse(self, text: str, lineno: int, memo: Any, parent: Any) -> tuple[Any, Any]:
        if len(text) > LONGEST_PARAGRAPH:
            return [nodes.Text(text)], []
        return self._inliner.parse(text, lineno, memo, parent)


def _words(name: str, rawtext: str, text: str, *_: Any, **__: Any) -> tuple[list[Any], list[Any]]:  # noqa: ARG001
    """Take the text of a role of some other tool, without the target that may follow it."""
    return [nodes.inline(rawtext, TARGET.sub("", text) or text)], []


class MarkupError(Exception):
    """Say what docutils raised at markup that it was not made for."""


def parse(text: str) -> nodes.document:
    """Return the tree of a text, with the numbers of its footnotes and its substitutions put in.

    Raises MarkupError for whatever hostile markup makes docutils raise, nesting without end above all.
    """
    settings = get_default_settings(Parser())
    for name, value in SETTINGS.items():
        setattr(settings, name, value)
    document = new_document("", settings)
    _prepare(text, document)
    parser = Parser(inliner=cast("Inliner", _Bounded()))
    parser.state_classes = STATES
    try:
        parser.parse(text, document)
        for transform in (Substitutions, Footnotes):
            transform(document).apply()
    except Exception as error:
        raise MarkupError(f"{type(error).__name__} {error}") from error
    return document


def _prepare(text: str, document: nodes.document) -> None:
    """Make docutils read what it does not know: directives and roles of Sphinx and other tools."""
    english: Any = get_language("en", document.reporter)
    for name in {match[1].lower() for match in DIRECTIVE.finditer(text)}:
        if name in UNSTEADY:
            directives.register_directive(name, _Nothing)
        elif directives.directive(name, english, document)[0] is None:
            directives.register_directive(name, _Contents)
    for name in {(match[1] or match[2]).lower() for match in ROLE.finditer(text)}:
        if roles.role(name, english, 0, document.reporter)[0] is None:
            roles.register_canonical_role(name, _words)
