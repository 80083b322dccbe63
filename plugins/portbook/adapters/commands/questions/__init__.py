"""The commands that answer questions; ``asking`` holds what they share."""

from portbook.adapters.commands.questions.between import between
from portbook.adapters.commands.questions.opened import opened
from portbook.adapters.commands.questions.path import path
from portbook.adapters.commands.questions.port import port
from portbook.adapters.commands.questions.who import who

__all__ = ["between", "opened", "path", "port", "who"]
