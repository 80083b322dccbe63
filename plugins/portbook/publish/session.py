"""The only way to a wiki over HTTP: what it refuses, what it waits for, and what it never says.

- Plain http goes to this machine only. A redirect with credentials to another host is not followed.
- 429 and 503 are waited out as the server asks (RFC 9110, 10.2.3), up to a limit.
- What only reads is tried again when the connection breaks. What writes is not, as it may have been carried out:
  ``UnansweredError`` says so.
- An answer is taken within bounds of time and size.
- Secrets are taken out of every message.
"""

import os
import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import partial
from typing import Any
from urllib.parse import urljoin

import requests

from portbook import __version__
from portbook.publish.addresses import origin
from portbook.publish.secrets import Secrets
from portbook.publish.transfer import LONGEST, TooLargeError, received
from portbook.publish.wiki import UnansweredError, WikiError

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
BUSY = frozenset({429, 503})
REDIRECTS = frozenset({301, 302, 303, 307, 308})
TRIES = 5
MOST_REDIRECTS = 5
LONGEST_WAIT = 300.0
"""Seconds that all waiting for one request takes together."""
TIMEOUT = (10.0, 60.0)
"""Seconds to connect, and between two pieces of an answer."""
AUTHORITIES = ("REQUESTS_CA_BUNDLE", "SSL_CERT_FILE")
"""Variables of the environment that name a file of certificates, as of a company's own authority."""


class Session(requests.Session):
    """Carry requests to one wiki. ``secrets`` are what no message may hold."""

    def __init__(self, url: str, secrets: tuple[str, ...] = ()) -> None:
        super().__init__()
        self._origin = origin(url)
        self.hide = Secrets(*secrets).hide
        self.trust_env = False  # neither another machine's credentials in ~/.netrc nor a proxy that nobody named
        self.verify = next(filter(None, map(os.environ.get, AUTHORITIES)), True)
        self.headers["User-Agent"] = f"portbook/{__version__}"

    def request(self, method: str | bytes, url: str | bytes, *given: Any, **named: Any) -> requests.Response:
        """Send a request and return its answer, whatever its status is, once the server is not busy any more.

        Raises WikiError where it cannot be sent or is answered by a redirect elsewhere, UnansweredError where it may
        have been carried out. ``repeatable`` says that it does no harm if it is carried out twice, as what only reads.
        """
        method, url = str(method).upper(), str(url)
        repeatable = named.pop("repeatable", False) or method in SAFE
        named = {"timeout": TIMEOUT, **named, "allow_redirects": False, "stream": True}
        waited, redirects, left = 0.0, 0, LONGEST
        for attempt in range(1, TRIES + MOST_REDIRECTS + 1):
            if origin(url) != self._origin:
                raise WikiError(f"{self._origin} leads to {origin(url)}; if that is the wiki, give its own address")
            begun = time.monotonic()
            try:
                response = received(partial(super().request, method, url, *given, **named), left)
            except ValueError:  # whose words quote a header
                raise WikiError("the address, the user, the password, or a redirect, holds what none can") from None
            except requests.RequestException as error:
                left -= time.monotonic() - begun
                self._broken(error, attempt if left > 0 else TRIES, repeatable=repeatable)
                time.sleep(2 ** (attempt - 1) / 10)
                continue
            left -= time.monotonic() - begun
            if response.status_code in REDIRECTS and "location" in response.headers:
                url, redirects = self._redirected(method, url, response, redirects + 1)
            elif response.status_code in BUSY and (pause := _pause(response, attempt)) + waited <= LONGEST_WAIT:
                waited += pause
                time.sleep(pause)
            else:
                return response
        raise WikiError(f"{self._origin} is busy; run again later")

    def get_redirect_target(self, resp: requests.Response) -> None:
        """Follow no redirect that the library finds: it reads such an answer first, whatever its size is."""

    def _broken(self, error: Exception, attempt: int, *, repeatable: bool) -> None:
        """Let what is repeatable be tried again; a connection that was never made carried nothing out either."""
        never_sent = isinstance(error, requests.exceptions.ConnectTimeout | requests.exceptions.SSLError) or (
            "NewConnectionError" in repr(error)
        )
        if not repeatable and not never_sent:
            raise UnansweredError(self.hide(f"the connection broke: {_reason(error)}")) from None
        if attempt >= TRIES or isinstance(error, requests.exceptions.SSLError | TooLargeError):
            raise WikiError(self.hide(f"{self._origin} cannot be reached: {_reason(error)}")) from None

    def _redirected(self, method: str, url: str, response: requests.Response, count: int) -> tuple[str, int]:
        try:
            target = urljoin(url, response.headers["location"])
        except ValueError:
            raise WikiError(f"{self._origin} answers with a redirect to what is no address") from None
        if origin(target) != self._origin:
            raise WikiError(f"{self._origin} leads to {origin(target)}; if that is the wiki, give its own address")
        if method not in SAFE or count > MOST_REDIRECTS:
            raise WikiError(f"{self._origin} answers with a redirect; give the address that it leads to")
        return target, count


def _pause(response: requests.Response, attempt: int) -> float:
    """Return for how many seconds a busy server asks to be left alone; each time longer where it does not say."""
    asked = response.headers.get("retry-after", "").strip()
    if asked.isdecimal():
        return float(asked)
    try:
        return max(0.0, (parsedate_to_datetime(asked) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return float(2 ** (attempt - 1))


def _reason(error: Exception) -> str:
    """Return the last cause of an error: what libraries wrap around it names addresses and objects of theirs."""
    while (cause := error.__cause__ or error.__context__) is not None and isinstance(cause, Exception):
        error = cause
    return str(error) or type(error).__name__
