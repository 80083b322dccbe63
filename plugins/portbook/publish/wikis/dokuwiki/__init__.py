"""A DokuWiki: pages and files below a namespace, written under its locks by its remote calls."""

from portbook.publish.wikis.dokuwiki.wiki import DokuWiki

__all__ = ["DokuWiki"]
