"""The password of a target: from the environment, the keyring or standard input, never from a shared file."""

import os
import re
import sys

from portbook.adapters.project.find import ProjectError

KEYRING = "portbook"
"""The service under which a keyring holds passwords; the name of the account there is the target's."""


def variable_of(target: str) -> str:
    """Return the environment variable that holds a target's password: ``PORTBOOK_TEAM_WIKI_PASSWORD``."""
    return f"PORTBOOK_{re.sub(r'[^A-Za-z0-9]+', '_', target).strip('_').upper()}_PASSWORD"


def password_of(target: str, *, from_input: bool) -> str:
    """Return the password of a target, or nothing where none is set. Raises ProjectError."""
    if from_input:
        if not (password := _line().rstrip("\r\n")):
            raise ProjectError("standard input holds no password, which --password-stdin asks for")
        return password
    return (os.environ.get(variable_of(target)) or _kept(target)).rstrip("\r\n")  # which files that hold one end with


def _line() -> str:
    """Return a line of standard input, which may be closed."""
    try:
        return sys.stdin.readline() if sys.stdin else ""
    except UnicodeDecodeError:
        raise ProjectError("standard input holds a password in another encoding; give it in UTF-8") from None


def _kept(target: str) -> str:
    """Ask the keyring, where one is installed."""
    try:
        import keyring  # noqa: PLC0415 - an extra, and slow to start
        from keyring.errors import KeyringError  # noqa: PLC0415
    except ImportError:
        return ""
    try:
        return keyring.get_password(KEYRING, target) or ""
    except KeyringError:
        return ""
