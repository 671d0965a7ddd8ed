"""Keys that let programs in: made by an admin, shown once, kept only as a hash, counted, taken back at any time."""

import hashlib
import json
import secrets
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import sqlalchemy as sa

from changes.assets import covers, parse
from changes.model import Destination
from changes.remedies import Remediable
from changes.roles import ANYTHING
from changes.rows import Row, mapping, maybe_moment, moment, seconds
from changes.store import tokens
from store.database import Database
from store.workspace import Workspace

Sort = Literal["program", "calendar"]
NOTHING = ""
BYTES = 32
A_MINUTE = 60


class UnknownToken(Remediable, LookupError):
    remedy = "keys"

    def __init__(self, named: str) -> None:
        super().__init__(f"there is no key `{named}` here")


class MayNotDeclare(Remediable, PermissionError):
    remedy = "a key that declares"

    def __init__(self, to: Destination) -> None:
        super().__init__(f"this key may not declare what {to} follows")


class TooOften(PermissionError):
    """`seconds` until the next use is allowed."""

    def __init__(self, seconds: int) -> None:
        super().__init__(
            f"this key was used {A_MINUTE} times within a minute; try again in {seconds} second{'s' * (seconds != 1)}"
        )
        self.seconds = seconds


@dataclass(frozen=True)
class Token:
    """`opens` is the pattern of assets that a program may announce, or the subscription whose calendar it is.

    `declares` are the places for which it may say what they follow, each as `channel:C1`; `*` is everyone, nothing is nobody.
    """

    id: str
    workspace: str
    sort: Sort
    name: str
    opens: str
    by: str
    made: datetime
    used: datetime | None = None
    revoked: datetime | None = None
    declares: tuple[str, ...] = ()

    def allows(self, assets: Iterable[str]) -> bool:
        """Every asset; a key for some assets opens nothing for a change that names none."""
        named = list(assets)
        if self.opens in (ANYTHING, NOTHING):
            return self.opens == ANYTHING
        return bool(named) and all(covers(self.opens, asset) for asset in named)

    def declares_for(self, to: Destination) -> bool:
        return ANYTHING in self.declares or str(to) in self.declares


@dataclass(frozen=True)
class Rights:
    """What a key that is to be made is called, and what it may do."""

    name: str
    opens: str = NOTHING
    declares: tuple[str, ...] = ()


@dataclass(frozen=True)
class Tokens:
    workspace: Workspace

    def make(self, connection: sa.Connection, sort: Sort, wanted: Rights, by: str, at: datetime) -> tuple[Token, str]:
        """The token and its secret, which nobody can read again."""
        opens = wanted.opens
        pattern = opens if sort == "calendar" or opens in (ANYTHING, NOTHING) else str(parse(opens))
        secret, declares = secrets.token_urlsafe(BYTES), tuple(wanted.declares)
        one = Token(uuid.uuid4().hex[:8], self.workspace.id, sort, wanted.name, pattern, by, at, declares=declares)
        values = {"sort": sort, "name": one.name, "opens": pattern, "by": by, "made_at": seconds(at)}
        self.workspace.add(connection, tokens, id=one.id, hash=_hashed(secret), declares=json.dumps(declares), **values)
        return one, secret

    def standing(self, connection: sa.Connection, sort: Sort) -> list[Token]:
        chosen = self.workspace.select(tokens).where(tokens.c.sort == sort, tokens.c.revoked_at.is_(None))
        return [_token(mapping(row)) for row in connection.execute(chosen.order_by(tokens.c.made_at, tokens.c.id))]

    def revoke(self, connection: sa.Connection, id_: str, at: datetime) -> Token:
        mine = (tokens.c.id == id_, tokens.c.revoked_at.is_(None))
        wish = self.workspace.update(tokens).where(*mine).values(revoked_at=seconds(at)).returning(tokens)
        row = connection.execute(wish).first()
        if row is None:
            raise UnknownToken(id_)
        return _token(mapping(row))

    def revoke_for(self, connection: sa.Connection, sort: Sort, opens: str, at: datetime) -> int:
        """All that open the same; how many there were."""
        theirs = (tokens.c.sort == sort, tokens.c.opens == opens, tokens.c.revoked_at.is_(None))
        return connection.execute(self.workspace.update(tokens).where(*theirs).values(revoked_at=seconds(at))).rowcount


def used(database: Database, secret: str, sort: Sort, now: datetime) -> Token | None:
    """Whose key this is, counted as one use; None for one that nobody gave out, or that was taken back."""
    live = (tokens.c.hash == _hashed(secret), tokens.c.sort == sort, tokens.c.revoked_at.is_(None))
    minute = now.timestamp() // A_MINUTE * A_MINUTE
    count = sa.case((tokens.c.minute == minute, tokens.c.uses + 1), else_=1)
    with database.begin() as connection:
        wish = sa.update(tokens).where(*live).values(minute=minute, uses=count, used_at=now.timestamp())
        row = connection.execute(wish.returning(tokens)).first()
    if row is None:
        return None
    if mapping(row)["uses"] > A_MINUTE:
        raise TooOften(max(1, int(minute + A_MINUTE - now.timestamp())))
    return _token(mapping(row))


def _hashed(secret: str) -> str:
    """The secret is 256 random bits: nothing slower is needed to keep it from being guessed."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _token(row: Row) -> Token:
    return Token(
        id=row["id"],
        workspace=row["workspace"],
        sort=row["sort"],
        name=row["name"],
        opens=row["opens"],
        by=row["by"],
        made=moment(row["made_at"]),
        used=maybe_moment(row["used_at"]),
        revoked=maybe_moment(row["revoked_at"]),
        declares=tuple(json.loads(row["declares"])),
    )
