"""Who may do what. A role is read or it is refused: an empty list or a database that is down opens nothing."""

from enum import Enum

from bot.errors import Refusal


class Role(Enum):
    """Each may do what those before it may."""

    MEMBER = "member"
    CURATOR = "curator"
    STEWARD = "steward"
    ADMIN = "admin"

    @property
    def rank(self) -> int:
        return list(Role).index(self)


class NotAllowed(Refusal):
    def __init__(self, needed: Role) -> None:
        kind = f"an {needed.value}" if needed is Role.ADMIN else f"a {needed.value}"
        super().__init__(f"Only {kind} may do this here. A workspace admin can make you one with `/parlance role`.")


def role(granted: str, *, is_admin: bool) -> Role:
    """Admins of the Slack workspace are admins here; anything unknown is a plain member."""
    if is_admin:
        return Role.ADMIN
    return next((one for one in Role if one.value == granted), Role.MEMBER)


def require(has: Role, needed: Role) -> None:
    if has.rank < needed.rank:
        raise NotAllowed(needed)
