"""What published pages carry around their content."""

import re

FURNITURE = frozenset(
    """
    scroll to top icon|scroll to top|back to top|skip to main content|skip to content|copy|copy link|copied|print
    share|share this page|edit this page|edit on github|view source|on this page|in this article|table of contents
    was this page helpful?|was this helpful?|yes|no|previous|next|feedback|send feedback|submit feedback|close
    open in new tab|read more|show more|show less|expand all|collapse all|search|menu|home|login|log in|sign in
    """.replace("\n", "|")
    .strip("| ")
    .split("|")
)
FURNITURE = frozenset(phrase.strip() for phrase in FURNITURE if phrase.strip())
"""Lines that published pages carry around their content, lower case."""

ICON_NAMES = re.compile(r"[a-z]+(?:-[a-z]+)+(?: [a-z]+(?:-[a-z]+)+)+")
"""A line of icon names: two or more words, each of lower-case parts joined by hyphens."""
