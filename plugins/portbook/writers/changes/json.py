"""Write what changed for programs: the contract of ``portbook diff``."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from portbook.changes import Changed, Closed, Governed, Opened, Ports, Regrouped, Renamed, Reworded
from portbook.changes.comparison import Comparison, Release
from portbook.views.changes.said import proof, verdict
from portbook.writers.json import document_value, flow_value, note_value

SCHEMA = "portbook-changes.schema.json"
"""The published schema, in docs/schema."""
VERSION = 1


def changes(comparison: Comparison) -> dict[str, Any]:
    """Make the value of ``portbook diff``: every change with the flows of both sides, whole."""
    diff = comparison.diff
    return {
        "$schema": SCHEMA,
        "version": VERSION,
        "old": _release(comparison.old),
        "new": _release(comparison.new),
        "summary": verdict(comparison),
        "proof": {"limits": list(comparison.limits), "says": proof(comparison)},
        "counts": {"old": diff.old_flows, "new": diff.new_flows, "unchanged": diff.unchanged},
        "opens": diff.opens,
        "opened": [_opened(item) for item in diff.opened],
        "closed": [_closed(item) for item in diff.closed],
        "changed": [_changed(item) for item in diff.changed],
        "governed": [_governed(item) for item in diff.governed],
        "renamed": {
            "endpoints": [_renamed(item) for item in diff.endpoints],
            "subsystems": [_renamed(item) for item in diff.subsystems],
        },
        "regrouped": [_regrouped(item) for item in diff.regrouped],
        "reworded": [_reworded(item) for item in diff.reworded],
    }


def _release(release: Release) -> dict[str, Any]:
    return {
        "name": release.name,
        "documents": [document_value(document) for document in release.documents],
        "accounts": asdict(release.accounts),
    }


def _opened(item: Opened) -> dict[str, Any]:
    return {"new": flow_value(item.new), "opens": _ports(item.opens)}


def _closed(item: Closed) -> dict[str, Any]:
    return {"old": flow_value(item.old), "closes": _ports(item.closes)}


def _changed(item: Changed) -> dict[str, Any]:
    return {
        "old": flow_value(item.old),
        "new": flow_value(item.new),
        "aspects": [aspect.value for aspect in item.aspects],
        "opens": _ports(item.opens),
        "closes": _ports(item.closes),
    }


def _governed(item: Governed) -> dict[str, Any]:
    return {
        "subsystem": item.subsystem,
        "old": [note_value(note) for note in item.old],
        "new": [note_value(note) for note in item.new],
    }


def _renamed(item: Renamed) -> dict[str, Any]:
    return {
        "old": item.old,
        "new": item.new,
        "same": item.same,
        "old_flows": item.old_flows,
        "new_flows": item.new_flows,
        "examples": [{"old": flow_value(old), "new": flow_value(new)} for old, new in item.examples],
    }


def _regrouped(item: Regrouped) -> dict[str, Any]:
    return {"old": [flow_value(flow) for flow in item.old], "new": [flow_value(flow) for flow in item.new]}


def _reworded(item: Reworded) -> dict[str, Any]:
    return {"old": flow_value(item.old), "new": flow_value(item.new), "words": list(item.words)}


def _ports(items: Iterable[Ports]) -> list[dict[str, Any]]:
    """Write ports of each transport; one that nobody states is null."""
    return [
        {
            "transport": item.transport or None,
            "ports": [[part.first, part.last] for part in item.ports.ranges],
            "port_symbol": item.ports.symbol,
        }
        for item in items
    ]
