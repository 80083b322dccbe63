"""Words for what is done over a network, which are no names of what does it: authentication, replication, access."""

import re

ACTIVITIES = frozenset(
    """
    access backup backups boot call calls check checks delivery discovery failover handshake lookup lookups login logins
    logon mount mounts paging probe probes purpose purposes queries query reasons recovery request requests response
    responses restore restores share shares snapshot snapshots support sync synchronisation synchronization traffic
    transfer transfers trap traps tunnels update updates upgrade upgrades usage use
    """.split()
)
"""Nouns, lower case, whose form does not show it."""

_DOING = re.compile(
    r"\w{4,}ings?|\w{2,}[ts]ions?|\w{4,}ments?|\w{5,}[ae]nces?|\w+(?:abil|ibil|ctiv|cur)ity|\w+[iy]sis", re.IGNORECASE
)
_THINGS = frozenset("station stations workstation workstations application applications appliance appliances".split())
"""Nouns, lower case, that only look so."""


def is_activity(word: str) -> bool:
    """Tell whether a noun names what is done."""
    plain = word.casefold().strip(",:;.()")
    return plain in ACTIVITIES or (plain not in _THINGS and _DOING.fullmatch(plain) is not None)
