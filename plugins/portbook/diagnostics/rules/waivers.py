"""Rules on waivers, which silence a finding until a date."""

from portbook.diagnostics.rule import Level, Rule

RULES: dict[str, Rule] = {
    "waiver-unread": Rule(
        Level.ERROR,
        "The file of waivers cannot be read, or an entry lacks something, is there twice, or holds a wrong date. None "
        "of its waivers holds until that is mended.",
        "an entry without `owner`; `expires: 2027-02-30`",
        "Correct the line. An entry has `id`, `reason`, `owner` and `expires`; `portbook waive` writes one.",
        unreadable=True,
    ),
    "waiver-expired": Rule(
        Level.WARNING,
        "The last day of a waiver has passed; the finding that it silenced counts again.",
        "`expires: 2026-01-31`, seen in February 2026",
        "Mend what the finding says, or decide anew and write a later day; else take the waiver out.",
    ),
    "waiver-unused": Rule(
        Level.WARNING,
        "A waiver fits no finding: what it silenced is gone or means something else now, or it must not be silenced.",
        "a waiver kept after the vendor encrypted the path",
        "Take it out, or correct its id: `portbook check` shows the id of each finding.",
    ),
}
