"""What becomes of an answer that has another shape than a wiki's documentation says: an error that is no traceback.

A proxy, a page for logging in, or a release to come may answer anything. Each wiki reads answers as they should be;
that they are not is said in one place.
"""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from portbook.publish.wiki import UnansweredError, WikiError

MISREAD = (LookupError, TypeError, ValueError, AttributeError, RecursionError)
"""What reading an answer raises that has another shape."""
READING = ("__init__", "survey", "look", "read", "read_all")
WRITING = ("write", "move", "remove")

Given = ParamSpec("Given")
Got = TypeVar("Got")
AWiki = TypeVar("AWiki")


def answered(wiki: type[AWiki]) -> type[AWiki]:
    """Let a wiki say so where it cannot read an answer; nobody knows then what a change came to."""
    for names, kind in ((READING, WikiError), (WRITING, UnansweredError)):
        for name in names:
            setattr(wiki, name, saying(kind, getattr(wiki, name)))
    return wiki


def saying(kind: type[Exception], method: Callable[Given, Got]) -> Callable[Given, Got]:
    """Let a method raise an error of this kind where it cannot read an answer."""

    @wraps(method)
    def said(*given: Given.args, **named: Given.kwargs) -> Got:
        try:
            return method(*given, **named)
        except MISREAD as error:
            raise kind(f"the wiki answers otherwise than one of its kind does ({type(error).__name__})") from error

    return said
