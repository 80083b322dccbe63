"""Addresses in tickets, and `portbook inventory`: what is deployed, what moved, and what is wrong."""

import csv
import io
import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from portbook.adapters.cli import main
from sites.hosting import PAGE

CASES = Path(__file__).parents[2] / "cases" / "tickets"


def portbook(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    for name in ("vms.json", "vms-later.json", "aliases.yml"):
        shutil.copy(CASES / name, tmp_path)
    return tmp_path


def test_a_ticket_carries_addresses_and_tells_who_has_none() -> None:
    arguments = ("--inventory", "vms.json", "--aliases", "aliases.yml", "--format", "csv")
    done = portbook("ticket", "page.txt", *arguments)
    assert done.exit_code == 0
    rows = {row["Evidence"]: row for row in csv.DictReader(io.StringIO(done.stdout, newline=""))}
    assert rows["page.txt:9"]["Source addresses"] == "10.0.4.4/31"
    assert rows["page.txt:9"]["Destination addresses"] == "10.0.4.7, 10.1.0.7"
    assert rows["page.txt:9"]["Exact"] == "yes"
    assert rows["page.txt:11"]["Not exact because"] == (
        "a range of ports; source has no address in the inventory; destination has no address in the inventory"
    )
    assert "vms.json: warning: Tables[0].Rows[5]: berth_proxy/1 has no address [inventory-addressless]" in done.stderr


def test_aliases_may_stand_in_the_configuration(folder: Path) -> None:
    text = (
        "plugins:\n  - portbook:\n      sources: [page.txt]\n      machines: {crane-*: crane_worker, lighthouse: []}\n"
    )
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
    done = portbook("inventory", "show", "vms.json", "--format", "json")
    value = json.loads(done.stdout)
    assert {"name": "crane_worker", "addresses": ["10.0.4.16"], "machines": ["crane-blue"]} in value["endpoints"]
    assert value["machines_without_endpoint"] == ["control"]
    assert value["machines_left_out"] == ["lighthouse"]
    assert "control is no endpoint of the book [inventory-unmatched]" in done.stderr


def test_a_changed_inventory_gives_what_moved_for_each_flow() -> None:
    same = portbook(
        "inventory",
        "diff",
        "vms.json",
        "vms.json",
        "--in",
        "page.txt",
        "--aliases",
        "aliases.yml",
        "--fail-on",
        "change",
    )
    assert (same.exit_code, same.stdout) == (0, "No address changed.\n")
    done = portbook("inventory", "diff", "vms.json", "vms-later.json", "--in", "page.txt", "--aliases", "aliases.yml")
    assert done.exit_code == 0
    assert done.stdout.startswith("berth_proxy: +10.0.4.12\ngate_keeper: +10.0.4.9 -10.0.4.5\n")
    strict = portbook("inventory", "diff", "vms.json", "vms-later.json", "--in", "page.txt", "--fail-on", "change")
    assert strict.exit_code == 1


@pytest.mark.parametrize(
    ("name", "text", "says", "code"),
    [
        (
            "bad.csv",
            "name,ip\ngate_keeper,10.0.4.400\n",
            "bad.csv:2: error: gate_keeper: '10.0.4.400' is no address",
            1,
        ),
        ("bad.yml", "a: &x [1.1.1.1]\nb: *x\n", "bad.yml:2: error: an alias such as *name is not read", 2),
        ("bad.json", "{", "bad.json:1: error: this is no JSON", 2),
    ],
)
def test_a_hostile_inventory_stops_the_answer(folder: Path, name: str, text: str, says: str, code: int) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    for command in (("ticket", "page.txt", "--inventory", name), ("inventory", "show", name, "--in", "page.txt")):
        done = portbook(*command)
        assert (done.exit_code, done.stdout) == (code, "")
        assert says in done.stderr


def test_an_inventory_that_cannot_be_opened_says_why(folder: Path) -> None:
    (folder / "huge.json").write_bytes(b" " * (32 * 1024 * 1024 + 1))
    for name, says in {
        "none.json": "cannot be opened",
        ".": "this is no file",
        "huge.json": "the most that is read",
    }.items():
        done = portbook("inventory", "show", name, "--in", "page.txt")
        assert (done.exit_code, done.stdout) == (2, "")
        assert says in done.stderr


def test_a_file_of_parties_outside_stands_beside_what_bosh_prints(folder: Path) -> None:
    (folder / "outside.yml").write_text("Load balancer: 10.0.1.0/28\n", encoding="utf-8")
    both = ("--inventory", "vms.json", "--inventory", "outside.yml", "--aliases", "aliases.yml")
    done = portbook("ticket", "page.txt", *both, "--columns", "source_addresses,evidence", "--format", "csv")
    assert "10.0.1.0/28,page.txt:8; page.txt:12" in done.stdout
    done = portbook(
        "inventory", "show", "vms.json", "--in", "page.txt", "--also", "outside.yml", "--aliases", "aliases.yml"
    )
    assert "Load balancer: 10.0.1.0/28 (Load balancer)\n" in done.stdout


def test_an_alias_that_leads_nowhere_is_told_once(folder: Path) -> None:
    (folder / "aliases.yml").write_text("crane-*: crane_worker\nmill: []\n", encoding="utf-8")
    done = portbook("inventory", "diff", "vms.json", "vms-later.json", "--in", "page.txt", "--aliases", "aliases.yml")
    assert done.stderr.count("aliases.yml:2: warning: mill: no machine of the inventory is called so") == 1
    (folder / "aliases.yml").write_text("crane-*: crane_wroker\n", encoding="utf-8")
    done = portbook("ticket", "page.txt", "--inventory", "vms.json", "--aliases", "aliases.yml")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "aliases.yml:1: error: crane-*: the book has no endpoint 'crane_wroker'" in done.stderr


def test_an_inventory_whose_machines_have_no_name_is_told(folder: Path) -> None:
    (folder / "nameless.yml").write_text('- {name: "", ip: 10.0.4.1}\n', encoding="utf-8")
    done = portbook("inventory", "diff", "nameless.yml", "vms.json", "--in", "page.txt")
    assert done.exit_code == 1
    assert "nameless.yml:1: error: [0]: a machine has no name [inventory-entry]" in done.stderr


def test_aliases_as_the_shells_of_windows_write_them(folder: Path) -> None:
    (folder / "wide.yml").write_bytes((folder / "aliases.yml").read_text(encoding="utf-8").encode("utf-16"))
    wide, plain = (
        portbook("inventory", "show", "vms.json", "--in", "page.txt", "--aliases", name)
        for name in ("wide.yml", "aliases.yml")
    )
    assert (wide.exit_code, wide.stdout) == (plain.exit_code, plain.stdout)


def test_a_saved_book_is_joined_like_its_sources(folder: Path) -> None:
    (folder / "book.json").write_text(portbook("flows", "page.txt").stdout, encoding="utf-8")
    for arguments in (("show", "vms.json"), ("diff", "vms.json", "vms-later.json")):
        saved, made = (
            portbook("inventory", *arguments, "--in", book, "--aliases", "aliases.yml")
            for book in ("book.json", "page.txt")
        )
        assert (saved.exit_code, saved.stdout, saved.stderr) == (made.exit_code, made.stdout, made.stderr)


def test_machines_of_two_files_that_share_an_address_are_told(folder: Path) -> None:
    (folder / "outside.yml").write_text("Load balancer: 10.0.4.16\n", encoding="utf-8")
    done = portbook(
        "inventory", "show", "vms.json", "--in", "page.txt", "--also", "outside.yml", "--aliases", "aliases.yml"
    )
    assert done.stderr.count("have the same address 10.0.4.16/32 [inventory-shared]") == 1
    assert done.stderr.count("[inventory-shared]") == 1
