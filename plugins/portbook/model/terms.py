"""What makes two cells of protocols or security words say the same, however they are written."""

import re

from portbook.vocabulary.protocols import MUTUAL

JOIN = re.compile(r"\s*[/,;+&]\s*|\s+(?:and|or)\s+")
JOINS = {"/": "or", "+": "and", "&": "and"}


def terms(text: str) -> tuple[str, ...]:
    """Return what makes two cells of protocols or security terms equal: ``HTTP/HTTPS`` says the same as ``HTTPS/HTTP``.

    Where a cell joins its terms in more than one way, their order matters.
    """
    folded = " ".join(text.casefold().split())
    joins = {JOINS.get(join, join) for join in (match[0].strip() for match in JOIN.finditer(folded))}
    parts = [part.strip() for part in JOIN.split(folded)] if len(joins) == 1 else [folded]
    return (*sorted(joins), *sorted("mutual tls" if part in MUTUAL else part for part in parts))
