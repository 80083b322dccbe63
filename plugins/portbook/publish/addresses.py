"""The addresses of wikis: what may be published to, and where a password may go."""

import ipaddress
from urllib.parse import urlsplit

from portbook.publish.wiki import WikiError

HOLDS_CREDENTIALS = "the address of the wiki holds credentials; take them out and give them as the guide says"


def origin(url: str) -> str:
    """Return scheme, host and port of an address; raises WikiError where secrets would travel in clear."""
    try:
        parts = urlsplit(url)
        host, number = parts.hostname or "", parts.port
    except ValueError:  # which would quote what stands there, be it a password
        raise WikiError("the address of the wiki is none: see its host and port") from None
    if parts.scheme not in ("http", "https") or not host:
        raise WikiError(f"the address of a wiki begins with https://, and {parts.scheme or 'this one'} is not that")
    if parts.username or parts.password:
        raise WikiError(HOLDS_CREDENTIALS)
    if parts.scheme == "http" and not _is_here(host):
        raise WikiError(f"http://{host} would send the password in clear; use https")
    port = f":{number}" if number else ""
    return f"{parts.scheme}://{f'[{host}]' if ':' in host else host}{port}"


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
