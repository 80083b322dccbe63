"""The engine's own process: draws one graph a line, from standard input to standard output, until its input ends.

It is run by path and imports nothing of Portbook. Its arguments are the format, and the seconds after which it ends
whatever it does: who started it may have been killed. A line of input is a DOT text in
JSON. A line of output is an object with ``picture``, in base64, or ``error``, and with what Graphviz ``said``; the
first line names the ``engine`` and tells whether it finds ``fonts``, or says in ``error`` why there is none. A graph
that breaks the engine ends this process and no other.
"""

import json
import os
import signal
import sys
import tempfile
from base64 import b64encode
from collections.abc import Callable
from typing import Any, BinaryIO

Draw = Callable[[str, str], bytes]

NARROW, WIDE = "iiiiiiii", "WWWWWWWW"

PROBE = f"digraph {{ node [fontname=Arial] {NARROW}; {WIDE} }}"
"""Two names of equally many letters: where they come out equally wide, there are no fonts."""


def finds_fonts(plain: bytes) -> bool:
    """Tell from the probe, drawn in the format ``plain``, whether the engine knows how wide letters are."""
    nodes = (line.split() for line in plain.decode("ascii", "replace").splitlines() if line.startswith("node "))
    widths = {words[1]: float(words[4]) for words in nodes}
    return widths[NARROW] < widths[WIDE]


def engine() -> tuple[str, Draw]:
    """Load the Graphviz of the pygraphviz wheel. Returns its name and a function from DOT and format to bytes."""
    import pygraphviz  # noqa: PLC0415 - a missing engine is an answer, not a failed import
    from pygraphviz import graphviz  # noqa: PLC0415

    context = graphviz.gvContextWithBuiltins()

    def draw(dot: str, style: str) -> bytes:
        with tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n") as file:
            file.write(dot)
            file.seek(0)
            graph = graphviz.agread(file, None)
        try:
            if graphviz.gvLayout(context, graph, b"dot"):
                raise ValueError("the layout failed")
            status, data = graphviz.gvRenderData(context, graph, style.encode("ascii"))
            graphviz.gvFreeLayout(context, graph)
        finally:
            graphviz.agclose(graph)
        if status or not data:
            raise ValueError("the picture could not be written")
        return bytes(data)

    return f"Graphviz {pygraphviz.__graphviz_version__} of pygraphviz {pygraphviz.__version__}", draw


def answer(draw: Draw, dot: str, style: str) -> dict[str, Any]:
    """Draw one graph; say why it cannot be drawn where it cannot."""
    try:
        return {"picture": b64encode(draw(dot, style)).decode("ascii"), "said": _said()}
    except (OSError, ValueError) as error:
        return {"error": str(error), "said": _said()}


def main() -> int:
    """Answer each line of standard input. Whatever the engine prints goes to standard error, which is a file."""
    if hasattr(signal, "alarm"):
        signal.alarm(int(sys.argv[2]))
    output = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    try:
        name, draw = engine()
        _say(output, {"engine": name, "fonts": finds_fonts(draw(PROBE, "plain")), "said": _said()})
    except (ImportError, OSError, ValueError, LookupError) as error:
        _say(output, {"error": str(error)})
        return 1
    for line in sys.stdin.buffer:
        _say(output, answer(draw, json.loads(line), sys.argv[1]))
    return 0


def _said() -> str:
    """Take what was written to standard error since the last time, so that it is known about which graph it was."""
    os.lseek(2, 0, os.SEEK_SET)
    said = os.read(2, 2**16)
    os.ftruncate(2, 0)
    os.lseek(2, 0, os.SEEK_SET)
    return said.decode("utf-8", "replace")


def _say(output: BinaryIO, message: dict[str, Any]) -> None:
    output.write(json.dumps(message).encode("ascii") + b"\n")
    output.flush()


if __name__ == "__main__":
    sys.exit(main())
