"""Settle a column "Used by": it names those who connect to a port, or what the port is for."""

from portbook.passes.columns.roles import Roles
from portbook.vocabulary.headers import USERS, Role, plain_header


def settle_users(roles: Roles) -> None:
    """Take what uses a port for its purpose where another column says who connects to it."""
    sources = [index for index, column in enumerate(roles.columns) if column.role == Role.SOURCE]
    users = [index for index in sources if plain_header(roles.columns[index].text) in USERS]
    for index in users if len(sources) > len(users) else ():
        if not roles.columns[index].configured:
            roles.set(index, Role.PURPOSE)
