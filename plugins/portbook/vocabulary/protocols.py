"""Application protocols, and the words for how a flow is protected."""

import re
from functools import lru_cache

from portbook.vocabulary.marks import ANY_MARK

_CLEAR = """
    http http/2 websocket ws grpc mysql tcp udp ldap nats dns smtp imap pop3 ftp tftp ntp snmp syslog redis amqp mqtt
    stomp telnet dhcp bootp nfs smb cifs rpc dce/rpc rpcbind netbios postgresql postgres pgsql mongodb memcached kafka
    zookeeper galera jdbc odbc tds xmpp vxlan geneve bgp ospf vrrp icmp statsd collectd graphite thrift protobuf
    json-rpc xml-rpc rest soap jmx rmi ajp iscsi wmi rtp rtsp sip radius tacacs tacacs+ llmnr mdns bfd ospf ike
    cql sql oracle db2 gossip raft serf etcd consul vnc spice x11 glusterfs ceph rbd drbd corosync whois finger lmtp
    sse nfsv3 nfsv4 netflow sflow ipfix nbd protocol
""".split()
_SECURE = """
    https tls ssl ssh sftp scp ldaps wss imaps pop3s smtps ftps mqtts amqps dtls quic ipsec wireguard doh dot rdp
    http/3 syslog-tls rediss snmpv3 kerberos nts
""".split()
_PHRASES: tuple[str, ...] = (
    "server sent events",
    "server-sent events",
    "protocol buffers",
    "sql server",
    "active directory",
)
_PHRASES += ("global catalog", "remote desktop", "mysql galera", "custom protocol", "http api", "rest api")

APPLICATIONS: dict[str, bool] = {
    **dict.fromkeys(_CLEAR + list(_PHRASES), False),
    **dict.fromkeys(_SECURE, True),
}
"""Application protocol, lower case, to whether it encrypts by itself."""

DATABASES = frozenset(
    """
    mysql galera postgresql postgres pgsql mongodb redis rediss memcached oracle db2 sql tds cql etcd zookeeper
    jdbc odbc
    """.split()
)
FILE_STORES = frozenset("nfs nfsv3 nfsv4 smb cifs iscsi nbd rbd drbd ceph glusterfs".split())
"""The protocols, lower case, of databases and of file and block stores: what listens with one holds data."""

METHODS = frozenset(
    {
        *("basic", "basic auth", "basic authentication", "digest", "digest authentication", "oauth", "oauth2", "oidc"),
        *("oauth 2.0", "oauth2.0", "oauth 2", "openid connect", "saml", "saml 2.0", "jwt", "bearer token", "token"),
        *("api key", "key", "keys", "ssh key", "ssh keys", "public key", "public-key", "shared secret", "shared key"),
        *("secret", "password", "passwords", "username and password", "user name and password", "credentials"),
        *("kerberos", "ntlm", "ldap bind", "certificate", "certificates", "client certificate", "client certificates"),
        *("x.509", "hmac", "signed url", "signed urls", "signature", "md5", "scram", "native password", "ssh"),
        *("service account", "aws signature", "iam", "mac"),
    }
)
"""Ways in which a caller proves who it is, lower case; ``... authentication`` counts whatever comes before it."""

AUTHENTICATION = re.compile(r"(?:\S+ ){0,3}(?:authentication|auth)", re.IGNORECASE)
CREDENTIAL = re.compile(r"(?:\S+ ){1,3}(?:tokens?|keys?|secrets?|passwords?|credentials?)")
"""A phrase, lower case, whose last word names what a caller proves itself with."""

SECURITY_PHRASE = re.compile(
    r"(?:\S+ ){1,3}(?:tokens?|keys?|secrets?|passwords?|credentials?|certificates?|signatures?|assertions?|login|bind"
    r"|urls?|file|tls|ssl|encryption)",
    re.IGNORECASE,
)
"""A phrase whose last word says that it is a credential or a protection, whatever comes before it."""

ENCRYPTIONS = frozenset(
    {
        *("tls", "ssl", "tls/ssl", "ssl/tls", "https", "dtls", "ipsec", "encrypted", "encryption", "server tls", "ssh"),
        *("one-way tls", "tls encryption", "ssl encryption", "starttls", "wireguard", "secure"),
    }
)
MUTUAL = frozenset(
    {"mutual tls", "mtls", "m-tls", "mutual tls authentication", "two-way tls", "mutual ssl", "2-way tls"}
)
NO_SECURITY = frozenset({"none", "no", "plain", "plaintext", "plain text", "clear", "unencrypted", "unauthenticated"})
NO_ENCRYPTION = frozenset({"plain", "plaintext", "plain text", "clear", "clear text", "cleartext", "unencrypted"})
NO_CALLER = frozenset({"unauthenticated", "anonymous"})
"""Words for a flow that is not encrypted, and for one whose caller proves nothing, lower case."""

BEARERS = ("oauth", "bearer", "jwt", "token", "basic", "password", "api key", "ldap bind")
"""Credentials that whoever reads them on the wire can use: RFC 6750 (bearer tokens), RFC 7617 (Basic)."""

VERSION = re.compile(r"(?<![\d.])[/ ]?v?\d++(?:\.\d++)*+\+?\Z", re.IGNORECASE)

_IN_PARENTHESES = re.compile(r"\([^()]*\)")
_HTTP_VERSION = re.compile(r"\bhttp/([123](?:\.\d)?)")
_TERM_SEPARATOR = re.compile(
    r" ?[,;/+&|] ?(?:and |or )?| (?:and/or|and|or|und|oder|et|ou|y|e|over|with|via|using|on|plus) "
)


@lru_cache(maxsize=4096)
def terms(text: str | None) -> tuple[str, ...]:
    """Return the terms of a cell in one order: which of them comes first says nothing."""
    return tuple(sorted(atoms(text or "")))


@lru_cache(maxsize=4096)
def atoms(text: str) -> tuple[str, ...]:
    """Split ``TLS and OAuth 2.0`` or ``HTTP/HTTPS`` into its terms, lower case, without marks and remarks."""
    lines = text.replace("\n", ", ") if "\n" in text else text
    plain = " ".join(_IN_PARENTHESES.sub(" ", ANY_MARK.sub("", lines)).casefold().split())
    plain = _HTTP_VERSION.sub(r"http \1", plain)
    return tuple(part for raw in _TERM_SEPARATOR.split(plain) if (part := raw.strip()))
