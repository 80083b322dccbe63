"""Compare compiling many documents with only reading them, small books with large ones, and a rebuild with a build.

Usage: python -m benchmarks.compiling [ROWS ...]
"""

import json
import math
import subprocess
import sys
from dataclasses import replace

from benchmarks.clock import in_turn, machine, verdict
from benchmarks.generate import flattened, markdown, sections
from portbook.compiler import Input, Readings, compile_sources
from portbook.diagnostics import Report
from portbook.options import Options, SourceOptions
from portbook.readers import READERS

PAGES, ROWS = 200, 3_500
SIZES = (10_000, 100_000)
ROWS_EACH = 100
WRITERS = {"markdown": (markdown, "md"), "text": (flattened, "txt")}

CHILD = """
import json, resource, sys, time
from benchmarks.compiling import documents
from portbook.compiler import compile_sources
from portbook.options import Options

inputs = documents(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
before = time.process_time()
made = compile_sources(inputs, Options())
unit = 1 if sys.platform == "darwin" else 1024
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
print(json.dumps([time.process_time() - before, peak, len(made.book.flows)]))
"""


def main(sizes: tuple[int, ...] = SIZES) -> None:
    """Measure each format and print the ratios."""
    print(machine())
    for name in WRITERS:
        _against_readers(name)
        _growth(name, sizes)
        _rebuild(name, sizes[0])


def documents(name: str, rows: int, rows_each: int) -> list[Input]:
    """Generate a book as documents in a format, some rows in each; names recur across documents."""
    write, extension = WRITERS[name]
    parts = sections(rows, rows_each, endpoints=max(12, rows // 13))
    return [
        Input(f"page-{number:04}.{extension}", write([part]).encode(), SourceOptions())
        for number, part in enumerate(parts)
    ]


def read_all(inputs: list[Input]) -> None:
    """Read documents and make nothing of them."""
    for item in inputs:
        kind = next(kind for kind in READERS.values() if f".{item.path.rpartition('.')[2]}" in kind.extensions)
        report = Report()
        kind.read(kind.decode(item.path, item.data, item.options, report), item.options, report, ())


def _against_readers(name: str) -> None:
    inputs = documents(name, ROWS, math.ceil(ROWS / PAGES))
    took = in_turn({"read": lambda: read_all(inputs), "compile": lambda: compile_sources(inputs, Options())}, 5)
    print(
        f"\n{name}: {len(inputs)} documents, {ROWS:,} rows\n"
        f"  the readers alone {took['read']:8.3f} s\n"
        f"  the compilation   {took['compile']:8.3f} s  ratio {verdict(took['compile'] / took['read'], 1.5)}",
        flush=True,
    )


def _growth(name: str, sizes: tuple[int, ...]) -> None:
    seconds = []
    for rows in sizes:
        arguments = [sys.executable, "-c", CHILD, name, str(rows), str(ROWS_EACH)]
        child = subprocess.run(arguments, capture_output=True, text=True, check=True)
        spent, peak, flows = json.loads(child.stdout)
        seconds.append(spent)
        print(
            f"  {rows:7,} rows in {rows // ROWS_EACH:5,} documents, {flows:,} flows: {spent:6.2f} s, "
            f"peak GiB {verdict(peak / 2**30, 1.0)}",
            flush=True,
        )
    exponent = math.log(seconds[-1] / seconds[0]) / math.log(sizes[-1] / sizes[0])
    print(f"  growth: exponent {verdict(exponent, 1.1)}", flush=True)


def _rebuild(name: str, rows: int) -> None:
    """Compile again after one document changed; the readings of all others are kept."""
    inputs = documents(name, rows, ROWS_EACH)
    kept: Readings = {}
    compile_sources(inputs, Options(), kept=kept)
    before = {path: reading for path, (_, _, reading) in kept.items()}
    changed = [replace(inputs[0], data=inputs[0].data + b"\nOne more line.\n"), *inputs[1:]]
    compile_sources(changed, Options(), kept=kept)
    again = sum(before[path] is not reading for path, (_, _, reading) in kept.items())
    took = in_turn(
        {
            "build": lambda: compile_sources(inputs, Options()),
            "rebuild": lambda: compile_sources(inputs, Options(), kept=dict(kept)),
        },
        3,
    )
    print(
        f"  one of {len(inputs)} documents changed: {again} read again; "
        f"a rebuild takes {took['rebuild'] / took['build']:.2f} of a build",
        flush=True,
    )


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
