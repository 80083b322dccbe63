"""The options of a source in a file beside it."""

from pathlib import Path

import pytest

from portbook.adapters.project.find import Project
from portbook.adapters.project.inputs import compile_project, gather, watched_folders
from portbook.options import Options, SourceOptions

PAGE = "Source\tDestination\tPort\tTransport\napple_gate\tpear_store\t443\tTCP\n"


def folder(root: Path, **files: str) -> Path:
    """Write files; `__` in a name stands for a dot."""
    for name, text in files.items():
        (root / name.replace("__", ".")).write_text(text, encoding="utf-8")
    return root


def project(root: Path, *sources: object) -> Project:
    return Project(root, Options.parse({"sources": list(sources or ("*",))}), configured=True)


def options(root: Path, *sources: object) -> dict[str, SourceOptions]:
    gathered = gather(project(root, *sources))
    assert gathered.report.errors == ()
    return {item.path: item.options for item in gathered.inputs}


def findings(root: Path, *sources: object) -> list[tuple[str, str]]:
    return [(d.code, str(d.place)) for d in gather(project(root, *sources)).report.diagnostics]


@pytest.mark.parametrize("name", ["page__portbook__yml", "page__md__portbook__yml", "page__portbook__yaml"])
def test_a_sidecar_sets_the_options_of_the_source_beside_it_and_is_none_itself(tmp_path: Path, name: str) -> None:
    folder(tmp_path, page__md=PAGE, other__md=PAGE, **{name: "title: Gates\nproduct: Orchard\nversion: '4.0'\n"})
    found = options(tmp_path)
    assert list(found) == ["other.md", "page.md"]
    assert (found["page.md"].title, found["page.md"].version, found["other.md"].title) == ("Gates", "4.0", "")


def test_the_book_tells_product_and_version(tmp_path: Path) -> None:
    folder(tmp_path, page__txt=PAGE, page__portbook__yml="{product: Orchard, version: '4.0'}")
    set_up = project(tmp_path)
    (document,) = compile_project(set_up, gather(set_up)).book.documents
    assert (document.product, document.version) == ("Orchard", "4.0")


def test_what_a_sidecar_sets_overrides_the_entry_and_mappings_of_names_join(tmp_path: Path) -> None:
    folder(
        tmp_path,
        page__md=PAGE,
        page__portbook__yml="title: Near\nkinds: {a: group, b: vm}\nignore: [x]\nowner: {Inbound: web}\nvendor:\n",
    )
    entry = {
        "path": "page.md",
        "title": "Far",
        "vendor": "Acme",
        "kinds": {"a": "vm", "c": "vm"},
        "ignore": ["y"],
        "owner": "db",
    }
    found = options(tmp_path, entry)["page.md"]
    assert (found.title, found.vendor, found.ignore) == ("Near", "Acme", ("x",))
    assert found.kinds == {"a": "group", "b": "vm", "c": "vm"}
    assert found.owner == {"Inbound": "web"}


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("tilte: Gates", 1, "tilte: unknown option 'tilte'; did you mean 'title'?"),
        ("path: a.md", 1, "path: unknown option 'path'"),
        ("vendor: Acme\nversion: 4.0\n", 2, "version: expected text, got 4.0; write it in quotes"),
        ("\nnotes:\n  - note: x\n    row: y\n    on: prot\n", 5, "notes[0].on: expected one of source"),
        ("kinds:\n  a: vm\n  b: wm\n", 3, "kinds.b: expected one of vm"),
        ("title: a\ntitle: b\n", 2, "title: it is set twice"),
        ("names:\n  a: [b]\n  a: [c]\n", 3, "a: it is set twice"),
        ("title: [", 1, "this is no YAML"),
        ("title: a\n  vendor: b", 2, "this is no YAML"),
        ("- title", 1, "expected options"),
        ("title: &t a\nvendor: *t\n", 2, "an alias such as *name is not read"),
        ("? [a]\n: b\n", 1, "expected a name before the colon"),
        ("title: !!python/name:os.system x", 1, "this is no YAML"),
        ("title: 2024-99-99", 1, "a value cannot be read"),
        ("[" * 5000, 0, "nested too deeply"),
        ("#" * 200_000, 0, "larger than 128 KiB"),
        ("title: \0", 0, "this is no YAML"),
    ],
)
def test_what_is_wrong_in_a_sidecar_is_told_with_its_line_and_its_source_is_left_out(
    tmp_path: Path, text: str, line: int, message: str
) -> None:
    folder(tmp_path, page__md=PAGE, other__md=PAGE, page__portbook__yml=text)
    gathered = gather(project(tmp_path))
    (finding,) = gathered.report.diagnostics
    assert (finding.code, finding.place.path, finding.place.line) == ("sidecar-unread", "page.portbook.yml", line)
    assert message in finding.message
    assert len(finding.message) < 400
    assert [item.path for item in gathered.inputs] == ["other.md"]


