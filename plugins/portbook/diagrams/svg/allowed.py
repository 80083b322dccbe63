"""Know a picture of ours: nothing but the elements, attributes and addresses named below may stand in one.

What ``dress`` writes is so by construction. This is for what comes from a file, such as a cache that others can write
to.
"""

import re

ELEMENTS = frozenset("svg title desc g a path polygon polyline rect text tspan symbol image use".split())
ATTRIBUTES = frozenset(
    """
    aria-describedby aria-hidden aria-labelledby class color d data-endpoint data-flows data-from data-node data-tier
    data-to fill font-family font-size font-weight height id points role rx stroke stroke-dasharray stroke-width
    tabindex text-anchor viewBox width x xlink:href xmlns xmlns:xlink y
    """.split()
)
ADDRESS = re.compile(r"portbook:[\w./#-]*|#pb-id-[\w-]*|data:image/png;base64,[\w+/]+=*")

_VALUE = re.compile(r'"[^"<>]*+"')
_HEAD = re.compile(r'/?([A-Za-z]+)((?: [A-Za-z:-]+="")*) ?/?')
_NAME = re.compile(r"[A-Za-z:-]+")
_LINK = re.compile(r'xlink:href="([^"<>]*)"')
_REFERENCE = re.compile(r'="[^"<>]*url\(')


def allowed(svg: str) -> bool:
    """Tell whether a text is such a picture, not yet placed on a page."""
    start, *parts = _VALUE.sub('""', svg).split("<")
    heads = {part.partition(">")[0] for part in parts}  # few: what differs from tag to tag is in the values
    return (
        not start
        and all(map(_is_known, heads))
        and all(map(ADDRESS.fullmatch, _LINK.findall(svg)))
        and not ("url(" in svg and _REFERENCE.search(svg))
    )


def _is_known(head: str) -> bool:
    """Tell whether a tag without its brackets and values names nothing but what is allowed."""
    found = _HEAD.fullmatch(head)
    return found is not None and found[1] in ELEMENTS and set(_NAME.findall(found[2])) <= ATTRIBUTES
