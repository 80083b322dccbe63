"""The engine's own process: draws one graph a line, from standard input to standard output, until its input ends.

It is run by path and imports nothing of Portbook. A line of input is a DOT text in JSON, a line of output is an object
with ``svg`` or ``error``; the first line of output names the ``engine`` or says why there is none. A graph that breaks
the engine ends this process and no other.
"""

import json
import os
import sys
import tempfile
from collections.abc import Callable
from typing import Any, BinaryIO

Draw = Callable[[str], bytes]


def engine() -> tuple[str, Draw]:
    """Load the Graphviz of the pygraphviz wheel. Returns its name and a function from DOT to SVG."""
    import pygraphviz  # noqa: PLC0415 - a missing engine is an answer, not a failed import
    from pygraphviz import graphviz  # noqa: PLC0415

    context = graphviz.gvContextWithBuiltins()

    def draw(dot: str) -> bytes:
        with tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n") as file:
            file.write(dot)
            file.seek(0)
            graph = graphviz.agread(file, None)
        try:
            if graphviz.gvLayout(context, graph, b"dot"):
                raise ValueError("the layout failed")
            status, svg = graphviz.gvRenderData(context, graph, b"svg")
            graphviz.gvFreeLayout(context, graph)
        finally:
            graphviz.agclose(graph)
        if status or not svg:
            raise ValueError("the picture could not be written")
        return bytes(svg)

    return f"Graphviz {pygraphviz.__graphviz_version__} of pygraphviz {pygraphviz.__version__}", draw


def answer(draw: Draw, dot: str) -> dict[str, str]:
    """Draw one graph; say why it cannot be drawn where it cannot."""
    try:
        return {"svg": draw(dot).decode("utf-8")}
    except (OSError, ValueError) as error:
        return {"error": str(error)}


def main() -> int:
    """Answer each line of standard input. Whatever the engine prints goes to standard error."""
    output = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    try:
        name, draw = engine()
    except (ImportError, OSError) as error:
        _say(output, {"error": str(error)})
        return 1
    _say(output, {"engine": name})
    for line in sys.stdin.buffer:
        _say(output, answer(draw, json.loads(line)))
    return 0


def _say(output: BinaryIO, message: dict[str, Any]) -> None:
    output.write(json.dumps(message).encode("ascii") + b"\n")
    output.flush()


if __name__ == "__main__":
    sys.exit(main())
