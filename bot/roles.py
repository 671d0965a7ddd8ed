"""Who may do what. A role is read or it is refused: an empty list or a database that is down opens nothing."""

from enum import Enum

from bot.errors import Refusal
from bot.views import refusals


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
        super().__init__(refusals.not_allowed(needed.value))


def role(granted: str, *, is_admin: bool) -> Role:
    """Admins of the Slack workspace are admins here; anything unknown is a plain member."""
    if is_admin:
        return Role.ADMIN
    return next((one for one in Role if one.value == granted), Role.MEMBER)


def require(has: Role, needed: Role) -> None:
    if has.rank < needed.rank:
        raise NotAllowed(needed)
