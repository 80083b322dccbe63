"""The git repository behind a wiki of GitHub, GitLab or Gitea: clone, commit, push.

All changes of a run are one commit. A push that is rejected is the conflict: somebody pushed since the clone, so
nothing was published, and the run begins anew on what stands there then.
"""

import re
import shutil
import tempfile
from pathlib import Path

from portbook.publish.addresses import HOLDS_CREDENTIALS, origin
from portbook.publish.git import Git, GitError
from portbook.publish.wiki import ConflictError, Held, WikiError
from portbook.publish.wikis.files import Files

REJECTED = re.compile(
    r"\[rejected\]|non-fast-forward|fetch first|cannot lock ref|incorrect old value|failed to update ref"
)
"""Finds that somebody pushed meanwhile; ``[remote rejected]`` alone says that the server does not want it at all."""
REMOTE = re.compile(r"https://|ssh://|[\w.-]+@[\w.-]+:")
SECRET = re.compile(r"ssh://[^/@]*:[^/]*@")
TO_THE_LETTER = "* -text !eol !ident !filter !working-tree-encoding\n"
"""Attributes above all of a repository's own: what is written is what is stored, and nothing is run to store it."""
COMMIT = "\x01"
"""Begins the line of a commit in a log; no name of a file or person holds it."""


class Repository(Files):
    """Hold a wiki in a clone that is made anew for each attempt; ``close`` takes it away."""

    page_links_end = ""

    def __init__(self, url: str, under: str, user: str = "", password: str = "", pages: str = "") -> None:
        if SECRET.match(url):
            raise WikiError(HOLDS_CREDENTIALS)
        self._url = url if REMOTE.match(url) else _local(url)
        host = origin(url) if url.startswith("https://") else url
        self._outer = Path(tempfile.mkdtemp(prefix="portbook-"))
        super().__init__(self._outer / "wiki", under)
        self._pages = (pages or _pages(self._url)).rstrip("/")
        self._template = _template(self._outer)
        self._git = Git(self._outer, host, user, password)

    def close(self) -> None:
        shutil.rmtree(self._outer, ignore_errors=True)

    def address(self, name: str) -> str:
        """Return where a person finds a page; its name where nobody said that, and the repository does not tell."""
        return f"{self._pages}/{name.removesuffix('.md')}" if self._pages else name

    def survey(self) -> dict[str, Held]:
        shutil.rmtree(self._root, ignore_errors=True)
        try:
            laid_out = ("--origin", "origin", "--template", str(self._template))
            self._git("clone", "--quiet", *laid_out, "--", self._url, str(self._root))
        except GitError as error:
            raise WikiError(f"the wiki cannot be cloned: {error}") from error
        authors = self._last_authors()
        return {name: held._replace(editor=authors.get(name, "")) for name, held in super().survey().items()}

    def finish(self, summary: str) -> None:
        """Push all changes as one commit."""
        try:
            self._in_clone("add", "--all", "--force")  # whatever .gitignore says
            if not self._in_clone("status", "--porcelain"):
                return
            self._in_clone("commit", "--quiet", "--message", summary)
            self._in_clone("push", "--quiet", "origin", "HEAD")
        except GitError as error:
            if REJECTED.search(str(error)):
                raise ConflictError(str(error)) from error
            raise WikiError(f"the wiki was not changed, or not known to be: {error}; run again") from error

    def _last_authors(self) -> dict[str, str]:
        """Return who changed each file last."""
        try:
            log = self._in_clone("log", "--name-only", "--no-renames", f"--format={COMMIT}%an")
        except GitError:  # a wiki without a page has no commit yet
            return {}
        authors: dict[str, str] = {}
        author = ""
        for line in log.splitlines():
            if line.startswith(COMMIT):
                author = line.removeprefix(COMMIT)
            elif line:
                authors.setdefault(line, author)
        return authors

    def _in_clone(self, *arguments: str) -> str:
        return self._git("-C", str(self._root), *arguments)


def _template(folder: Path) -> Path:
    """Make what a clone begins with."""
    template = folder / "template"
    (template / "info").mkdir(parents=True)
    (template / "info/attributes").write_text(TO_THE_LETTER, "utf-8")
    return template


def _pages(url: str) -> str:
    """Return where GitHub and Gitea show the pages of a repository."""
    project = url.removesuffix(".git").removesuffix(".wiki")
    return f"{project}/wiki" if url.startswith("https://") else ""


def _local(url: str) -> str:
    """Return the absolute path of a repository on this machine; raises WikiError for what git would run or send to."""
    path = Path(url.removeprefix("file://"))
    if not path.is_dir():
        raise WikiError("the address of a git wiki begins with https:// or ssh://, or is a folder on this machine")
    return str(path.absolute())
