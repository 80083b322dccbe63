"""Compare drawing every diagram of the real page with a bare run of the engine, and with other ways to draw them.

Usage: python -m benchmarks.drawing [ROUNDS]
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from time import perf_counter

from diagrams.onprem.compute import Server

from benchmarks.clock import in_turn, machine, verdict
from diagrams import Diagram, Edge  # type: ignore[attr-defined] # mypy takes tests/diagrams for the package
from portbook.compiler import Input, compile_sources
from portbook.diagrams import Cache, Graph, Look, Order, dots, draw, graphs
from portbook.diagrams.graphs import icons
from portbook.options import Options, SourceOptions

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "source_tables" / "tas-routing.txt"

BARE = """
import os, sys
from pathlib import Path
from pygraphviz import graphviz

context = graphviz.gvContextWithBuiltins()
os.chdir(sys.argv[2])
for path in sorted(Path(sys.argv[1]).glob("*.dot")):
    with path.open(encoding="utf-8") as file:
        graph = graphviz.agread(file, None)
    graphviz.gvLayout(context, graph, b"dot")
    path.with_suffix(".svg").write_bytes(graphviz.gvRenderData(context, graph, b"svg")[1])
    graphviz.gvFreeLayout(context, graph)
    graphviz.agclose(graph)
"""
"""The engine and nothing else: every DOT text of a folder, one after the other, in one process."""

TIMED_BUILD = """
import sys
from time import perf_counter
from mkdocs.__main__ import cli
import portbook.adapters.site.compose as site

spent, drawing = [0.0], site.drawn

def timed(*arguments):
    start = perf_counter()
    try:
        return drawing(*arguments)
    finally:
        spent[0] += perf_counter() - start

site.drawn = timed
start = perf_counter()
cli(["build", "--quiet", "--site-dir", sys.argv[1]], standalone_mode=False)
print(spent[0], perf_counter() - start)
"""
"""A build of this project's own site that prints the seconds spent on diagrams and those of the whole build."""


def main(rounds: int = 7) -> None:
    """Measure and print the ratios."""
    options = Options()
    source = Input(PAGE.name, PAGE.read_bytes(), SourceOptions())
    book = compile_sources([source], options).book
    made, texts = graphs(book), dots(book)
    print(f"{machine()}\n{len(texts)} diagrams of the real page, medians of {rounds} rounds\n")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        cache = Cache(folder, "cache")
        ways: dict[str, Callable[[], object]] = {
            "one bare batched run of the engine": lambda: _bare(_written(texts, folder / "bare")),
            "Portbook, cold": lambda: draw(book, Look(), Order(), Cache(Path(tempfile.mkdtemp(dir=folder)), "cache")),
            "Portbook, warm": lambda: draw(book, Look(), Order(), cache),
        }
        if shutil.which("dot"):
            ways["one dot process a graph"] = lambda: _one_by_one(_written(texts, folder / "single"))
            ways["the package diagrams"] = lambda: _with_diagrams(made, folder)
        else:
            print("there is no dot on PATH: neither it nor the package diagrams is measured\n")
        _compare(ways, rounds)
        _build(folder, rounds)


def _compare(ways: Mapping[str, Callable[[], object]], rounds: int) -> None:
    wall, spent = in_turn(ways, rounds, perf_counter), in_turn(ways, rounds)
    bare, *others = ways
    print(f"{'':36} {'wall':>9}  {'ratio':<24} {'processor':>9}  ratio")
    print(f"{bare:36} {wall[bare]:8.3f}s  {'1.00':<24} {spent[bare]:8.3f}s  1.00")
    for name in others:
        ratio = wall[name] / wall[bare]
        said = verdict(ratio, 1.3) if name.endswith("cold") else f"{ratio:.2f}"
        print(f"{name:36} {wall[name]:8.3f}s  {said:<24} {spent[name]:8.3f}s  {spent[name] / spent[bare]:.2f}")


def _build(folder: Path, rounds: int) -> None:
    """Build this project's site with everything in the cache, and say which part of the time diagrams take."""
    shares = []
    for _ in range(rounds + 1):
        command = [sys.executable, "-c", TIMED_BUILD, str(folder / "site")]
        environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
        ran = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
        shares.append(tuple(map(float, ran.stdout.split()[-2:])))
    drawing, whole = sorted(shares[1:], key=lambda pair: pair[0] / pair[1])[rounds // 2]
    print(f"\na warm build of this project's site: {whole:.2f} s, of it on diagrams {drawing:.3f} s")
    print(f"the part of diagrams: {verdict(drawing / whole, 0.05)}")


def _written(texts: Mapping[str, str], folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    for name, dot in texts.items():
        (folder / f"{name.replace('/', '-')}.dot").write_text(dot, encoding="utf-8")
    return folder


def _bare(folder: Path) -> None:
    command = [sys.executable, "-c", BARE, str(folder), str(icons.folder() or folder)]
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)


def _one_by_one(folder: Path) -> None:
    for path in sorted(folder.glob("*.dot")):
        command = ["dot", "-Tsvg", f"-o{path.with_suffix('.svg')}", str(path)]
        subprocess.run(command, cwd=icons.folder(), check=False, stderr=subprocess.DEVNULL)


def _with_diagrams(made: Iterable[Graph], folder: Path) -> None:
    """Draw the boxes and edges of graphs as a user of the package would, with ports as labels."""
    style = {"splines": "spline"}  # its own default draws labels far from their edges, and can crash
    for graph in made:
        path = str(folder / f"other-{graph.name.replace('/', '-')}")
        with Diagram(graph.title, filename=path, outformat="svg", show=False, graph_attr=style):
            boxes = {node.id: Server(node.label) for node in graph.nodes}
            for edge in graph.edges:
                boxes[edge.tail] >> Edge(label="\n".join(line.text for line in edge.lines)) >> boxes[edge.head]


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