def test_a_note_is_bound_by_hand_though_yaml_reads_on_as_true(tmp_path: Path) -> None:
    folder(
        tmp_path, page__md=PAGE, page__portbook__yml="notes:\n  - {note: Only in autumn, row: pear_store, on: port}\n"
    )
    (note,) = options(tmp_path)["page.md"].notes
    assert (note.row, note.on) == ("pear_store", "port")


def test_every_error_of_a_sidecar_is_told_at_once(tmp_path: Path) -> None:
    folder(tmp_path, page__md=PAGE, page__portbook__yml="tilte: a\nvendor: Acme\nversion: 4\n")
    assert findings(tmp_path) == [("sidecar-unread", f"page.portbook.yml:{line}") for line in (1, 3)]


def test_a_few_lines_that_mean_gigabytes_are_refused_at_once(tmp_path: Path) -> None:
    levels = "".join(f"n{at}: &n{at} [{', '.join([f'*n{at - 1}'] * 9)}]\n" for at in range(1, 30))
    folder(tmp_path, page__md=PAGE, page__portbook__yml=f"n0: &n0 [a]\n{levels}")
    assert findings(tmp_path) == [("sidecar-unread", "page.portbook.yml:2")]


def test_the_longer_name_wins_and_the_other_one_is_told(tmp_path: Path) -> None:
    folder(tmp_path, page__md=PAGE, page__portbook__yml="title: Short", page__md__portbook__yml="title: Long")
    assert options(tmp_path)["page.md"].title == "Long"
    assert findings(tmp_path) == [("sidecar-unused", "page.portbook.yml")]


def test_two_sources_that_take_one_sidecar_are_told(tmp_path: Path) -> None:
    folder(tmp_path, page__md=PAGE, page__txt=PAGE, page__portbook__yml="vendor: Acme")
    assert findings(tmp_path) == [("sidecar-shared", "page.portbook.yml")]
    assert {found.vendor for found in options(tmp_path).values()} == {"Acme"}
    folder(tmp_path, page__md__portbook__yml="vendor: Bcme")
    assert findings(tmp_path) == []


def test_a_sidecar_without_a_source_is_told(tmp_path: Path) -> None:
    folder(tmp_path, page__md=PAGE, pages__portbook__yml="vendor: Acme")
    assert findings(tmp_path) == [("sidecar-unused", "pages.portbook.yml")]
    assert findings(tmp_path, "page.md") == [("sidecar-unused", "pages.portbook.yml")]


def test_a_pattern_that_matches_sidecars_alone_matches_no_file(tmp_path: Path) -> None:
    folder(tmp_path, page__portbook__yml="vendor: Acme")
    assert findings(tmp_path) == [("source-missing", "*")]


def test_a_named_file_takes_its_sidecar_too(tmp_path: Path) -> None:
    folder(tmp_path, page__md=PAGE, other__md=PAGE, page__portbook__yml="title: Gates", gone__portbook__yml="x: y")
    (item,) = (gathered := gather(project(tmp_path), [tmp_path / "page.md"])).inputs
    assert item.options.title == "Gates"
    assert gathered.report.diagnostics == ()
    (finding,) = gather(project(tmp_path), [tmp_path / "page.portbook.yml"]).report.diagnostics
    assert "this is a sidecar" in finding.message


def test_the_folder_of_a_sidecar_is_watched(tmp_path: Path) -> None:
    folder(tmp_path, page__md=PAGE)
    assert watched_folders(project(tmp_path, "page.md")) == ((tmp_path, False),)
