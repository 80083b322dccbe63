"""Which forms of a secret no message holds."""

import base64
import html
import json
from urllib.parse import quote, quote_plus

import pytest

from portbook.publish.secrets import HIDDEN, Secrets

SECRET = 'correct "horse" & wörd/+'  # noqa: S105
FORMS = [
    SECRET,
    f"  {SECRET}\n",
    repr(SECRET),
    json.dumps(SECRET),
    html.escape(SECRET),
    quote(SECRET),
    quote(SECRET, safe=""),
    quote_plus(SECRET),
    *(base64.b64encode(f"{user}:{SECRET}:x".encode()).decode() for user in ("", "a", "ab", "abc")),
    *(base64.urlsafe_b64encode(f"{user}:{SECRET}".encode()).decode() for user in ("", "a", "ab", "abc")),
]


@pytest.mark.parametrize("form", FORMS)
def test_a_secret_is_hidden_however_it_is_written(form: str) -> None:
    said = Secrets(SECRET).hide(f"refused: {form}.")
    assert HIDDEN in said
    assert form.strip() not in said
    assert "horse" not in said
    assert said.startswith("refused: ")


def test_what_is_too_short_to_be_a_secret_and_no_secret_at_all_leave_a_text_as_it_is() -> None:
    assert Secrets("", "no").hide("no page") == "no page"
