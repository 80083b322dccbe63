"""A kernel's own firewall between two machines that are not there: network namespaces of this process, and its alone.

left  ---veth---  middle (forwards, filters)  ---veth---  right
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

TOOLS = {"nft": "nftables", "ip": "iproute2"}
LEFT, RIGHT = ("192.0.2.2", "2001:db8:a::2"), ("198.51.100.2", "2001:db8:b::2")
GATEWAYS = {"left": ("192.0.2.1", "2001:db8:a::1"), "right": ("198.51.100.1", "2001:db8:b::1")}
LENGTHS = (24, 64)
FORWARDING = ("net.ipv4.ip_forward=1", "net.ipv6.conf.all.forwarding=1")
SECONDS = 20

ANSWER = """
import selectors, socket, sys
chosen = selectors.DefaultSelector()
for item in sys.argv[1:]:
    kind, host, port = item.split(",")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM if kind == "tcp" else socket.SOCK_DGRAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    made.bind((host, int(port)))
    if kind == "tcp":
        made.listen(64)
    chosen.register(made, selectors.EVENT_READ, kind)
print("ready", flush=True)
while True:
    for key, _ in chosen.select():
        if key.data == "tcp":
            key.fileobj.accept()[0].close()
        else:
            key.fileobj.sendto(b"heard", key.fileobj.recvfrom(64)[1])
"""
"""Answers whoever calls, on every port that is named; ends with the process that started it."""

ASK = """
import socket, sys
from concurrent.futures import ThreadPoolExecutor

def reached(item):
    kind, host, port = item.split(",")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM if kind == "tcp" else socket.SOCK_DGRAM)
    made.settimeout(2)
    try:
        made.connect((host, int(port)))
        if kind == "udp":
            made.send(b"anybody?")
            made.recv(64)
        return "yes"
    except TimeoutError:
        return "no"

with ThreadPoolExecutor(len(sys.argv)) as pool:
    print(*pool.map(reached, sys.argv[1:]), sep="\\n")
"""


def unfit() -> str:
    """Say why this machine cannot do it; empty where it can."""
    missing = [package for tool, package in TOOLS.items() if not shutil.which(tool)]
    if missing:
        return f"the programs of {' and '.join(missing)} are not installed: apt-get install {' '.join(missing)}"
    if os.geteuid() != 0:
        return "only root may make network namespaces; run the tests as root in a container of your own"
    try:
        with _namespace(_name("try")) as name:
            _in(name, "nft", "add", "table", "inet", "try")
    except subprocess.CalledProcessError as error:
        return f"this machine does not let network namespaces filter: {error.stderr.strip()}"
    return ""


@dataclass(frozen=True)
class Machines:
    """Hold the namespaces: two machines, and the firewall between them."""

    left: str
    middle: str
    right: str

    def load(self, ruleset: str) -> None:
        """Make a ruleset the only one of the firewall. Raises CalledProcessError where nftables refuses it."""
        _in(self.middle, "nft", "flush", "ruleset")
        _in(self.middle, "nft", "-f", "-", text=ruleset)

    def loaded(self) -> list[dict[str, Any]]:
        """Return what the kernel filters by, as the program of nftables tells it."""
        listed: list[dict[str, Any]] = json.loads(_in(self.middle, "nft", "--json", "list", "ruleset"))["nftables"]
        return listed

    def reached(self, caller: str, packets: list[tuple[str, str, int]]) -> list[bool]:
        """Tell which of some packets, each transport, address and port, one of the machines gets an answer to."""
        items = [f"{kind},{host},{port}" for kind, host, port in packets]
        listener = self.right if caller == self.left else self.left
        command = ["ip", "netns", "exec", listener, sys.executable, "-c", ANSWER, *items]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as answering:
            try:
                assert answering.stdout
                assert answering.stdout.readline() == "ready\n"
                return [line == "yes" for line in _in(caller, sys.executable, "-c", ASK, *items).split()]
            finally:
                answering.kill()


@contextmanager
def machines(which: str = "") -> Iterator[Machines]:
    """Give two machines that reach each other through a third; all are gone afterwards."""
    names = [_name(f"{which}{end}") for end in "lmr"]
    with _namespace(names[0]) as left, _namespace(names[1]) as middle, _namespace(names[2]) as right:
        for end, side, addresses in ((left, "left", LEFT), (right, "right", RIGHT)):
            _run("ip", "link", "add", "eth0", "netns", end, "type", "veth", "peer", "name", side, "netns", middle)
            _set_up(middle, side, GATEWAYS[side])
            _set_up(end, "eth0", addresses)
            for gateway in GATEWAYS[side]:
                _in(end, "ip", "route", "add", "default", "via", gateway)
        _in(middle, "sysctl", "-q", "-w", *FORWARDING)
        yield Machines(left, middle, right)


def _set_up(namespace: str, device: str, addresses: tuple[str, str]) -> None:
    for address, length in zip(addresses, LENGTHS, strict=True):
        flags = ["nodad"] if ":" in address else []
        _in(namespace, "ip", "address", "add", f"{address}/{length}", "dev", device, *flags)
    _in(namespace, "ip", "link", "set", device, "up")
    _in(namespace, "ip", "link", "set", "lo", "up")


def _name(part: str) -> str:
    return f"portbook-{os.getpid()}-{part}"


@contextmanager
def _namespace(name: str) -> Iterator[str]:
    _run("ip", "netns", "add", name)
    try:
        yield name
    finally:
        _run("ip", "netns", "del", name)


def _in(namespace: str, *command: str, text: str = "") -> str:
    return _run("ip", "netns", "exec", namespace, *command, text=text)


def _run(*command: str, text: str = "") -> str:
    done = subprocess.run(
        command, input=text, capture_output=True, text=True, encoding="utf-8", check=True, timeout=SECONDS
    )
    return done.stdout
