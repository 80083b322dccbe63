"""The proof finds what a generator does wrong: a port dropped, an end widened, a rule lost, another one made."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from books import BALANCER, GATE, PRESS, STORE, flow, ports
from firewall.orchard_addresses import NEEDS_AERLEON, exported, rendered
from portbook.firewall import TARGETS, Export, VerifyError, verify
from portbook.firewall.proof import compare
from portbook.firewall.targets import Place

pytest.importorskip("aerleon", reason=NEEDS_AERLEON)

FLOWS = (
    flow(GATE, PRESS, ports(80, 443, (9000, 9009)), transports=("TCP", "UDP")),
    flow(BALANCER, GATE, 8443, lines=(2,)),
    flow(GATE, STORE, 7070, lines=(3,)),
)
Fault = Callable[[str], str]


def once(pattern: str, by: str) -> Fault:
    """Make a fault that replaces the first place that fits."""

    def fault(text: str) -> str:
        broken, count = re.subn(pattern, by, text, count=1, flags=re.DOTALL)
        assert count, f"nothing to break: {pattern}"
        return broken

    return fault


def everywhere(text: str, by: str) -> Fault:
    """Make a fault at every place: Aerleon writes the rules of nftables twice."""
    return lambda whole: whole.replace(text, by)


OPENCONFIG = {
    "a port dropped": once(r'"destination-port": 443', '"destination-port": 444'),
    "an end left out": once(r'"destination-address": "[^"]*",', ""),
    "open by default": once('"DROP"', '"ACCEPT"'),
}
FAULTS: dict[str, dict[str, Fault]] = {
    "nftables": {
        "a port dropped": everywhere("80, 443, ", "80, "),
        "a port added": once(r"dport 8443", "dport { 8443, 22 }"),
        "a range shortened": everywhere("9000-9009", "9000-9008"),
        "an end widened": once(r"10\.1\.0\.4/32", "10.1.0.0/24"),
        "another transport": everywhere("udp dport", "tcp dport"),
        "a chain that nothing jumps to": once(r"jump flow-\S*\n", "\n"),
        "a rule that accepts all": once(r"ct state established,related accept", "accept"),
        "a chain open by default": once("policy drop", "policy accept"),
        "another hook": once("hook forward", "hook input"),
        "ends swapped": once(r"saddr (\S+) ip daddr 10\.1\.0\.4/32", r"saddr 10.1.0.4/32 ip daddr \1"),
    },
    "nsxt": {
        "a port dropped": once(r'"443-443",', ""),
        "an end left out": once(r'"10\.1\.0\.4/32"', '"ANY"'),
        "no service, which is any": once(r'"service_entries": \[.*?\]\s*\}\s*\]', '"service_entries": []'),
        "a rule that is not there": once(r'"DROP"', '"ALLOW"'),
        "ends that are excluded": once(r'"services"', '"sources_excluded": true, "services"'),
        "a rule that is off": once(r'"services"', '"disabled": true, "services"'),
        "one direction": once("IN_OUT", "IN"),
    },
    "paloalto": {
        "a port dropped": once("80,443,", "80,"),
        "an address changed": once(r"10\.1\.0\.4/32", "10.1.0.5/32"),
        "a last rule between zones alone": once(
            "<action>deny</action>", "<action>deny</action><rule-type>interzone</rule-type>"
        ),
        "any service": once(r"<member>service-flow-[^<]*</member>", "<member>any</member>"),
        "open by default": once("<action>deny</action>", "<action>allow</action>"),
        "an object that is not there": once(r'entry name="PB_PEAR_STORE_0"', 'entry name="PB_OTHER_0"'),
    },
    "k8s": {
        "a port dropped": once(r"- port: 443\s*protocol: TCP\s*", ""),
        "a range without its end": once(r"endPort: 9009\s*", ""),
        "an end left out": once(r"from:\s*(- ipBlock:\s*cidr: \S+\s*)+", "from: []\n      "),
        "another version": once(r"cidr: 10\.0\.0\.0/24", "cidr: 2001:db8:9::/64"),
    },
    "openconfig": OPENCONFIG,
    "sonic": OPENCONFIG,
    "nokiasrl": {
        "a port dropped": once(r'"value": 443', '"value": 444'),
        "a range shortened": once(r'"end": 9009', '"end": 9008'),
        "an end left out": once(r'"source-ip": \{\s*"prefix": "[^"]*"\s*\}', '"other": 1'),
        "open by default": once(r'"drop": \{\}', '"accept": {}'),
    },
}
CASES = [(target, name) for target, faults in FAULTS.items() for name in faults]


@pytest.mark.parametrize("target", TARGETS)
def test_what_aerleon_generates_is_what_the_book_says(target: str) -> None:
    made = exported(FLOWS, [target])
    done = verify(made)
    assert done.configurations == rendered(made)
    assert done.checked == (0 if target == "k8s" else len(made.policies[0].permits))


@pytest.mark.parametrize("target", TARGETS)
def test_no_port_of_many_is_dropped(target: str) -> None:
    many = flow(GATE, PRESS, ports(*range(1001, 1201, 2), (20000, 40000), 65535), transports=("TCP", "UDP"))
    verify(exported([many, *FLOWS], [target]))


@pytest.mark.parametrize(("target", "name"), CASES)
def test_a_fault_of_the_generator_is_found(target: str, name: str) -> None:
    made = exported(FLOWS, [target])
    whole = rendered(made)
    file = next(file for file, text in whole.items() if _breaks(FAULTS[target][name], text))
    assert compare(made, whole) == []
    assert compare(made, {**whole, file: FAULTS[target][name](whole[file])})


def test_a_difference_says_what_the_book_says_and_what_is_generated() -> None:
    made = exported([FLOWS[1]], ["nftables"])
    broken = {name: text.replace("8443", "{ 8443, 22 }") for name, text in rendered(made).items()}
    assert compare(made, broken)[0] == (
        "portbook-nftables: tcp from 192.0.2.1/32 to 10.0.0.0/24: the book says 8443, generated is 22, 8443"
    )


def test_a_file_that_is_not_generated_is_found() -> None:
    assert compare(exported(FLOWS, ["nsxt"]), {}) == ["portbook-nsxt: nothing was generated"]


def test_a_file_that_nobody_asked_for_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    made = exported(FLOWS, ["nftables"])
    more = {**rendered(made), "other.nft": "accept everything"}
    monkeypatch.setattr("portbook.firewall.proof.generate", lambda *_: more)
    with pytest.raises(VerifyError, match=r"other\.nft: nobody asked for this file"):
        verify(made)


def test_a_policy_that_lost_a_rule_on_its_way_is_found() -> None:
    made = exported(FLOWS, ["nftables"])
    name = "policies/pol/portbook-nftables.yaml"
    lost = {**made.files, name: made.files[name].replace("PB_TCP_80, ", "")}
    with pytest.raises(VerifyError, match="Aerleon's check denies tcp"):
        verify(Export(lost, made.policies, made.left))


def _breaks(fault: Fault, text: str) -> bool:
    try:
        return fault(text) != text
    except AssertionError:
        return False


def test_a_rule_that_aerleon_makes_too_wide_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """It makes a rule for any service where it cannot say SCTP for NSX-T; here it is made to."""
    monkeypatch.setitem(TARGETS, "nsxt", replace(TARGETS["nsxt"], transports=frozenset(("sctp",))))
    with pytest.raises(
        VerifyError, match=r"portbook-nsxt: the rule 'flow-[^']*' of NSX-T names no service, so that it"
    ):
        verify(exported([flow(GATE, STORE, 3868, transports=("SCTP",))], ["nsxt"]))


def test_a_mixed_list_that_aerleon_opens_for_anybody_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    mixed = replace(TARGETS["openconfig"], headers={Place.BETWEEN: "portbook mixed"})
    monkeypatch.setitem(TARGETS, "openconfig", mixed)
    with pytest.raises(VerifyError, match="portbook-openconfig: the entry 10 of OpenConfig is not understood"):
        verify(exported([flow(GATE, STORE)], ["openconfig"]))
