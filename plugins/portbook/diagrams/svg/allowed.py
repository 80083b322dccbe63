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

_TAG = re.compile(r'</?([A-Za-z]+)((?: [A-Za-z:-]+="[^"<>]*")*) ?/?>')
_ATTRIBUTE = re.compile(r' ([A-Za-z:-]+)="([^"]*)"')


def allowed(svg: str) -> bool:
    """Tell whether a text is such a picture, not yet placed on a page."""
    tags = _TAG.findall(svg)
    if len(tags) != svg.count("<"):
        return False
    attributes = [found for _, rest in tags for found in _ATTRIBUTE.findall(rest)]
    return (
        {tag for tag, _ in tags} <= ELEMENTS
        and {name for name, _ in attributes} <= ATTRIBUTES
        and all(ADDRESS.fullmatch(value) for name, value in attributes if name == "xlink:href")
        and not any("url(" in value for name, value in attributes if name != "xlink:href")
    )
