"""Names of endpoints that many vendors share, and the shapes of others."""

import re

EXTERNAL_WORDS = frozenset(
    """
    load balancer balancers internet user users client clients browser browsers external customer customers operator
    operators developer developers workstation laptop administrator administrators consumer consumers public
    """.split()
)
"""Words of which one makes a name of several words an external endpoint."""

CALLERS = frozenset(
    """
    user users client clients browser browsers customer customers operator operators developer developers administrator
    administrators admin admins consumer consumers
    """.split()
)
"""Last words of names of those who open connections and seldom listen."""

CLUSTERED = frozenset("node nodes pod pods cluster clusters".split())
"""Last words of names that are no outsiders, whatever comes before: ``User cluster nodes``."""

NETWORKS = frozenset("network networks subnet subnets vlan vlans zone zones".split())
"""Last words of names that stand for all machines of a network."""

COMMON_ENDPOINTS = frozenset(
    {
        *("load balancer", "load balancers", "external load balancer", "internal load balancer", "app containers"),
        *("application containers", "app container", "system components", "all vms", "any vm", "any host", "all hosts"),
        *("all nodes", "any node", "dns server", "dns servers", "ntp server", "ntp servers", "smtp server", "internet"),
        *("ldap server", "syslog server", "database server", "external database", "web browser", "end users", "users"),
        *("jump host", "bastion host", "admin workstation", "service instances", "worker nodes", "control plane"),
    }
)
"""Names that many vendors use, lower case; they are kept whole when a flattened row is split."""

CONNECTORS = frozenset("and or of for to with in on over from via by the a an & / , running using other".split())
"""Words that join the parts of a name: a cell neither begins nor ends with one."""

OPENERS = frozenset("any all every each external internal load app application system other remote local".split())
"""Words that begin a longer name and are none by themselves (``Any`` and ``All`` are, but seldom)."""

ENDERS = frozenset(
    """
    balancer balancers container containers component components server servers client clients user users node nodes
    host hosts vm vms service services database databases network networks instance instances cluster clusters
    director controller controllers manager broker brokers proxy proxies gateway gateways agent agents store blobstore
    consumer consumers endpoint endpoints machine machines workstation provider providers cell cells system systems
    relay console registry scheduler worker workers tier appliance device devices router routers firewall api cli
    queue cache repository storage collector exporter sensor forwarder monitor pool application applications app apps
    """.split()
)
"""Nouns that end a longer name."""

GENERIC = frozenset(
    """
    balancer component container server client user node host instance service network endpoint machine system
    provider device application
    """.split()
)
"""Of these, the nouns that say too little to be a name by themselves."""

IDENTIFIER = re.compile(r"[a-z0-9][a-z0-9]*(?:[._-][A-Za-z0-9]+)+|[a-z](?=[a-z]*\d)[a-z0-9]*+")
"""A name that machines use: lower case with underscores, hyphens, dots or digits. It stands alone in a cell."""

PURPOSE = re.compile(
    r"(?:for|to|when|if|via|only|using|used|during|from|with|not|e\.g\.|i\.e\.)\b.*|.*\bhealth ?-?checks?\b.*"
    r"|.*\bmonitoring\b.*|admin(?:istration)?|optional|required|metrics|management|failover"
    r"|inbound|outbound|bi-?directional|both ways|both directions",
    re.IGNORECASE,
)
"""A qualifier in parentheses that says what the traffic is for and names no process."""

_IPV4 = r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}"
_IPV6 = r"[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}"
ADDRESS = re.compile(rf"{_IPV4}|{_IPV6}")
"""The address of one machine (RFC 791, RFC 4291), lower case."""
SUBNET = re.compile(
    rf"{_IPV4}/[0-9]{{1,2}}|{_IPV6}/[0-9]{{1,3}}|{_IPV4}(?: ?/ ?| )(?:255|0)(?:\.[0-9]{{1,3}}){{3}}"
    rf"|{_IPV4} ?(?:[-–—]|to) ?{_IPV4}"
)
"""A range of addresses, in CIDR notation (RFC 4632, RFC 4291), with a mask or with both of its ends, lower case."""

_LABEL = r"[\w*<>{}$-]+"
HOST_NAME = re.compile(rf"(?:[a-z][a-z0-9+-]*://\S+|{_LABEL}(?:\.{_LABEL})*\.[a-z]{{2,}}(?::[0-9]+)?(?:/\S*)?)")
"""A web address or a name with dots, lower case; what stands for a part of it may be a star or in brackets."""
_PRIVATE = r"(?:internal|local|localdomain|lan|corp|home|intranet|private|svc|cluster)"
DOMAIN = re.compile(
    rf"(?:https?://\S+|\*\.[a-z0-9-]+(?:\.[a-z0-9-]+)*|(?:{_LABEL}\.){{2,}}(?!{_PRIVATE}\b)[a-z]{{2,}}(?:/\S*)?"
    r"|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|net|org|io|dev|example))"
)
"""A web address, or a domain name of the public Internet, lower case."""

OPTIONAL = re.compile(r"(?<!\s)\s*[(\[]\s*optional\s*[)\]]", re.IGNORECASE)
"""The remark in a heading that makes its subsystem optional."""
