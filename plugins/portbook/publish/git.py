"""Run git: nothing else here does. It asks nobody, follows no redirect, and is ended in time.

Nothing that a repository holds makes git run something, write elsewhere than into its folder, or store another content
than the one given; nor does what the environment says of another repository, as it does where a hook runs this.
"""

import base64
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from portbook.publish.secrets import Secrets
from portbook.publish.wiki import WikiError

TIME = 600
"""Seconds that one command takes at most."""
ALLOWED = ("https", "ssh", "file")
SETTINGS = {
    "http.followRedirects": "false",
    "protocol.allow": "never",
    **{f"protocol.{name}.allow": "always" for name in ALLOWED},
    "core.hooksPath": os.devnull,
    "core.fsmonitor": "false",
    "core.symlinks": "false",
    "core.autocrlf": "false",
    "core.quotePath": "false",
    "log.showSignature": "false",
    "commit.gpgSign": "false",
    "user.name": "Portbook",
    "user.email": "portbook@localhost",
}
"""What each command is told; with ``core.symlinks`` off, a link in a repository is a file that holds where it leads."""
OF_TRANSPORT = ("GIT_SSH", "GIT_SSL_", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM", "GIT_EXEC_PATH")
"""How the variables of git begin that are kept. Others name another repository or author, or ask git to tell more."""
SILENT = {"GIT_TERMINAL_PROMPT": "0", "GIT_ASKPASS": "", "SSH_ASKPASS_REQUIRE": "never", "LC_ALL": "C"}


class GitError(Exception):
    """Say what git said, without secrets."""


class Git:
    """Run git in a folder. A password goes to one host, by the environment, where no list of processes shows it."""

    def __init__(self, folder: Path, host: str = "", user: str = "", password: str = "") -> None:
        self._folder = folder
        settings = dict(SETTINGS)
        self._hide = Secrets(password).hide
        if password:
            token = base64.b64encode(f"{user}:{password}".encode()).decode()
            settings[f"http.{host}.extraHeader"] = f"Authorization: Basic {token}"
        self._environment = {**_inherited(), **_configured(settings), **SILENT}

    def __call__(self, *arguments: str) -> str:
        """Return what a command writes; raises GitError with what it complains of, WikiError where it cannot run."""
        try:
            done = subprocess.run(  # noqa: S603
                ["git", *arguments],  # noqa: S607 - the one that the operator installed
                cwd=self._folder,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                start_new_session=True,  # without a terminal that ssh could ask on
                capture_output=True,
                timeout=TIME,
                check=False,
            )
        except FileNotFoundError:
            raise WikiError("git is not installed; a git wiki is published with it") from None
        except subprocess.TimeoutExpired:
            raise WikiError(f"git {arguments[0]} took more than {TIME} seconds") from None
        if done.returncode:
            raise GitError(self._hide(done.stderr.decode(errors="replace").strip()))
        return done.stdout.decode(errors="replace")


def _inherited() -> dict[str, str]:
    """Return the environment of this process without what it says of another repository."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name.startswith(OF_TRANSPORT)
    }


def _configured(settings: Mapping[str, str]) -> dict[str, str]:
    """Write settings as the environment hands them to git (git-config(1), GIT_CONFIG_COUNT)."""
    environment = {"GIT_CONFIG_COUNT": str(len(settings))}
    for at, (key, value) in enumerate(settings.items()):
        environment |= {f"GIT_CONFIG_KEY_{at}": key, f"GIT_CONFIG_VALUE_{at}": value}
    return environment
