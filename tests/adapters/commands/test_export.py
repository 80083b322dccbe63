"""The command `portbook export aerleon`: its files, its words, its exit codes, and never half an output."""

import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from firewall.orchard_addresses import NEEDS_AERLEON
from portbook.adapters.cli import main
from portbook.firewall import TARGETS
from sites.hosting import PAGE

pytest.importorskip("aerleon", reason=NEEDS_AERLEON)

ADDRESSES = """
Load balancer: [192.0.2.10, "2001:db8::10"]
gate_keeper: [10.0.0.5, 10.0.0.6, "2001:db8:1::/64"]
ledger_db: 10.0.3.7
stranger: 10.9.9.9
"""


def export(*arguments: str, into: str = "out", addresses: str = "a.yml") -> Result:
    command = ["export", "aerleon", "page.txt", "--inventory", addresses, "-o", into, *arguments]
    return CliRunner().invoke(main, command)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder that belongs to no project."""
    monkeypatch.chdir(tmp_path)
    Path("page.txt").write_text(PAGE, encoding="utf-8")
    Path("a.yml").write_text(ADDRESSES, encoding="utf-8")
    return tmp_path


def test_it_writes_what_is_exact_and_tells_the_rest() -> None:
    done = export()
    assert (done.exit_code, done.stdout) == (0, "")
    told, found = done.stderr.splitlines()[:7], done.stderr.splitlines()[7:]
    assert "a.yml:5: warning: stranger is no endpoint of the book [inventory-unmatched]" in found
    assert "a.yml: warning: no machine of the inventory is crane_worker [inventory-missing]" in found
    assert told == [
        "Not exported: 5 flows.",
        "  3  the source has no address",
        "  3  the destination has no address",
        "  3  the flow is optional (--allow optional)",
        "Verified: 13 generated files read back, equal to the book; Aerleon's own check agrees on 12 packets of every "
        "rule.",
        "1 exported flow with notes or conditions: see `notes` in exported.json.",
        "Wrote 2 rules in 13 policy files, 17 files in all, to out.",
    ]


def test_what_no_chosen_target_says_is_not_called_exported() -> None:
    rows = "Source\tDestination\tPort\tProtocol\nvat\tsilo\t443\tTCP\nvat\tsilo\t3868\tSCTP\n"
    Path("page.txt").write_text(f"Brewing\n\n{rows}", encoding="utf-8")
    Path("b.yml").write_text("vat: 10.0.0.1\nsilo: 10.0.0.2\n", encoding="utf-8")
    done = export("--target", "nsxt", addresses="b.yml")
    assert "Aerleon's own check agrees on 4 packets of every rule." in done.stderr
    assert "Wrote 1 rule in 1 policy file" in done.stderr
    assert [rule["transport"] for rule in json.loads(Path("out/exported.json").read_bytes())["rules"]] == ["tcp"]
    assert "3868" not in Path("out/def/portbook-services.yaml").read_text("utf-8")


def test_kubernetes_alone_is_not_said_to_be_asked_about() -> None:
    assert "Aerleon's own check knows no policies that stand at one end." in export("--target", "k8s").stderr


def test_what_further_columns_say_is_pointed_at() -> None:
    rows = "Source\tDestination\tPort\tProtocol\tRemarks\nvat\tsilo\t443\tTCP\tonly while it is filled\n"
    Path("page.txt").write_text(f"Brewing\n\n{rows}", encoding="utf-8")
    Path("b.yml").write_text("vat: 10.0.0.1\nsilo: 10.0.0.2\n", encoding="utf-8")
    done = export("--no-verify", addresses="b.yml")
    assert "1 exported flow with further columns: see `details` in exported.json." in done.stderr.splitlines()


def test_programs_read_which_rule_is_which_flow_and_why_the_others_are_not_there() -> None:
    export()
    rules = json.loads(Path("out/exported.json").read_bytes())["rules"]
    assert [(rule["name"], rule["flow"]["destination"]["name"]) for rule in rules] == [
        (f"flow-{rule['flow']['id']}-tcp", name) for rule, name in zip(rules, ["gate_keeper", "ledger_db"], strict=True)
    ]
    assert [(row["path"], row["line"]) for row in rules[0]["flow"]["evidence"]] == [("page.txt", 8), ("page.txt", 12)]
    left = json.loads(Path("out/not-exported.json").read_bytes())["not_exported"]
    assert len(left) == 5
    assert left[0]["reasons"] == ["the source has no address"]
    assert (left[0]["target"], left[0]["transport"]) == (None, None)
    assert left[0]["flow"]["source"]["name"] == "crane_worker"


def test_the_same_twice_is_the_same_and_what_is_no_longer_made_goes() -> None:
    export("--rendered")
    first = _files("out")
    assert "rendered/portbook-nftables.nft" in first
    assert export("--rendered").exit_code == 0
    assert _files("out") == first
    export("--target", "nftables")
    assert sorted(_files("out")) == [
        "def/portbook-networks.yaml",
        "def/portbook-services.yaml",
        "exported.json",
        "not-exported.json",
        "policies/pol/portbook-nftables.yaml",
        "portbook-manifest.json",
    ]


def test_optional_flows_are_exported_when_a_person_says_so() -> None:
    Path("b.csv").write_text("name,address\nsignal_tower,10.0.9.1\ngate_keeper,10.0.0.5\n", encoding="utf-8")
    assert "nothing is written" in export(addresses="b.csv").stderr
    done = export("--allow", "optional", addresses="b.csv")
    assert done.exit_code == 0
    assert "Wrote 2 rules" in done.stderr


def test_where_nothing_can_be_exported_nothing_is_written() -> None:
    Path("none.yml").write_text("stranger: 10.0.0.1", encoding="utf-8")
    done = export(addresses="none.yml")
    assert done.exit_code == 1
    assert done.stderr.endswith("portbook: no flow can be exported, so nothing is written; the reasons stand above.\n")
    assert not Path("out").exists()


def test_files_of_people_are_not_overwritten_without_force() -> None:
    Path("out/def").mkdir(parents=True)
    mine, other = Path("out/def/portbook-networks.yaml"), Path("out/def/mine.yaml")
    for file in (mine, other):
        file.write_text("mine", encoding="utf-8")
    done = export()
    assert done.exit_code == 2
    assert "--force overwrites what is in the way" in done.stderr
    assert sorted(_files("out")) == ["def/mine.yaml", "def/portbook-networks.yaml"]
    assert export("--force").exit_code == 0
    assert other.read_text(encoding="utf-8") == "mine"
    assert mine.read_text(encoding="utf-8").startswith("# Written by Portbook.")


def test_force_does_not_take_away_what_a_person_changed() -> None:
    export()
    changed = Path("out/policies/pol/portbook-nsxt.yaml")
    changed.write_text("mine", encoding="utf-8")
    assert export("--target", "nftables").exit_code == 2
    assert export("--target", "nftables", "--force").exit_code == 0
    assert changed.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("- 10.0.0.1", 2, "b.yml:1: error: [0]: expected a mapping"),
        ("web: 10.0.0.1/8", 1, "10.0.0.1/8' is no address of a network"),
        ("web: 10.0.0.1\nweb: 10.0.0.2", 2, "b.yml:2: error: web: it is set twice"),
        ("a: 10.0.0.1\nweb: fe80::1%eth0", 1, "b.yml:2: error:"),
    ],
)
def test_nothing_is_written_of_an_inventory_that_is_wrong(text: str, code: int, words: str) -> None:
    Path("b.yml").write_text(text, encoding="utf-8")
    done = export(addresses="b.yml")
    assert done.exit_code == code
    assert words in done.stderr
    assert not Path("out").exists()


def test_aliases_say_which_endpoints_stand_on_a_machine() -> None:
    Path("b.yml").write_text("small_box: 10.0.0.1\nLoad balancer: 192.0.2.10\n", encoding="utf-8")
    Path("c.yml").write_text("small_box: [gate_keeper, ledger_db]\n", encoding="utf-8")
    assert export("--no-verify", "--aliases", "c.yml", addresses="b.yml").exit_code == 0
    assert "10.0.0.1/32" in Path("out/def/portbook-networks.yaml").read_text("utf-8")


@pytest.mark.parametrize("arguments", [("--rendered", "--no-verify"), ("--target", "abacus"), ("--allow", "anything")])
def test_wrong_use_is_told(arguments: Sequence[str]) -> None:
    assert export(*arguments).exit_code == 2


def test_without_the_proof_it_says_nothing_of_one() -> None:
    done = export("--no-verify")
    assert done.exit_code == 0
    assert "Verified" not in done.stderr


def _files(folder: str) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in Path(folder).rglob("*") if path.is_file()
    }


def test_a_difference_is_told_and_nothing_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """Aerleon opens any service where it cannot say SCTP for NSX-T; here it is made to."""
    monkeypatch.setitem(TARGETS, "nsxt", replace(TARGETS["nsxt"], transports=frozenset(("sctp",))))
    Path("page.txt").write_text(PAGE.replace("443 TCP HTTPS", "443 SCTP HTTPS"), encoding="utf-8")
    done = export("--target", "nsxt")
    assert done.exit_code == 1
    assert "what Aerleon generates is not what the book says:\n  portbook-nsxt: the rule" in done.stderr
    assert done.stderr.endswith("Nothing was written.\n")
    assert not Path("out").exists()


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "aerleon", None)
    done = export()
    assert done.exit_code == 2
    assert "Aerleon is not installed: pip install 'portbook[firewall]'" in done.stderr
    assert export("--no-verify").exit_code == 0
