"""The file of waivers, each of which silences one finding until a day."""

from dataclasses import dataclass

from portbook.diagnostics import ID_PATTERN
from portbook.options import check
from portbook.options.declare import option, records


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiverOptions:
    """Hold an entry of the file of waivers. All of it is needed."""

    id: str = option(
        check.matching(ID_PATTERN, "the id of a finding, such as p-0123456789ab"),
        "",
        "The id of the finding, as `portbook check` shows it.",
        "id: p-0123456789ab",
        required="the id of a finding, as `portbook check` shows it",
    )
    reason: str = option(
        check.words, "", "Why it may stay.", "reason: The health check carries no data.", required="why it may stay"
    )
    owner: str = option(
        check.words, "", "Who answers for that.", "owner: platform team", required="who answers for the decision"
    )
    expires: str = option(
        check.day,
        "",
        "The last day on which the waiver holds.",
        "expires: 2027-06-30",
        required="the last day on which it holds, such as 2027-06-30",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiverFile:
    """Hold what stands in the file of waivers."""

    waivers: tuple[WaiverOptions, ...] = option(
        records(WaiverOptions, "a list of waivers"),
        (),
        "The waivers, in any order; each finding has one at most.",
        "waivers: [{id: p-0123456789ab, reason: No data, owner: platform team, expires: 2027-06-30}]",
    )
