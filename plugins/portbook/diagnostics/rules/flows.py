"""Rules on the flows of all documents together."""

from portbook.diagnostics.rule import Level, Rule

RULES: dict[str, Rule] = {
    "flow-repeated": Rule(
        Level.INFO,
        "Several rows state the same flow; they were merged and all are kept as evidence.",
        "the same load balancer row at the top and at the bottom of a table",
        "Nothing: the flow is listed once, with each of its rows.",
    ),
    "contradiction-proven": Rule(
        Level.WARNING,
        "Two documents, or two tables of one, disagree on a path between the same components.",
        "`web → db, TCP, SQL` on port 5432 in one document and 5433 in another",
        "Ask the vendor which one is right. Nothing was chosen: the book holds both.",
    ),
    "contradiction-suspect": Rule(
        Level.INFO,
        "Documents, tables or rows disagree on a path between the same machines, but may not mean the same.",
        "`web → db` on port 5432 in one document and `web (Proxy) → db` on 5433 in another",
        "Compare the rows; if they mean the same, ask the vendor which one is right.",
    ),
    "contradiction-wording": Rule(
        Level.INFO,
        "Two documents say of one path the same in other words, or one gives a number and the other words.",
        "`Basic auth` and `Basic authentication`",
        "Nothing, if both mean the same.",
    ),
}
