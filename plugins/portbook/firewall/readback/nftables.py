"""Read a ruleset of nftables as Aerleon lays it out: one chain a term, and a base chain that jumps to all of them."""

import re
from collections.abc import Iterator

from portbook.diagnostics import shorten
from portbook.firewall.readback.accepted import Accepted, ReadbackError, network, port_range

_SET = r"(?:\{ (?P<%s_set>[^{}]+) \}|(?P<%s>[^\s{}]+))"
_RULE = re.compile(
    rf"(?P<family>ip6?) saddr {_SET % ('from', 'from')} (?P=family) daddr {_SET % ('to', 'to')} "
    rf"(?P<transport>tcp|udp|sctp) dport {_SET % ('port', 'port')} ct state new accept"
)
_TABLE = re.compile(r"table inet \S+ \{")
_CHAIN = re.compile(r"chain (\S+) \{")
_COMMENT = re.compile(r'comment "[^"]*"')
_JUMP = re.compile(r"jump (\S+)")
_BASE = re.compile(r"type filter hook forward priority -?\d+; policy drop;")
_REPLIES = "ct state established,related accept"
_DENY = "drop"


def from_nftables(text: str) -> Iterator[Accepted]:
    """Yield what the rules of all chains accept that the base chain jumps to, in its order, up to one that drops all.

    Raises ReadbackError for a line that it does not know, and where there is no base chain that drops the rest.
    """
    chains = _chains(text)
    bases = [name for name, lines in chains.items() if any(_BASE.fullmatch(line) for line in lines)]
    if len(bases) != 1:
        raise ReadbackError(f"{len(bases)} chains of nftables drop what no rule accepts; one is expected")
    for line in chains[bases[0]]:
        jump = _JUMP.fullmatch(line)
        if jump:
            lines = chains.get(jump[1])
            if lines is None:
                raise ReadbackError(f"the chain {shorten(jump[1])!r} is jumped to, and is not there")
            if _DENY in lines:
                return
            yield from map(_accepted, lines)
        elif line != _REPLIES and not _BASE.fullmatch(line):
            raise _unknown(line)


def _chains(text: str) -> dict[str, list[str]]:
    """Return the lines of each chain without its comments."""
    chains: dict[str, list[str]] = {}
    depth, lines = 0, None
    for line in filter(None, map(str.strip, text.splitlines())):
        chain = _CHAIN.fullmatch(line)
        if depth == 0 and _TABLE.fullmatch(line):
            depth = 1
        elif depth == 1 and chain and chain[1] not in chains:
            depth, lines = 2, chains.setdefault(chain[1], [])
        elif depth and line == "}":
            depth -= 1
        elif depth == 2 and lines is not None:
            if not _COMMENT.fullmatch(line):
                lines.append(line)
        else:
            raise _unknown(line)
    if depth:
        raise ReadbackError("the ruleset of nftables ends inside a block")
    return chains


def _accepted(line: str) -> Accepted:
    rule = _RULE.fullmatch(line)
    if not rule:
        raise _unknown(line)
    source, destination, ports = ((rule[f"{part}_set"] or rule[part]).split(", ") for part in ("from", "to", "port"))
    return Accepted(
        rule["transport"],
        tuple(map(port_range, ports)),
        tuple(map(network, source)),
        tuple(map(network, destination)),
    )


def _unknown(line: str) -> ReadbackError:
    return ReadbackError(f"this line of nftables is not understood: {shorten(line)!r}")
