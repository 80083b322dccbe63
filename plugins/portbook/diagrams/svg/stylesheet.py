"""Write the theme as CSS: custom properties, light and dark, and the rules that use them."""

from portbook.diagrams.theme import BOX_STYLES, FONT_STACK, GRADE_STYLES, ICON_GROUND, INK, PALE, PAPER, TIER_STYLE, Ink

INKS: dict[str, Ink] = {
    "ink": INK,
    "pale": PALE,
    "paper": PAPER,
    **{grade: style.ink for grade, style in GRADE_STYLES.items()},
    **{kind: style.border for kind, style in BOX_STYLES.items()},
    **{f"{kind}-fill": style.fill for kind, style in BOX_STYLES.items()},
    "icon": ICON_GROUND,
    "tier": TIER_STYLE.border,
    "tier-fill": TIER_STYLE.fill,
}
"""Every custom property, without its prefix ``--pb-svg-``."""

RULES = "\n".join(
    [
        ".pb-svg text { fill: var(--pb-svg-ink); }",
        ".pb-svg .pb-small { fill: var(--pb-svg-pale); }",
        ".pb-plate { fill: var(--pb-svg-paper); }",
        ".pb-reach { fill: none; stroke: none; pointer-events: stroke; }",
        ".pb-tier { color: var(--pb-svg-tier); fill: var(--pb-svg-tier-fill); }",
        ".pb-icon { fill: var(--pb-svg-icon); }",
        *(f".pb-svg .pb-mark--{g} {{ fill: var(--pb-svg-{g}); }}" for g in GRADE_STYLES),
        *(f".pb-edge--{g}, .pb-plate--{g}, .pb-sample--{g} {{ color: var(--pb-svg-{g}); }}" for g in GRADE_STYLES),
        *(f".pb-node--{k} {{ color: var(--pb-svg-{k}); fill: var(--pb-svg-{k}-fill); }}" for k in BOX_STYLES),
    ]
)

PAGE = f"""\
.pb-svg {{ display: block; max-width: 100%; height: auto; margin: 0 auto; font-family: {FONT_STACK}; }}
.pb-link:hover .pb-box, .pb-link:focus-visible .pb-box {{ stroke-width: 3; }}"""


def page_css() -> str:
    """Write the stylesheet of a site; Material's dark palette applies on screens and is not printed."""
    dark = '[data-md-color-scheme="slate"]'
    return (
        "/* Written from portbook.diagrams.svg.stylesheet: change the theme there. */\n"
        f":root {{\n{_properties('light', '  ')}\n}}\n\n"
        f"@media screen {{\n  {dark} {{\n{_properties('dark', '    ')}\n  }}\n}}\n\n"
        f"{RULES}\n{PAGE}\n"
    )


def standalone_css() -> str:
    """Write the stylesheet inside a file, which follows the palette of the reader's system on paper of its own."""
    return (
        f":root{{{_properties('light')}}}@media(prefers-color-scheme:dark){{:root{{{_properties('dark')}}}}}"
        f"svg{{background:var(--pb-svg-paper)}}{RULES}"
    ).replace("\n", "")


def _properties(scheme: str, indent: str = "") -> str:
    lines = (f"{indent}--pb-svg-{name}: {getattr(ink, scheme)};" for name, ink in INKS.items())
    return ("\n" if indent else "").join(lines)
