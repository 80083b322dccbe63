"""What this release of Aerleon does wrong, which the export steers clear of; the guide tells of each.

One of these that fails is good news: the fault is mended, and the way around it may go.
"""

import json
from typing import Any

import pytest

from firewall.orchard_addresses import NEEDS_AERLEON
from portbook.firewall.generator import Definitions, GeneratorError, generate

pytest.importorskip("aerleon", reason=NEEDS_AERLEON)

DEFINITIONS = """
networks:
  BOTH: {values: [{address: 10.0.0.1/32}, {address: "2001:db8::1/128"}]}
  FOUR: {values: [{address: 10.0.1.0/24}]}
services:
  WEB: [{protocol: tcp, port: "80"}, {protocol: sctp, port: "80"}]
"""


def made(target: str, header: str, source: str, protocol: str) -> str:
    policy = {
        "filters": [
            {
                "header": {"targets": {target: header}},
                "terms": [
                    {
                        "name": "flow-1",
                        "source-address": source,
                        "destination-address": "FOUR",
                        "protocol": protocol,
                        "destination-port": "WEB",
                        "action": "accept",
                    }
                ],
            }
        ]
    }
    (text,) = generate({"policy": json.dumps(policy)}, Definitions.read(DEFINITIONS)).values()
    return text


@pytest.mark.parametrize("target", ["openconfig", "sonic"])
@pytest.mark.parametrize(("source", "ends"), [("FOUR", {}), ("BOTH", {"source-address": "2001:db8::1/128"})])
def test_a_mixed_list_opens_the_version_of_ip_that_an_end_lacks(target: str, source: str, ends: dict[str, Any]) -> None:
    entries = json.loads(made(target, "portbook mixed", source, "tcp"))[0]["acl-entries"]["acl-entry"]
    assert [entry["ipv6"]["config"] for entry in entries if "ipv6" in entry] == [{"protocol": 6, **ends}]


def test_a_mixed_list_of_nokia_does_so_too() -> None:
    (entry,) = json.loads(made("nokiasrl", "portbook mixed", "FOUR", "tcp"))[1]["ipv6-filter"]["entry"]
    assert entry["match"] == {"destination-port": {"value": 80}, "next-header": 6}


def test_a_hierarchical_policy_of_gcp_forgets_where_traffic_goes() -> None:
    (rule,) = json.loads(made("gcp_hf", "portbook INGRESS", "FOUR", "tcp"))[0]["rules"]
    assert set(rule["match"]["config"]) == {"layer4Configs", "srcIpRanges"}


def test_nsxt_opens_every_service_for_sctp() -> None:
    (rule,) = json.loads(made("nsxt", "portbook mixed", "FOUR", "sctp"))["rules"]
    assert (rule["action"], rule["services"], rule["service_entries"]) == ("ALLOW", ["ANY"], [])


def test_pcap_breaks_off_on_sctp() -> None:
    with pytest.raises(GeneratorError, match="does not generate from policy: 'sctp'"):
        made("pcap", "portbook mixed", "FOUR", "sctp")


def test_nftables_says_every_rule_of_a_mixed_table_twice() -> None:
    lines = [line for line in made("nftables", "mixed forward", "FOUR", "tcp").splitlines() if "saddr" in line]
    assert len(lines) == 2 * len(set(lines))
