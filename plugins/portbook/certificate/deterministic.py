"""Law 5, deterministic: the same sources give the same book."""

from portbook.certificate.outcome import Outcome
from portbook.compiler import Compilation


def check(compilation: Compilation, *, thorough: bool) -> Outcome:
    """Compare the book with one compiled once more from the same sources in another order."""
    if not thorough:
        return Outcome("left to `portbook certify`, which compiles the sources a second time", checked=False)
    broken = () if compilation.book == compilation.again().book else ("a second compilation gave another book",)
    return Outcome("a second compilation, in another order, gave the same book", broken)
