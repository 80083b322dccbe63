"""Rules on how flows are protected: what the page of protection lists, so that a run can fail on it."""

from portbook.diagnostics.rule import Level, Rule

RULES: dict[str, Rule] = {
    "flow-in-clear": Rule(
        Level.INFO,
        "A flow is neither encrypted nor authenticated.",
        "`HTTP` with `None` under `Security`",
        "Ask the vendor how to protect it, keep it within a trusted network, or waive the finding.",
        reviewed=True,
    ),
    "credential-in-clear": Rule(
        Level.INFO,
        "A credential crosses the wire where others on the path can read it.",
        "`HTTP` with `OAuth 2.0`: the bearer token travels in clear",
        "Ask the vendor how to encrypt it, keep it within a trusted network, or waive the finding.",
        reviewed=True,
    ),
    "flow-not-encrypted": Rule(
        Level.INFO,
        "The caller proves who it is, but what it says can be read on the way. Where a credential can be read too, "
        "`credential-in-clear` says so instead.",
        "`MySQL` with `MySQL authentication`",
        "Ask the vendor how to encrypt it, keep it within a trusted network, or waive the finding.",
        reviewed=True,
    ),
    "encryption-optional": Rule(
        Level.INFO,
        "Whether a flow is encrypted depends on the deployment.",
        "`HTTP/HTTPS`, or `Optional TLS`",
        "Find out what the deployment does; waive the finding where it encrypts.",
        reviewed=True,
    ),
    "flow-unauthenticated": Rule(
        Level.INFO,
        "The caller need not prove who it is. Where the flow is not encrypted either, `flow-in-clear` says so instead.",
        "`HTTPS` with `TLS` and no word on the client",
        "Let the service ask for credentials or a certificate where it can, or waive the finding.",
        reviewed=True,
    ),
    "authentication-unstated": Rule(
        Level.OFF,
        "A flow is encrypted, and no source says that the caller proves who it is. Most tables say no more of it than "
        "`TLS`, so that the rule is silent unless it is set to a level.",
        "`443 | HTTPS | TLS`",
        "Ask the vendor.",
        reviewed=True,
    ),
    "protection-unstated": Rule(
        Level.OFF,
        "The sources do not say how a flow is protected, or in words from which nothing can be derived. Few tables "
        "have such a column, so that the rule is silent unless it is set to a level.",
        "a table without a column of security",
        "Ask the vendor.",
        reviewed=True,
    ),
}
