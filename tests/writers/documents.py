"""What writers are tested with: an address for every target, and text that tries to be more than text."""

from html.parser import HTMLParser

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from portbook.views.blocks import FileRef, Target

HOSTILE = (
    "<script>alert(1)</script>",
    "](javascript:alert(1))",
    "[x](javascript:alert(1)) ![y](z)",
    "{{ config }} {% raw %} {# x #}",
    "a | b || c \\| d",
    "`code` ``` ~~~",
    "*a* **b** _c_ __d__ ~~e~~ ==f== ^g^",
    "&amp; &lt;b&gt; &#60;",
    "line\nbreak\r\nand\ttab",
    "# no heading",
    "- no list",
    "12. no list",
    "> no quote",
    "--- ",
    "www.example.org http://example.org <a@example.org> a@example.org",
    ":smile: !!! note",
    '" onmouseover="alert(1)" \'',
    "\u202egnitirw \u05d0\u05d1 \u200f",
    "<!-- --> ]]> </td></table>",
    "x" * 500,
    "../../etc/passwd",
    "=SUM(A1)",
    "back\\slash\\",
    "12 and 13: “quoted”",
)

TEXTS = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=40),
    st.text(st.sampled_from("ab <>&|*_`[](){}\\#-+.:!~=\n\"'%$^@1"), min_size=1, max_size=30),
).filter(lambda text: bool(text.strip()))


steadily = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)
"""Without a time limit for one example: the machine may be busy."""


class Elements(HTMLParser):
    """Parse HTML into the names of its elements and attributes, its links and its text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.update(name for name, _ in attrs)
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def handle_data(self, data: str) -> None:
        self.text += data


def address(target: Target) -> str:
    """Resolve a target as an adapter does, relative to a page one folder down."""
    return f"../{target.path}" if isinstance(target, FileRef) else f"../{target.page}/#{target.anchor}"
