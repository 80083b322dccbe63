"""The files of an export: what Aerleon's own programs read, with nothing of a source that could break out."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from books import BALANCER, GATE, PRESS, STORE, flow, orchard, ports
from firewall.orchard_addresses import NEEDS_AERLEON, ORCHARD, addresses, exported, rendered
from portbook.firewall import TARGETS, Reason, choose, export
from portbook.model import Endpoint, Kind

NASTY = "x\"\n# */ {{7*7}} $(id) \\ \x1b[31m\u202e - name: evil'; drop"


def test_the_whole_orchard_reads_like_this() -> None:
    made = export(choose(orchard(), ORCHARD), ["nftables"])
    assert list(made.files) == [
        "def/portbook-networks.yaml",
        "def/portbook-services.yaml",
        "policies/pol/portbook-nftables.yaml",
    ]
    networks, services, policy = map(yaml.safe_load, made.files.values())
    assert networks["networks"]["PB_APPLE_GATE_IPV4"] == {"values": [{"address": "10.0.0.0/24"}]}
    assert services["services"]["PB_TCP_7070"] == [{"protocol": "tcp", "port": "7070"}]
    (only,) = policy["filters"]
    assert only["header"]["targets"] == {"nftables": "mixed forward"}
    first, *_, last = only["terms"]
    assert first == {
        "name": "flow-613e07ac549f-tcp",
        "comment": "Edge balancer to apple_gate: tables/orchard.txt:5; tables/orchard.txt:9",
        "source-address": "PB_EDGE_BALANCER_2E6C2CBE",
        "destination-address": "PB_APPLE_GATE",
        "protocol": "tcp",
        "destination-port": ["PB_TCP_80"],
        "action": "accept",
    }
    assert last == {"name": "default-deny", "action": "deny"}


def test_a_rule_is_the_same_whatever_else_is_exported() -> None:
    one, two = flow(GATE, STORE, 7070), flow(BALANCER, PRESS, ports(80, (9000, 9009)))
    alone, together = (exported(flows, ["nftables"]).files for flows in ([one], [two, one]))
    term = alone["policies/pol/portbook-nftables.yaml"].partition("terms:\n")[2].partition("  - name: default")[0]
    assert term in together["policies/pol/portbook-nftables.yaml"]


def test_kubernetes_has_a_policy_for_each_end() -> None:
    made = exported([flow(GATE, STORE), flow(BALANCER, STORE)], ["k8s"])
    assert [policy.name for policy in made.policies] == [
        "portbook-k8s-ingress-PB_PEAR_STORE",
        "portbook-k8s-egress-PB_EDGE_BALANCER_2E6C2CBE",
        "portbook-k8s-egress-PB_APPLE_GATE",
    ]


@pytest.mark.parametrize("target", ["nsxt", "paloalto"])
def test_a_transport_that_a_target_cannot_say_is_listed(target: str) -> None:
    made = exported([flow(GATE, STORE, 53, transports=("TCP", "SCTP"))], [target, "nftables"])
    assert [(item.target, item.transport, item.reasons) for item in made.left] == [
        (target, "SCTP", (Reason.TARGET_TRANSPORT,))
    ]
    assert [len(policy.permits) for policy in made.policies] == [1, 2]


def test_where_nothing_is_exact_there_is_no_policy() -> None:
    assert exported([flow(GATE, STORE, transports=())]).policies == ()


def test_texts_of_sources_stay_text() -> None:
    press = Endpoint(NASTY, Kind.VM)
    plain = flow(press, STORE, 7070)
    nasty = replace(plain, evidence=(plain.evidence[0]._replace(path=NASTY),), id="0123456789ab")
    made = exported([nasty, flow(GATE, STORE)], known={**ORCHARD, **addresses(**{NASTY: "10.9.0.1"})})
    texts = {**made.files, **rendered(made)}
    marks = "\x1b", "\u202e", "evil'", "\\", "{{", "$("
    assert [name for name, text in texts.items() if any(mark in text for mark in marks)] == []
    terms = yaml.safe_load(made.files["policies/pol/portbook-nftables.yaml"])["filters"][0]["terms"]
    assert (len(terms), terms[0]["name"]) == (3, "flow-0123456789ab-tcp")


def test_the_program_of_aerleon_generates_from_the_folder_as_it_is(tmp_path: Path) -> None:
    pytest.importorskip("aerleon", reason=NEEDS_AERLEON)
    made = exported([flow(GATE, PRESS, ports(80, (9000, 9009)), transports=("TCP", "UDP"))])
    for name, text in made.files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "aerleon", "--output_directory", "out"],
        cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    ours = rendered(made)
    assert {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "out").iterdir()} == ours
    assert json.loads(ours["portbook-nsxt.nsxt"])["rules"][0]["action"] == "ALLOW"
    assert {policy.target for policy in made.policies} == set(TARGETS)
