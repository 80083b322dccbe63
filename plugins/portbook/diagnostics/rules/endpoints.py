"""Rules on the two ends of a path."""

from portbook.diagnostics.rule import Level, Rule

RULES: dict[str, Rule] = {
    "owner-inferred": Rule(
        Level.INFO,
        "A table states one side of its paths; the other comes from its heading, its caption or the words above it.",
        "`Ports used by web` above a table of `Port Protocol`",
        "Check it; set it under `owner` of the source if it is wrong, for example `owner: {Ports used by web: web}`.",
    ),
    "owner-unknown": Rule(
        Level.WARNING,
        "A table states one side of its paths, and nothing around it says whose ports these are.",
        "`Required ports` above a table of `Port Protocol`",
        "Name whom the table speaks of under `owner` of the source, for example `owner: {Required ports: web}`.",
    ),
    "direction-unknown": Rule(
        Level.WARNING,
        "A row does not say, in words that Portbook knows, in which direction connections are opened.",
        "`Node-to-Node` under `Direction`",
        "Check the original page; if all paths of the table go one way, say so under `roles`: "
        "`roles: {Direction: other, Peer: source}` where the peer opens connections, else `Peer: destination`.",
    ),
    "endpoints-joined": Rule(
        Level.INFO,
        "A cell may name several endpoints, but which they are is not plain; it is kept as one group.",
        "`Broker and service instances`",
        "Name the endpoints under `names`, for example `names: [Broker, service instances]`, and they are told apart.",
    ),
    "endpoint-self": Rule(
        Level.INFO,
        "An end of a row points at the machine that it stands for: the other end of the row, where that is plain.",
        "`localhost` under `Source` beside `web` under `Destination`",
        "Check it; if another machine is meant, name it under `names`, for example `names: {web: [localhost]}`.",
    ),
    "kind-assumed": Rule(
        Level.INFO,
        "What kind of endpoint a name stands for follows from its spelling only.",
        "`LDAP` is taken as external",
        "Set it under `kinds`, for example `kinds: {LDAP: external}`.",
    ),
}
