"""Measure the peak memory of compiling one page of many rows, in a process of its own.

Usage: python -m benchmarks.memory [ROWS]
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.clock import machine, verdict
from benchmarks.generate import flattened, sections

CHILD = """
import resource, sys
from pathlib import Path
from portbook.compiler import Input, compile_sources
from portbook.options import Options, SourceOptions

data = Path(sys.argv[1]).read_bytes()
made = compile_sources([Input("generated.txt", data, SourceOptions(path="generated.txt"))], Options())
unit = 1 if sys.platform == "darwin" else 1024
print(len(made.book.flows), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit)
"""


def main(rows: int = 100_000) -> None:
    """Compile a generated page and print the peak resident memory in GiB."""
    print(machine())
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "generated.txt")
        page.write_text(flattened(sections(rows)), encoding="utf-8")
        child = subprocess.run([sys.executable, "-c", CHILD, str(page)], capture_output=True, text=True, check=True)
    flows, peak = (int(word) for word in child.stdout.split())
    print(f"{rows:,} rows, {flows:,} flows: peak GiB {verdict(peak / 2**30, 1.0)}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 100_000)
