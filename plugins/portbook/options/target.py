"""The options of a place where the book is published."""

from dataclasses import dataclass

from portbook.options import check
from portbook.options.declare import option

WIKIS = ("mediawiki", "dokuwiki", "git", "confluence", "folder")


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetOptions:
    """Hold the options of one target of `portbook publish`. A password is none of them: see the guide."""

    kind: str = option(
        check.one_of(WIKIS),
        "",
        "What kind of wiki it is: `mediawiki`, `dokuwiki`, `git` (the wiki of a GitHub, GitLab or Gitea repository), "
        "`confluence` or `folder`.",
        "kind: mediawiki",
        required="one of " + ", ".join(WIKIS),
    )
    url: str = option(
        check.address,
        "",
        "The address of the wiki, `https` unless it is on this machine; of a git wiki that of its repository; of a "
        "folder its path, relative to the configuration file.",
        "url: https://wiki.example/w/",
        required="an address, such as https://wiki.example/w/",
    )
    user: str = option(check.text, "", "The account that publishes.", "user: Publisher@portbook")
    under: str = option(
        check.text,
        "",
        "Where on the wiki the pages stand: a page's title or a namespace. Default: the option `nav_title`.",
        "under: Network paths",
    )
    pages: str = option(
        check.text,
        "",
        "Where people read the pages of a git wiki, for links in diagrams and reports. Default: `/wiki/` behind the "
        "address of the project, which is where GitHub and Gitea show them.",
        "pages: https://gitlab.example/example/network/-/wikis/",
    )
    space: str = option(check.text, "", "The key of the space, for Confluence alone.", "space: OPS")
