"""The command that makes files of diagrams: which, in which form, and never half of them or over somebody's work."""

import json
import re
import struct
import sys
import zlib
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from portbook.adapters.cli import main
from portbook.adapters.commands.diagram.command import diagram as diagram_command
from portbook.adapters.commands.diagram.request import Request, file_name
from portbook.diagrams import Order, render
from sites.hosting import HARBOUR, PAGE, run, settings, write_site

EVERY = {
    "architecture", "subsystems/booking", "subsystems/signals", "endpoints/berth_proxy", "endpoints/crane_worker",
    "endpoints/gate_keeper", "endpoints/ledger_db", "endpoints/signal_tower", "endpoints/load-balancer",
}  # fmt: skip
BEGINS = {"svg": b"<svg ", "png": b"\x89PNG\r\n\x1a\n", "pdf": b"%PDF-", "dot": b"digraph {", "mmd": b"flowchart "}
ALL_FORMATS = [word for style in ("svg", "png", "pdf", "dot", "mermaid") for word in ("--format", style)]


def diagram(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["diagram", "page.txt", *arguments])


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder that belongs to no project."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    return tmp_path


def request(words: str) -> Request:
    asked = diagram_command.make_context("diagram", words.split()).params
    return Request(**{name: value for name, value in asked.items() if name != "files"})


def written(folder: Path) -> dict[str, bytes]:
    """Return the files in a folder by path, without the manifest."""
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {name: data for name, data in files.items() if name != "portbook-manifest.json"}


def shown(svg: bytes) -> list[tuple[str, str, str]]:
    """Return the flows that a picture shows, by source, destination and port."""
    flows = json.loads(CliRunner().invoke(main, ["flows", "page.txt"]).stdout)["flows"]
    ids = {name for names in re.findall(rb'data-flows="([^"]*)"', svg) for name in names.decode().split()}
    drawn = [flow for flow in flows if flow["id"] in ids]
    assert {flow["id"] for flow in drawn} == ids
    return [(flow["source"]["name"], flow["destination"]["name"], flow["port_text"]) for flow in drawn]


def pixels(png: bytes) -> tuple[int, int]:
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def first_pixel(png: bytes) -> tuple[int, ...]:
    """Return red, green, blue and alpha, if there is any, of the upper left corner: no filter of PNG changes it."""
    assert png[24] == 8, "bits of a channel"
    channels = {2: 3, 6: 4}[png[25]]
    start = png.index(b"IDAT")
    length = struct.unpack(">I", png[start - 4 : start])[0]
    return tuple(zlib.decompressobj().decompress(png[start + 4 : start + 4 + length])[1 : channels + 1])


def pages(pdf: bytes) -> int:
    """Count the pages of a PDF; parts of it may be compressed."""
    parts = [pdf]
    for part in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            parts.append(zlib.decompress(part))
        except zlib.error:
            continue
    return sum(len(re.findall(rb"/Type /Page\b(?!s)", part)) for part in parts)


def test_without_a_choice_every_diagram_is_written(folder: Path) -> None:
    done = diagram("-o", "pictures")
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == "Wrote 9 files to pictures\n"
    files = written(folder / "pictures")
    assert set(files) == {f"{name}.svg" for name in EVERY}
    for svg in files.values():
        assert ElementTree.fromstring(svg).tag == "{http://www.w3.org/2000/svg}svg"  # noqa: S314 - our own output


def test_help_teaches_by_example() -> None:
    assert "\n    portbook diagram --only web,db" in diagram("--help").stdout


def test_the_list_names_what_can_be_drawn() -> None:
    done = diagram("--list")
    assert (done.exit_code, done.stderr) == (0, "")
    names = dict(line.split("\t") for line in done.stdout.splitlines())
    assert set(names) == EVERY
    assert names["endpoints/load-balancer"] == "Load balancer"


def test_each_format_is_what_it_says(folder: Path) -> None:
    done = diagram("--name", "architecture", "--name", "subsystems/signals", *ALL_FORMATS)
    assert done.exit_code == 0
    files = written(folder / "diagrams")
    assert set(files) == {f"{name}.{end}" for name in ("architecture", "subsystems/signals") for end in BEGINS}
    for name, data in files.items():
        assert data.startswith(BEGINS[name.rpartition(".")[2]])
    assert pages(files["architecture.pdf"]) == 1


