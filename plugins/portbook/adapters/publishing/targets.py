"""Open the wiki of a target. Each is imported when used: it needs what the others do not."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from portbook.adapters.project.find import Project
from portbook.options import TargetOptions
from portbook.publish import Wiki, WikiError


@dataclass(frozen=True, slots=True)
class Account:
    """Hold what a wiki is opened with: the options of a target, its password, and the project."""

    options: TargetOptions
    password: str = field(repr=False)
    project: Project

    @property
    def under(self) -> str:
        """Return where on the wiki the pages are to stand."""
        return self.options.under or self.project.options.nav_title


def open_wiki(account: Account) -> Wiki:
    """Open a wiki, which its user closes. Raises WikiError."""
    try:
        return OPENERS[account.options.kind](account)
    except ImportError as error:
        raise WikiError(f"{error.name} is not installed; run: pip install 'portbook[wiki]'") from error


def _folder(account: Account) -> Wiki:
    from portbook.publish.wikis.folder import Folder  # noqa: PLC0415

    return Folder(account.project.root / account.options.url, account.under)


def _git(account: Account) -> Wiki:
    from portbook.publish.wikis.repository import Repository  # noqa: PLC0415

    options = account.options
    return Repository(options.url, account.under, options.user, account.password, options.pages)


def _mediawiki(account: Account) -> Wiki:
    from portbook.publish.wikis.mediawiki import MediaWiki  # noqa: PLC0415

    return MediaWiki(account.options.url, account.under, account.options.user, account.password)


def _dokuwiki(account: Account) -> Wiki:
    from portbook.publish.wikis.dokuwiki import DokuWiki  # noqa: PLC0415

    return DokuWiki(account.options.url, account.under, account.options.user, account.password)


def _confluence(account: Account) -> Wiki:
    from portbook.publish.wikis.confluence import Confluence, Login, connect  # noqa: PLC0415

    options = account.options
    rest = connect(options.url, options.space, Login(options.user, account.password))
    return Confluence(rest, options.space, account.under)


OPENERS: Mapping[str, Callable[[Account], Wiki]] = {
    "folder": _folder,
    "git": _git,
    "mediawiki": _mediawiki,
    "dokuwiki": _dokuwiki,
    "confluence": _confluence,
}
"""For each kind of wiki, what opens it."""
