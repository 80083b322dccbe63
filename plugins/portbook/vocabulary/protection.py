"""What the header of a column of protection asks."""

import re
from enum import StrEnum
from functools import lru_cache

from portbook.vocabulary.marks import strip_marks

HEADERS: frozenset[str] = frozenset(
    f"{header}{mark}"
    for header in (
        *("security", "authentication", "encryption", "encrypted", "auth", "tls"),
        *("ssl", "tls/ssl", "ssl/tls", "tls / ssl", "ssl / tls", "mtls", "mutual tls", "tls/mtls", "tls / mtls"),
        *("tls enabled", "ssl enabled", "tls required", "ssl required", "tls support", "tls version", "uses tls"),
        *("secure", "secured", "secure connection", "encryption type", "encryption method", "encryption protocol"),
        *("encryption in transit", "in transit encryption", "in-transit encryption", "encrypted in transit"),
        *("transport encryption", "transport security", "transport layer security", "encryption required"),
        *("auth method", "auth type", "auth required", "authenticated", "authentication required"),
        *("authentication mechanism", "authentication protocol", "client authentication", "client auth"),
        *("client certificate", "client certificates", "client cert", "auth and encryption", "encryption and auth"),
        *("authentication/encryption", "encryption/authentication", "authentication / encryption"),
        *("encryption / authentication", "authentication & encryption", "encryption & authentication"),
        *("verschlüsselt", "transportverschlüsselung", "chiffré", "chiffrée", "cifrada", "encriptado", "encriptación"),
        *("criptografado", "encriptação", "crittografia", "crittografato", "cifrato", "seguridad", "segurança"),
        *("sicurezza", "authentifizierung", "authentisierung", "authentification", "autenticación", "autenticação"),
        *("autenticazione",),
    )
    for mark in ("", "?", " ?")
)
"""Headers, lower case, of columns of protection in tables with borders."""
AT_REST = frozenset({"encryption at rest", "encrypted at rest", "at rest encryption", "data at rest encryption"})
"""Headers, lower case, of how data is kept, which says nothing of how it travels."""


class Asks(StrEnum):
    """Say what a header asks of a flow."""

    SECURITY = "security"
    """How it is protected, in general."""
    ENCRYPTION = "encryption"
    AUTHENTICATION = "authentication"
    BOTH = "both"
    MUTUAL = "mutual"
    """Whether mutual TLS is used: where it is not, plain TLS may be."""
    MEANS = "means"
    """Whether one way to prove who one is is used: where it is not, another may be."""
    OTHER = "other"
    """Something that neither yes nor no answers for encryption or authentication."""


_ENCRYPTION = (
    r"(?:(?<!\w)(?:tls|ssl|https|secured?|encr?[iy]p\w*|cipher\w*|\w*verschlüssel\w*|chiffr\w*|cifra\w*"
    r"|criptogra\w*|crittogra\w*)(?!\w))"
)
_CALLER = r"(?:(?<!\w)(?:auth|authn|authenti\w*|autenti\w*)(?!\w))"
_JOINED = r".*(?:[/&+,|]|\b(?:and|or|und|oder|et|ou|y|o|e)\b).*"

QUESTIONS: tuple[tuple[re.Pattern[str], Asks], ...] = tuple(
    (re.compile(pattern), asks)
    for pattern, asks in (
        (r"\bat rest\b|\b(?:un|in|non-?|not )(?:encrypt|secure|auth)|\bplain|\bclear|\banonym", Asks.OTHER),
        (r"\btransport (?:layer )?security\b", Asks.ENCRYPTION),
        (
            r"\bsecurity\b|\bsecured by\b|\bprotection\b|sicherheit|sécurité|seguridad|segurança|sicurezza",
            Asks.SECURITY,
        ),
        (r"\b(?:mutual|two-way|2-way) (?:tls|ssl)\b|\b(?:tls|ssl) client auth", Asks.MUTUAL),
        (r"(?<![\w-])(?:tls|ssl)\b.*\bm-?tls\b|\bm-?tls\b.*(?<![\w-])(?:tls|ssl)\b", Asks.ENCRYPTION),
        (r"\bm-?tls\b", Asks.MUTUAL),
        (r"\bclient[- ](?:side )?(?:cert|zert)|\bmutual auth|\b(?:certificat|certificado de) client", Asks.MEANS),
        (r"\b(?:tokens?|keys?|passwords?|kerberos|oauth2?|saml|ldap|credentials?)\b", Asks.MEANS),
        (r"\b(?:cert|zert)|\A(?!.*auth(?!ori)).*authori[sz]", Asks.OTHER),
        (rf"{_ENCRYPTION}{_JOINED}{_CALLER}|{_CALLER}{_JOINED}{_ENCRYPTION}", Asks.BOTH),
        (rf"{_ENCRYPTION}.*{_CALLER}|{_CALLER}.*{_ENCRYPTION}", Asks.OTHER),
        (_ENCRYPTION, Asks.ENCRYPTION),
        (_CALLER, Asks.AUTHENTICATION),
    )
)
"""What a header, lower case, asks by its words; the first that is found counts, and else it asks in general."""


@lru_cache(maxsize=1024)
def asked(header: str) -> Asks:
    """Return what the header of a column of protection asks."""
    plain = " ".join(strip_marks(header).casefold().split())
    return next((asks for pattern, asks in QUESTIONS if pattern.search(plain)), Asks.SECURITY)


def question(header: str) -> str:
    """Return the header of a column of protection as it stands before the words of its cells in a flow."""
    return " ".join(strip_marks(header).split()).strip(" :?") or "Security"
