"""Text of a source never becomes markup, a link, a template or a path, whatever theme prints it."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from sites.hosting import run, write_site

HOSTILE = "\n".join(
    [
        "Paths",
        "",
        "Source\tDestination\tPort\tTransport\tApplication\tSecurity",
        "<script>alert(1)</script>\t../../etc/passwd\t443\tTCP\tHTTPS\tTLS",
        "](javascript:alert(1))\tCON\t80\tTCP\t{{ 7*7 }}\t<img src=x onerror=alert(1)>",
        "db\\main\t</title><script>alert(2)</script>\t22\tTCP\tSSH\t&lt;b&gt; <b>bold</b>",
        '"><svg onload=alert(3)>\t[link](http://evil.example)\t22\tTCP\tSSH\t{% raw %}',
        "",
        "```portbook",
        "",
    ]
)
PLUGINS = "plugins:\n  - search\n  - portbook:\n      levels: {table-missing: off}\n"


class Reader(HTMLParser):
    """Collect what a browser would make of a page: elements, attributes, text."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.text: list[str] = []
        self._in_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [(name, value or "") for name, value in attrs]
        self._in_script = tag == "script"

    def handle_data(self, data: str) -> None:
        (self.scripts if self._in_script else self.text).append(data)


@pytest.fixture(scope="module", params=["material", "mkdocs", "readthedocs"])
def pages(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Reader]:
    folder = tmp_path_factory.mktemp("hostile") / "site"
    site = write_site(folder, HOSTILE, f"theme: {request.param}\n{PLUGINS}", "```portbook\ntable: Paths\n```\n")
    done = run(site, "mkdocs", "build", "--quiet")
    assert done.returncode == 0, done.stderr
    found: dict[Path, Reader] = {}
    for path in (folder / "site").rglob("*.html"):
        found[path] = Reader()
        found[path].feed(path.read_text(encoding="utf-8"))
    return found


def test_no_script_or_handler_comes_out_of_a_source(pages: dict[Path, Reader]) -> None:
    for path, page in pages.items():
        assert not [script for script in page.scripts if script.lstrip().startswith("alert")], path
        assert not [name for name, value in page.attributes if name.startswith("on") and "alert" in value], path
        assert not [value for _, value in page.attributes if value.strip().lower().startswith("javascript:")], path
        assert not [value for name, value in page.attributes if name in ("href", "src") and "evil" in value], path


def test_the_text_is_shown_as_it_is(pages: dict[Path, Reader]) -> None:
    text = "".join(text for path, page in pages.items() if "fidelity" in path.parts for text in page.text)
    for word in ("<script>alert(1)</script>", "](javascript:alert(1))", "{{ 7*7 }}", "{% raw %}", "&lt;b&gt;"):
        assert word in text


def test_no_file_leaves_the_folder_of_the_book(pages: dict[Path, Reader]) -> None:
    root = next(path for path in pages if path.name == "404.html").parent
    assert not (root.parent / "etc").exists()
    assert not list(root.rglob("passwd*.csv"))[1:]
    reserved = re.compile(r"(?i)(con|nul|aux|prn|com\d|lpt\d)(\..*)?")
    assert not [path for path in root.rglob("*") if reserved.fullmatch(path.name)]
