"""What pictures look like, as tables of data: colours, line styles and shapes, light and dark."""

from dataclasses import dataclass

from portbook.options import TIER_NAMES


@dataclass(frozen=True, slots=True)
class Ink:
    """Hold a colour for light paper and the same for dark."""

    light: str
    dark: str


@dataclass(frozen=True, slots=True)
class Sizes:
    """Hold the heights of text, in the unit of the pictures: a pixel on a page that does not scale them."""

    title: int
    name: int
    plate: int
    small: int


@dataclass(frozen=True, slots=True)
class LineStyle:
    """Hold how a grade of protection is drawn: by colour, by line style and by mark, for those who see no colour.

    Solid lines are encrypted, dashed ones in part, dotted ones are not or not known to be; of the two grades with a
    pattern, the one that a reader should notice is heavy. ``dot`` is the style of Graphviz; ``dash`` is its pattern.
    """

    label: str
    ink: Ink
    dot: str
    width: float
    dash: str = ""


@dataclass(frozen=True, slots=True)
class BoxStyle:
    """Hold how a kind of endpoint is drawn: shape and style of Graphviz, fill and border."""

    label: str
    shape: str
    dot: str
    fill: Ink
    border: Ink
    dash: str = ""


GRADE_STYLES: dict[str, LineStyle] = {
    "mutual": LineStyle("Mutual TLS", Ink("#1b6b3a", "#7fd8a0"), "solid", 2.6),
    "encrypted": LineStyle("Encrypted", Ink("#1b6b3a", "#7fd8a0"), "solid", 1.3),
    "optional": LineStyle("Optional encryption", Ink("#8a5a00", "#f0c060"), "dashed", 1.3, "7 4"),
    "authenticated": LineStyle("Authenticated, not encrypted", Ink("#a8430a", "#ffab7a"), "dashed", 2.6, "7 4"),
    "clear": LineStyle("In clear", Ink("#b3261e", "#ff8f87"), "dotted", 2.6, "2.6 4"),
    "unknown": LineStyle("Not stated", Ink("#5f6368", "#b0b4ba"), "dotted", 1.3, "1.3 4"),
}
"""One style a grade of ``portbook.model.security.GRADES``, best first."""

NOTABLE = ("clear", "authenticated", "unknown", "optional", "encrypted", "mutual")
"""The grades in the order in which a reader must not miss them: an edge of several shows the first of these."""

BOX_STYLES: dict[str, BoxStyle] = {
    "vm": BoxStyle("VM", "box", "rounded,filled", Ink("#e8eefc", "#26324d"), Ink("#3f5ba9", "#9db4f5")),
    "external": BoxStyle("External", "box", "filled", Ink("#fdf0d9", "#443619"), Ink("#8a5a00", "#f0c060")),
    "group": BoxStyle("Group", "box3d", "filled", Ink("#e4f2ec", "#1f3d33"), Ink("#2b6f56", "#86cfb2")),
    "unspecified": BoxStyle(
        "Unspecified", "box", "rounded,dashed,filled", Ink("#f3f3f5", "#33363b"), Ink("#5f6368", "#b0b4ba"), "4 3"
    ),
}
"""One style a kind of ``portbook.model.Kind``."""

TIERS: dict[str, str] = dict(
    zip(TIER_NAMES, ("Outside", "Routing", "Control", "Cells and workloads", "Data"), strict=True)
)
"""The tiers of an architecture with their titles, from top to bottom."""

TIER_STYLE = BoxStyle("tier", "box", "rounded,filled", Ink("#f7f8fa", "#242833"), Ink("#d3d8df", "#474e5c"))

INK = Ink("#1f2328", "#e6e8eb")
"""Names and ports."""

PALE = Ink("#4d5560", "#b9bfc8")
"""Small print."""

PAPER = Ink("#ffffff", "#1e2129")

ICON_GROUND = Ink("none", "#ffffff")
"""What icons stand on: most are black."""

SIZES = Sizes(title=18, name=14, plate=12, small=11)

FONT = "Arial"
"""What Graphviz measures text with. Where it is missing, fontconfig takes another, and boxes get other widths."""

FONT_STACK = "Arial, Helvetica, 'Liberation Sans', sans-serif"
