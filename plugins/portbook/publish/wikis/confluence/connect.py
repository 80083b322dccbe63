"""Tell the two kinds of Confluence apart, and connect to either."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from portbook.publish.addresses import origin
from portbook.publish.answers import saying
from portbook.publish.session import Session
from portbook.publish.wiki import WikiError
from portbook.publish.wikis.confluence.api import Api, Rest
from portbook.publish.wikis.confluence.cloud import Cloud
from portbook.publish.wikis.confluence.datacenter import DataCenter

IN_CLOUD = re.compile(r"https://(?:[^/:]+\.atlassian\.net|api\.atlassian\.com)(?::\d+)?")


@dataclass(frozen=True, slots=True)
class Login:
    """Hold who publishes. In Cloud the password is an API token; without a user it is a personal access token."""

    user: str
    password: str = field(repr=False)


def connect(
    url: str, space: str, login: Login, session: Session | None = None, *, in_cloud: bool | None = None
) -> Rest:
    """Return what reads and writes the pages of a space. Raises WikiError."""
    if not space:
        raise WikiError("the target names no `space`; give the key of the space, such as OPS")
    api = Api(url, login.user, login.password, session)
    if in_cloud is None:
        in_cloud = IN_CLOUD.fullmatch(origin(url)) is not None
    kind: Callable[[Api, str], Rest] = Cloud if in_cloud else DataCenter
    return saying(WikiError, kind)(api, space)