def test_dot_is_drawn_by_the_engine_again(folder: Path) -> None:
    assert diagram("--format", "dot").exit_code == 0
    texts = {name: data.decode() for name, data in written(folder / "diagrams").items()}
    drawn: list[str] = []
    assert not render(texts.items(), Order(), lambda name, _: drawn.append(name)).failures
    assert set(drawn) == set(texts)


def test_what_mermaid_cannot_express_is_told_once(folder: Path) -> None:
    done = diagram("--format", "mermaid")
    assert done.stderr.count("links to the pages") == 1
    assert b"%% - links to the pages" in (folder / "diagrams/architecture.mmd").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "name", "flows"),
    [
        (("--only", "signal_tower"), "selection-signal_tower", 3),
        (
            ("--only", "signal_tower,crane_worker", "--hops", "0"),
            "selection-signal_tower-crane_worker-hops-0-DIGEST",
            1,
        ),
        (("--only", "signal_tower", "--only", "crane_worker"), "selection-signal_tower-crane_worker", 4),
        (("--only", "Bell"), "selection-bell-DIGEST", 1),
        (("--only", "gate_keeper (front desk)"), "selection-gate_keeper-front-desk-DIGEST", 3),
        (("--only", "ledger_db", "--hops", "2"), "selection-ledger_db-hops-2", 6),
        (("--subsystem", "signals"), "selection-subsystem-signals", 3),
        (("--port", "2500"), "selection-port-2500", 1),
        (("--port", "4000-9000", "--port", "443"), "selection-port-4000-9000-port-443", 4),
        (("--protection", "mutual"), "selection-protection-mutual", 1),
        (("--only", "crane_worker", "--port", "3306"), "selection-crane_worker-port-3306", 1),
    ],
)
def test_a_choice_of_flows_makes_one_picture_of_them(
    folder: Path, arguments: Sequence[str], name: str, flows: int
) -> None:
    done = diagram(*arguments)
    assert done.exit_code == 0
    wrote = f"Wrote diagrams/({name.replace('DIGEST', '[0-9a-f]{8}')}).svg\n"
    named = re.fullmatch(wrote, done.stderr)
    assert named, done.stderr
    assert len(shown((folder / f"diagrams/{named[1]}.svg").read_bytes())) == flows


def test_two_choices_never_share_a_file() -> None:
    choices = (
        "--only signal_tower --port 2500",
        "--only signal_tower --only port --only 2500",
        "--only signal_tower,port,2500",
        "--only signal_tower-port-2500",
        "--only Signal_tower --port 2500",
        "--only signal_tower --subsystem port-2500",
    )
    assert len({file_name(request(choice)) for choice in choices}) == len(choices)
    assert file_name(request(choices[3])) == file_name(request(choices[3]))


def test_a_zone_is_every_flow_of_the_endpoints_in_a_tier(folder: Path) -> None:
    def between(*arguments: str) -> set[tuple[str, str]]:
        done = diagram(*arguments, "-o", "-")
        assert done.exit_code == 0, done.stderr
        return {(source, destination) for source, destination, _ in shown(done.stdout_bytes)}

    data = {("gate_keeper", "ledger_db"), ("crane_worker", "ledger_db")}
    assert between("--tier", "data") == data
    assert between("--tier", "data", "--only", "Bell") > data
    assert between("--tier", "outside", "--tier", "routing", "--hops", "0") == {
        ("Load balancer", "berth_proxy"),
        ("Load balancer", "gate_keeper"),
    }
    assert diagram("--tier", "data", "--tier", "outside").exit_code == 0
    assert "selection-tier-data-tier-outside.svg" in written(folder / "diagrams")
    empty = diagram("--tier", "cells")
    assert (empty.exit_code, empty.stdout) == (1, "")
    assert "no endpoint stands in the tier cells; the option tiers of mkdocs.yml puts some there" in empty.stderr


