"""A MediaWiki: pages and files below a title, written on condition by its API."""

from portbook.publish.wikis.mediawiki.wiki import MediaWiki

__all__ = ["MediaWiki"]
