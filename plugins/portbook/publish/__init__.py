"""Publish a book to a wiki: identity, plan, run; and in ``wikis`` one file for each kind of wiki."""

from portbook.publish.plan import Action, Settings, Step
from portbook.publish.prepare import Publication, prepare
from portbook.publish.run import Result, publish
from portbook.publish.wiki import ConflictError, Held, RefusedError, UnansweredError, Wiki, WikiError

__all__ = [
    "Action",
    "ConflictError",
    "Held",
    "Publication",
    "RefusedError",
    "Result",
    "Settings",
    "Step",
    "UnansweredError",
    "Wiki",
    "WikiError",
    "prepare",
    "publish",
]
