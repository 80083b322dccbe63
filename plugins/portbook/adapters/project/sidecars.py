"""Find the file beside a source that holds its options, ``NAME.portbook.yml``.

Both ``page.md.portbook.yml`` and ``page.portbook.yml`` belong to ``page.md``; the first one wins.
"""

import os
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

from portbook.diagnostics import Place, Report

SUFFIXES = (".portbook.yml", ".portbook.yaml")

Show = Callable[[Path], str]
"""Gives the path of a file as findings show it."""


def is_sidecar(path: Path) -> bool:
    """Tell whether a file's name is that of a sidecar."""
    return path.name.endswith(SUFFIXES)


def sidecars_of(source: Path) -> list[Path]:
    """Return the sidecars that stand beside a source, the one that wins first."""
    names = dict.fromkeys((source.name, source.stem))
    possible = (source.with_name(name + suffix) for name in names for suffix in SUFFIXES)
    return [path for path in possible if os.path.lexists(path)]


def check_sidecars(sources: Sequence[Path], show: Show, report: Report) -> None:
    """Report each sidecar beside the sources that several of them take, and each that none takes."""
    users: defaultdict[Path, list[Path]] = defaultdict(list)
    losers: dict[Path, Path] = {}
    for source in sources:
        if found := sidecars_of(source):
            users[found[0]].append(source)
            losers.update(dict.fromkeys(found[1:], found[0]))
    for sidecar, same in users.items():
        if len(same) > 1:
            names = ", ".join(show(source) for source in same)
            report.add("sidecar-shared", Place(show(sidecar)), f"several sources take their options from it: {names}")
    folders = {source.parent for source in sources}
    beside = {path for folder in folders for suffix in SUFFIXES for path in folder.glob(f"*{suffix}")}
    for sidecar in sorted(beside - users.keys()):
        winner = losers.get(sidecar)
        why = f"{winner.name} wins" if winner else "no source of the project has the name that it begins with"
        report.add("sidecar-unused", Place(show(sidecar)), f"the sidecar decides nothing: {why}")
