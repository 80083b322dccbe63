"""How a flow is protected, derived from the application protocol and the security cell together."""

from dataclasses import dataclass, field
from enum import StrEnum


class Encryption(StrEnum):
    """Say whether the bytes on the wire can be read by others."""

    NONE = "none"
    OPTIONAL = "optional"
    TLS = "encrypted"
    MUTUAL = "mutual"
    UNKNOWN = "unknown"


class Authentication(StrEnum):
    """Say whether the caller proves who it is."""

    NONE = "none"
    OPTIONAL = "optional"
    REQUIRED = "required"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Protection:
    """Hold the encryption and the authentication of a flow.

    ``exposed`` names the credential that crosses the wire in clear, such as the bearer token of OAuth 2.0
    over plain HTTP; it is empty where no credential does.
    """

    encryption: Encryption
    authentication: Authentication
    exposed: str = ""
    key: tuple[str, str] = field(init=False, repr=False, compare=False)
    """Encryption and authentication as text: made once, since each flow's meaning holds it."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", (str(self.encryption), str(self.authentication)))

    @property
    def grade(self) -> str:
        """Return one word for tables, colours and line styles: see ``GRADES``."""
        match self.encryption, self.authentication:
            case Encryption.MUTUAL, _:
                return "mutual"
            case Encryption.TLS, _:
                return "encrypted"
            case Encryption.OPTIONAL, _:
                return "optional"
            case Encryption.NONE, Authentication.REQUIRED | Authentication.OPTIONAL:
                return "authenticated"
            case Encryption.NONE, _:
                return "clear"
            case _:
                return "unknown"


GRADES: dict[str, str] = {
    "mutual": "Mutual TLS: encrypted, both sides prove who they are",
    "encrypted": "Encrypted: TLS or a protocol that implies it",
    "optional": "Optional encryption: depends on the deployment",
    "authenticated": "Authenticated, not encrypted",
    "clear": "In clear: not encrypted, and no authentication is stated",
    "unknown": "Not stated: nothing says whether it is encrypted",
}
"""Every grade of protection with its meaning, best first."""
