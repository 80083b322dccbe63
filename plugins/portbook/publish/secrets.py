"""Keep secrets out of what is said: as they are, and as a server, a library or git writes them back."""

import base64
import html
import json
import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote, quote_plus

HIDDEN = "***"
SHORTEST = 4
"""Characters: what is shorter stands in any text, and to hide it would tell more than to leave it."""
AROUND = "[A-Za-z0-9+/_=-]*"
"""Finds the rest of what a secret is a part of in Base64, a user's name before it."""


class Secrets:
    """Hold secrets to take out of messages."""

    def __init__(self, *secrets: str) -> None:
        plain = {form for secret in secrets for form in _written(secret) if len(form) >= SHORTEST}
        coded = {form for secret in secrets for form in _coded(secret) if len(form) >= SHORTEST}
        self._finds = [*_longest_first(plain, "{}"), *_longest_first(coded, f"{AROUND}{{}}{AROUND}")]

    def hide(self, text: object) -> str:
        """Return a text without any of them."""
        message = str(text)
        for find in self._finds:
            message = find.sub(HIDDEN, message)
        return message


def _longest_first(forms: Iterable[str], pattern: str) -> list[re.Pattern[str]]:
    return [re.compile(pattern.format(re.escape(form))) for form in sorted(forms, key=lambda form: (-len(form), form))]


def _written(secret: str) -> Iterator[str]:
    """Yield a secret as it is, and as Python, JSON, XML and addresses write it."""
    for form in (secret, secret.strip()):
        yield from (form, repr(form)[1:-1], json.dumps(form)[1:-1], html.escape(form), html.escape(form, quote=False))
        data = form.encode(errors="surrogateescape")
        yield from (quote(data), quote(data, safe=""), quote_plus(data))


def _coded(secret: str) -> Iterator[str]:
    """Yield of a secret what Base64 makes of it alone, wherever in a longer text it stands (RFC 4648, 4 and 5)."""
    data = secret.encode(errors="surrogateescape")
    for before in range(3):
        first, end = -(-before * 8 // 6), (before + len(data)) * 8 // 6
        for encode in (base64.b64encode, base64.urlsafe_b64encode):
            yield encode(bytes(before) + data).decode()[first:end]