def test_a_zone_follows_the_configuration(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_site(folder / "site", PAGE, settings(tiers={"crane_worker": "cells"}))
    monkeypatch.chdir(folder / "site")
    done = CliRunner().invoke(main, ["diagram", "../page.txt", "--tier", "cells", "-o", "-"])
    assert done.exit_code == 0, done.stderr
    assert b">crane_worker</text>" in done.stdout_bytes


def test_a_choice_shows_the_flows_that_were_asked_for(folder: Path) -> None:
    diagram("--only", "signal_tower", "--protection", "mutual", "--title", "Who rings the bell")
    svg = (folder / "diagrams/selection-signal_tower-protection-mutual.svg").read_bytes()
    assert shown(svg) == [("signal_tower", "gate_keeper", "8443")]
    assert b">Who rings the bell</title>" in svg


def test_the_file_of_a_long_choice_has_a_short_name(folder: Path) -> None:
    done = diagram(*[word for n in range(200) for word in ("--port", f"{n}-{n + 443}")])
    assert done.exit_code == 0
    (name,) = written(folder / "diagrams")
    assert len(name) < 100


def test_flows_whose_ports_are_no_numbers_are_told(folder: Path) -> None:
    (folder / "page.txt").write_text(PAGE.replace("2000-2999", "Varies"), encoding="utf-8")
    assert "Left out 1 flow whose ports are no numbers" in diagram("--port", "0-65535").stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--name", "subsystems/bookings"), "is called 'subsystems/bookings'; did you mean 'subsystems/booking'?"),
        (("--only", "ledger"), "no endpoint or component is called 'ledger'; did you mean 'ledger_db'?"),
        (("--subsystem", "signal"), "no subsystem is called 'signal'; did you mean 'Signals'?"),
        (("--port", "http"), "'http' is no port"),
        (("--port", "9000-8000"), "'9000-8000' is no port"),
        (("--port", "65536"), "'65536' is no port"),
        (("--protection", "tls"), "'tls' is not one of"),
        (("--name", "architecture", "--only", "ledger_db"), "--name picks whole diagrams"),
        (("--hops", "2"), "--hops counts from the endpoints of --only and --tier"),
        (("--tier", "cellar"), "'cellar' is not one of"),
        (("--name", "architecture", "--tier", "data"), "--name picks whole diagrams"),
        (("--only", "ledger_db", "--hops", "-1"), "-1 is not in the range"),
        (("--title", "Mine"), "--title is that of chosen flows"),
        (("--dpi", "200"), "--dpi is that of PNG; add --format png"),
        (("--dpi", "200", "--format", "pdf"), "--dpi is that of PNG; add --format png"),
        (("--dpi", "20", "--format", "png"), "20 is not in the range"),
        (("--size", "297x210"), "--size is that of PNG and PDF"),
        (("--size", "A4", "--format", "pdf"), "'A4' is no size; expected millimetres such as 297x210"),
        (("--size", "9x210", "--format", "pdf"), "each from 10 to 5000"),
        (("--background", "white"), "--background is that of PNG and PDF"),
        (("-o", "-"), "stdout takes one diagram in one format"),
        (("-o", "-", "--name", "architecture", *ALL_FORMATS), "stdout takes one diagram in one format"),
        (("-o", "picture.png"), "-o names a folder"),
        (("-o", "page.txt"), "page.txt is a file; name a folder"),
    ],
)  # fmt: skip
def test_wrong_use_is_told_and_nothing_is_written(folder: Path, arguments: Sequence[str], said: str) -> None:
    done = diagram(*arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert said in done.stderr
    assert set(written(folder)) == {"page.txt"}


def test_an_empty_choice_says_which_filter_left_nothing(folder: Path) -> None:
    done = diagram("--only", "ledger_db", "--port", "443")
    assert (done.exit_code, done.stdout) == (1, "")
    said = "no flow is chosen: the book has 7, the endpoints leave 2, the ports leave none"
    assert done.stderr == f"portbook: {said}; choose other ports, or take more hops\n"
    assert not (folder / "diagrams").exists()


def test_findings_at_level_error_stop_it(folder: Path) -> None:
    (folder / "page.txt").write_text(PAGE.replace("443 TCP", "70000 TCP"), encoding="utf-8")
    done = diagram()
    assert done.exit_code == 1
    assert "page.txt:8: error:" in done.stderr
    assert not (folder / "diagrams").exists()


def png_of(*arguments: str) -> bytes:
    done = diagram("--name", "subsystems/signals", "--format", "png", "-o", "-", *arguments)
    assert (done.exit_code, done.stderr) == (0, "")
    return done.stdout_bytes


def test_dpi_is_the_number_of_pixels_an_inch() -> None:
    plain, double = pixels(png_of()), pixels(png_of("--dpi", "192"))
    assert [round(one / other, 1) for one, other in zip(double, plain, strict=True)] == [2.0, 2.0]


@pytest.mark.parametrize("size", ["254x50", "25x254"])
def test_a_picture_is_fitted_into_its_size(size: str) -> None:
    plain, fitted = pixels(png_of()), pixels(png_of("--size", size, "--dpi", "100"))
    most = [int(side) / 25.4 * 100 for side in size.split("x")]
    assert all(own <= limit + 2 for own, limit in zip(fitted, most, strict=True))
    assert any(own >= limit - 2 for own, limit in zip(fitted, most, strict=True)), "it touches two sides"
    assert fitted[0] / fitted[1] == pytest.approx(plain[0] / plain[1], rel=0.03)


def test_the_background_is_white_unless_it_is_to_be_transparent() -> None:
    assert first_pixel(png_of()) in ((255, 255, 255), (255, 255, 255, 255))
    assert first_pixel(png_of("--background", "transparent"))[3] == 0


@pytest.mark.parametrize("size", ["5000x5000", "1400x1400"])
def test_a_picture_that_no_one_could_open_is_refused_and_nothing_is_written(folder: Path, size: str) -> None:
    done = diagram("--name", "architecture", "--format", "svg", "--format", "png", "--dpi", "600", "--size", size)
    assert done.exit_code == 1
    assert re.search(r"architecture could not be drawn: it would be [\d,]+ by [\d,]+ pixels; the most are", done.stderr)
    assert "a side; lower the dpi, or set a smaller size\n" in done.stderr
    assert done.stderr.endswith("Nothing was written.\n")
    assert not (folder / "diagrams").exists()


def test_one_picture_goes_to_stdout_and_nothing_else_does() -> None:
    for style, begin in (("svg", "svg"), ("pdf", "pdf"), ("dot", "dot"), ("mermaid", "mmd")):
        done = diagram("--name", "architecture", "--format", style, "-o", "-")
        assert done.exit_code == 0
        assert done.stdout_bytes.startswith(BEGINS[begin])


def test_other_files_are_left_alone_and_earlier_exports_stay(folder: Path) -> None:
    (folder / "mine").mkdir()
    (folder / "mine/notes.txt").write_text("somebody's own", encoding="utf-8")
    assert diagram("--name", "architecture", "-o", "mine").exit_code == 0
    assert diagram("--only", "ledger_db", "-o", "mine").exit_code == 0
    assert set(written(folder / "mine")) == {"notes.txt", "architecture.svg", "selection-ledger_db.svg"}
    (folder / "page.txt").write_text(PAGE.replace("berth_proxy", "berth_master"), encoding="utf-8")
    assert diagram("--name", "architecture", "-o", "mine").exit_code == 0
    assert b"berth_master" in (folder / "mine/architecture.svg").read_bytes()


def test_a_file_that_somebody_made_or_changed_is_never_replaced(folder: Path) -> None:
    (folder / "mine").mkdir()
    (folder / "mine/architecture.svg").write_text("drawn by hand", encoding="utf-8")
    done = diagram("-o", "mine")
    assert done.exit_code == 2
    assert "mine/architecture.svg was changed or not made by Portbook; move it away" in done.stderr
    assert written(folder / "mine") == {"architecture.svg": b"drawn by hand"}


def test_a_file_where_a_folder_is_needed_stops_it_before_anything_is_written(folder: Path) -> None:
    (folder / "mine").mkdir()
    (folder / "mine/endpoints").write_text("a list", encoding="utf-8")
    done = diagram("-o", "mine")
    assert done.exit_code == 2
    assert "endpoints in mine is a file; move it away" in done.stderr
    assert set(written(folder / "mine")) == {"endpoints"}


@pytest.mark.skipif(sys.platform != "linux", reason="/proc takes no folder")
def test_a_folder_that_cannot_be_made_is_named_as_it_was_given() -> None:
    done = diagram("--name", "architecture", "--format", "dot", "-o", "/proc/pictures")
    assert done.exit_code == 2
    assert re.fullmatch(r"portbook: /proc/pictures cannot be written: [^/]+; name another folder\n", done.stderr)


def test_without_files_the_sources_of_the_project_are_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(HARBOUR)
    done = CliRunner().invoke(main, ["diagram", "--list"])
    assert done.exit_code == 0
    assert done.stdout.startswith("architecture\t")


def test_the_same_book_gives_the_same_bytes_wherever_and_however_it_is_drawn(tmp_path: Path) -> None:
    made = []
    for name, seed in (("one", "1"), ("another folder", "2")):
        place = tmp_path / name
        place.mkdir()
        (place / "page.txt").write_text(PAGE, encoding="utf-8")
        done = run(place, "portbook", "diagram", "page.txt", *ALL_FORMATS, PYTHONHASHSEED=seed)
        assert done.returncode == 0, done.stderr
        made.append(written(place / "diagrams"))
    assert len(made[0]) == 5 * len(EVERY)
    assert made[0] == made[1]
