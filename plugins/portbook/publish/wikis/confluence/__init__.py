"""A Confluence, Data Center or Cloud: pages below one page of a space, and files attached to that page."""

from portbook.publish.wikis.confluence.connect import Login, connect
from portbook.publish.wikis.confluence.wiki import Confluence

__all__ = ["Confluence", "Login", "connect"]
