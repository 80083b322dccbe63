"""Inventories as they come: what BOSH prints, CSV, YAML, JSON; and those that are hostile, each with a clear place."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory.reading import bosh, found, read, shown

PRESSES = [("press/0a", ["10.0.4.4/32", "10.1.0.4/32"]), ("store/0b", ["10.0.4.5/32"])]


def test_what_bosh_prints_of_vms_and_instances() -> None:
    rows = (
        {"instance": "press/0a", "ips": "10.0.4.4\n10.1.0.4", "process_state": "running", "az": "z1"},
        {"instance": "store/0b", "ips": "10.0.4.5"},
    )
    for content in ("vms", "instances"):
        machines, report = read("vms.json", bosh(*rows, content=content))
        assert (shown(machines), found(report)) == (PRESSES, [])


def test_rows_of_processes_are_no_machines() -> None:
    rows = (
        {"instance": "press/0a", "process": "", "ips": "10.0.4.4"},
        {"instance": "", "process": "screw", "ips": ""},
        {"instance": "press/0a", "process": "agent", "ips": ""},
        {"instance": "~", "process": "~", "ips": "10.0.4.9"},
    )
    machines, report = read("vms.json", bosh(*rows[:3]))
    assert (shown(machines), found(report)) == ([("press/0a", ["10.0.4.4/32"])], [])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", "Instance,AZ,IPs\npress/0a,z1,10.0.4.4 10.1.0.4\nstore/0b,z1,10.0.4.5\n"),
        ("a.csv", 'instance;ips\r\npress/0a;"10.0.4.4\r\n10.1.0.4"\r\n\r\nstore/0b;10.0.4.5\r\n'),
        ("a.tsv", "Host Name\tInstance_Group\tIP Address\nx\tpress/0a\t10.0.4.4,10.1.0.4\ny\tstore/0b\t10.0.4.5\n"),
        ("a.csv", "name,ipv4,ip\npress/0a,10.1.0.4,10.0.4.4\nstore/0b,,10.0.4.5\n"),
        ("a.yml", "press/0a: [10.0.4.4, 10.1.0.4]\nstore/0b: 10.0.4.5\n"),
        ("a.yml", "- {name: press/0a, ips: [10.0.4.4, 10.1.0.4], az: z1}\n- name: store/0b\n  ip: 10.0.4.5\n"),
        ("a.yaml", "press/0a: {addresses: [10.0.4.4, 10.1.0.4], az: 1}\nstore/0b: {ip: 10.0.4.5}\n"),
        ("a.json", '{"press/0a": ["10.0.4.4", "10.1.0.4"], "store/0b": "10.0.4.5"}'),
        ("a", '[{"group": "press/0a", "ips": "10.0.4.4,10.1.0.4"}, {"group": "store/0b", "ip": "10.0.4.5"}]'),
    ],
)
def test_names_with_addresses_in_any_of_the_formats(name: str, text: str) -> None:
    machines, report = read(name, text)
    assert (shown(machines), found(report)) == (PRESSES, [])


def test_files_of_windows_shells_are_read() -> None:
    text = bosh({"instance": "press/0a", "ips": "10.0.4.4"})
    for encoding in ("utf-8-sig", "utf-16"):
        machines, _ = read("a.json", text.encode(encoding))
        assert shown(machines) == [("press/0a", ["10.0.4.4/32"])]


def test_networks_ranges_and_ipv6_are_addresses_too() -> None:
    machines, _ = read("a.yml", "balancer: [10.0.1.0/28, 10.0.4.8-10.0.4.11, 'fd00::9', 10.0.9.0/255.255.255.0]\n")
    assert shown(machines) == [("balancer", ["10.0.1.0/28", "10.0.4.8/30", "fd00::9/128", "10.0.9.0/24"])]


def test_yaml_takes_no_name_for_a_number_or_a_truth() -> None:
    machines, _ = read("a.yml", "off: 10.0.0.1\n1e3: 10.0.0.2\n2024-01-01: 10.0.0.3\n")
    assert [name for name, _ in shown(machines)] == ["off", "1e3", "2024-01-01"]


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("a.yml", "press:\n  - 10.0.4.999\n", "a.yml:1: press: '10.0.4.999' is no address; expected one such as"),
        ("a.csv", "name,ip\npress,10.0.4.9\nstore,10.0.4.9/24\n",
         "a.csv:3: store: '10.0.4.9/24' is no address of a network; write 10.0.4.0/24 for all of it, or"),
        ("a.csv", "name,ip\nweb,010.0.0.1\n", "'010.0.0.1' is no address"),
        ("a.csv", "name,ip\nweb,fe80::1%eth0\n", "'fe80::1%eth0' is no address"),
        ("a.csv", "name,ip\nweb,10.0.0.9-10.0.0.1\n", "'10.0.0.9-10.0.0.1' is no address"),
        ("a.csv", "name,ip\nweb,10.0.0.9-fd00::1\n", "'10.0.0.9-fd00::1' is no address"),
        ("a.csv", f"name,ip\nweb,{'9' * 99_999}\n", "is no address"),
        ("a.csv", "name,ip\n,10.0.4.9\n", "a.csv:2: a machine has no name"),
        ("a.json", '[{"name": "", "ip": "10.0.4.9"}]', "a.json: [0]: a machine has no name"),
    ],
)  # fmt: skip
def test_an_entry_that_is_wrong_is_an_error_at_its_place(name: str, text: str, says: str) -> None:
    machines, report = read(name, text)
    assert machines is not None
    ((code, message),) = found(report)
    assert code == "inventory-entry"
    assert says in message
    assert len(message) < 400


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("a.json", "{", "a.json:1: this is no JSON"),
        ("a.json", "[" * 100_000, "nested too deeply"),
        ("a.json", '{"Tables": {}}', "Tables: expected a list"),
        ("a.json", '{"Tables": [1]}', "Tables[0]: expected a mapping, got 1"),
        (
            "a.json",
            '{"Tables": [{"Content": "deployments", "Rows": [{"name": "x"}]}]}',
            "a table of deployments has no inst",
        ),
        ("a.json", '{"Tables": [{"Content": "vms", "Rows": []}]}', "no machine is in it"),
        ("a.json", '{"Tables": [{"Rows": [{"instance": 1, "ips": ""}]}]}', "Rows[0].instance: expected text, got 1"),
        ("a.json", '{"web": "10.0.0.1", "web": "10.0.0.2"}', "the key 'web' is set twice"),
        ("a.json", '{"web": 10}', "web: expected text, got 10"),
        ("a.json", '{"web": [["10.0.0.1"]]}', "web[0]: expected text"),
        ("a.json", '[{"name": "web"}]', "[0] has name; expected a name under one such as instance"),
        ("a.json", "[1]", "[0]: expected a mapping, got 1"),
        ("a.json", "7", "expected what `bosh vms --json` prints"),
        ("a.json", "9" * 10_000, "this is no JSON"),
        ("a.yml", "a: &a [x, x]\nb: [*a, *a]\n", "a.yml:2: an alias such as *name is not read"),
        ("a.yml", "web: 10.0.0.1\nweb: 10.0.0.2\n", "a.yml:2: web: it is set twice"),
        ("a.yml", "a: [\n", "this is no YAML"),
        ("a.yml", "{" * 5_000, "nest"),
        ("a.yml", "a: 1\n---\nb: 2\n", "a.yml:2: it holds several documents"),
        ("a.yml", "? [a]\n: b\n", "a.yml:1: expected a name before the colon"),
        ("a.yml", "", "expected what `bosh vms --json` prints"),
        ("a.yml", "just words\n", "expected what `bosh vms --json` prints"),
        ("a.yml", "a: \x07\n", "this is no YAML"),
        ("a.csv", "", "its columns are ''"),
        ("a.csv", "name,port\nweb,80\n", "a.csv:1: its columns are 'name, port'; expected a name"),
        ("a.csv", "name,ip\nweb,10.0.0.1,x\n", "a.csv:2: this line has 3 cells, the header has 2"),
        ("a.csv", 'name,ip\nweb,"10.0.0.1\n', "this is no CSV"),
        ("a.csv", "name,ip\n", "no machine is in it"),
        ("a.txt", "web 10.0.0.1\n", "its format is not known"),
        ("a.csv", b"name,ip\nw\xff,10.0.0.1\n", "a.csv:2: this is not UTF-8"),
    ],
)
def test_a_file_that_is_no_inventory_says_where_and_what_is_expected(name: str, text: str | bytes, says: str) -> None:
    machines, report = read(name, text)
    assert machines is None
    ((code, message),) = found(report)
    assert code == "inventory-unread"
    assert says in message
    assert len(message) < 500


def test_what_stands_twice_counts_once_and_is_told() -> None:
    machines, report = read("a.csv", "name,ip\npress/0,10.0.4.4\npress/0,10.0.4.4\nstore,10.0.4.4\nmill,\n")
    assert [name for name, _ in shown(machines)] == ["press/0", "store", "mill"]
    assert found(report) == [
        ("inventory-repeated", "a.csv:3: press/0 stands in it twice"),
        ("inventory-shared", "a.csv:4: press/0 and store have the same address 10.0.4.4/32"),
        ("inventory-addressless", "a.csv:5: mill has no address"),
    ]


def test_a_large_inventory_is_read_in_seconds() -> None:
    rows = ({"instance": f"press-{n}/0", "ips": f"10.{n >> 16}.{n >> 8 & 255}.{n & 255}"} for n in range(50_000))
    text = bosh(*rows)
    began = time.monotonic()
    machines, _ = read("a.json", text)
    assert len(machines or ()) == 50_000
    assert time.monotonic() - began < 20


LEAVES = st.none() | st.booleans() | st.integers() | st.sampled_from(["", "web", "10.0.0.1", "10.0.0.0/8", "a-b", "~"])
NAMES = st.sampled_from(["Tables", "Rows", "Content", "instance", "ips", "name", "ip", "web"])
VALUES = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4))


@given(st.sampled_from([".json", ".yml", ".csv", ""]), st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_no_bytes_cause_more_than_findings(ending: str, data: bytes) -> None:
    machines, report = read(f"a{ending}", data)
    assert machines or found(report)


@given(st.sampled_from([".json", ".yml"]), VALUES)
def test_no_shape_causes_more_than_findings(ending: str, value: object) -> None:
    machines, report = read(f"a{ending}", json.dumps(value))
    assert machines or found(report)


def test_columns_of_addresses_that_stand_twice_all_count() -> None:
    for text in ("name,ip,ip\npress,10.0.4.1,10.0.4.2\n", "name,IP,ip\npress,10.0.4.1,10.0.4.2\n"):
        assert shown(read("deployed.csv", text)[0]) == [("press", ["10.0.4.1/32", "10.0.4.2/32"])]
    assert shown(read("deployed.json", '[{"name": "press", "IP": "10.0.4.1", "ip": "10.0.4.2"}]')[0]) == [
        ("press", ["10.0.4.1/32", "10.0.4.2/32"])
    ]


def test_a_column_of_names_that_stands_twice_is_refused() -> None:
    machines, report = read("deployed.csv", "name,Name,ip\npress,store,10.0.4.1\n")
    assert machines is None
    assert "'name' stands twice in it" in found(report)[0][1]


@pytest.mark.parametrize("address", ["0.0.0.0", "0.0.0.0/32", "::"])  # noqa: S104 - addresses that are refused
def test_what_no_machine_has_is_no_address(address: str) -> None:
    _, report = read("deployed.yml", f"press: '{address}'\n")
    ((code, message),) = found(report)
    assert code == "inventory-entry"
    assert "is no address of a machine; write" in message


def test_a_name_that_no_file_can_hold_is_told() -> None:
    machines, report = read("deployed.json", r'{"\ud800press": "10.0.4.1"}')
    assert machines == ()
    assert found(report)[0][0] == "inventory-entry"
