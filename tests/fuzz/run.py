"""Fuzz a reader, guided by coverage, until the time is up or something breaks.

Usage: python -m fuzz.run FORMAT [SECONDS] [--laws]

What breaks is left in ``tests/fuzz/found/FORMAT``, where ``test_found.py`` tries it from then on. Needs the package
``atheris``, the extra ``fuzz``.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import atheris

INSTRUMENTED = ["portbook", "markdown_it", "docutils", "openpyxl"]
with atheris.instrument_imports(include=INSTRUMENTED):
    from fuzz.invariants import check
    from fuzz.packing import as_file
    from fuzz.seeds import dictionary, seeds

FOUND = Path(__file__).parent / "found"
LONGEST = 20_000
SECONDS_PER_100_KB = 1.0
SLOWED = 12.0
"""How many times slower instrumented code runs, with some to spare."""
STARTING = 0.5
"""Seconds that a short input may take."""


def main(name: str, seconds: int, laws: bool) -> None:
    """Fuzz one format."""
    judge = _laws() if laws else check
    with atheris.instrument_imports(include=INSTRUMENTED):  # readers import parsers when they need them
        for seed in seeds(name):
            judge(name, as_file(name, seed))

    def judged(data: bytes) -> None:
        before = time.process_time()
        judge(name, as_file(name, data))
        spent = time.process_time() - before
        allowed = SLOWED * (STARTING + SECONDS_PER_100_KB * len(data) / 100_000)
        assert laws or spent < allowed, f"{len(data)} bytes took {spent:.1f} s"

    found = FOUND / name
    found.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder, "corpus")
        corpus.mkdir()
        for number, seed in enumerate(seeds(name)):
            (corpus / f"seed-{number:04}").write_bytes(seed)
        words = Path(folder, "dictionary")
        words.write_text(dictionary(name), encoding="utf-8")
        atheris.Setup(
            [
                sys.argv[0],
                str(corpus),
                f"-dict={words}",
                f"-max_total_time={seconds}",
                f"-max_len={LONGEST}",
                "-timeout=60",
                "-rss_limit_mb=4096",
                f"-artifact_prefix={found}/",
                "-print_final_stats=1",
            ],
            judged,
        )
        atheris.Fuzz()


def _laws() -> Callable[[str, bytes], object]:
    with atheris.instrument_imports(include=["portbook"]):
        from fuzz.laws import check_laws  # noqa: PLC0415 - readers alone are fuzzed without all the rest
    return check_laws


if __name__ == "__main__":
    given = [word for word in sys.argv[1:] if not word.startswith("-")]
    main(given[0], int(given[1]) if given[1:] else 1800, "--laws" in sys.argv)
