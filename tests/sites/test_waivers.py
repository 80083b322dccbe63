"""On a site: what is waived stops no build, and the pages say by whom and why; what has expired stops it."""

from pathlib import Path

import pytest

from findings.pages import CLEAR, page
from sites.hosting import HOSTS, run, settings, write_site

WAIVER = """\
waivers:
  - id: p-148cc427439d
    reason: Only <b>health</b> checks
    owner: orchard team
    expires: 2026-06-30
"""
IN_JUNE, IN_JULY = "1781524800", "1784116800"


def site(folder: Path) -> Path:
    made = write_site(folder, page(CLEAR), settings(waivers="waivers.yml", levels="{flow-in-clear: error}"))
    (made / "waivers.yml").write_text(WAIVER, encoding="utf-8")
    return made


@pytest.mark.parametrize("host", HOSTS)
def test_pages_show_what_is_waived_with_reason_and_owner(tmp_path: Path, host: str) -> None:
    folder = site(tmp_path / "site")
    done = run(folder, host, "build", SOURCE_DATE_EPOCH=IN_JUNE)
    assert (done.returncode, "flow-in-clear" in done.stderr) == (0, False)
    said = "(waived until 2026-06-30 by orchard team: Only &lt;b&gt;health&lt;/b&gt; checks)"
    for name in ("protection", "fidelity", "fidelity/page"):
        shown = (folder / "site" / "network" / name / "index.html").read_text("utf-8")
        assert said in shown, name
    protection = (folder / "site" / "network" / "protection" / "index.html").read_text("utf-8")
    assert ">p-148cc427439d</code>" in protection


def test_a_waiver_that_has_expired_stops_the_build(tmp_path: Path) -> None:
    done = run(site(tmp_path / "site"), "mkdocs", "build", SOURCE_DATE_EPOCH=IN_JULY)
    assert done.returncode == 1
    assert "[waiver-expired]" in done.stderr
    assert "source_tables/page.txt:4: error: " in done.stderr
