"""Law 1, lossless: a document can be written back, byte for byte."""

from collections.abc import Sequence

from portbook.certificate.outcome import Outcome
from portbook.document import Document, unparse
from portbook.source import digest
from portbook.views.wording import count


def check(documents: Sequence[Document]) -> Outcome:
    """Compare the digest of each document, written back from its nodes, with that of the bytes that were read."""
    broken = [d.source.path for d in documents if digest(unparse(d)) != d.source.content]
    size = sum(len(d.source.text) for d in documents)
    return Outcome(
        f"{count(len(documents), 'document')} of {size:,} characters written back byte for byte",
        tuple(f"{path} is not written back as it was read" for path in broken),
    )
