"""`/change key`: admins let a program announce changes over HTTP, and take that back."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.ask import Ask
from bot.board import Board
from bot.carried import Chosen
from bot.directory import Directory
from bot.door import Door
from bot.feature import About, Word
from bot.places import UnknownPlace, everybody, plain
from bot.press import Press
from bot.roles import Role, require
from bot.showing import instead
from bot.teams import Team, Teams
from bot.views import change_keys as views
from changes.roles import ANYTHING
from changes.tokens import NOTHING, Rights, Token, Tokens

LONGEST = 60
EVERYONE = ("everyone", "everybody", "all")


@dataclass(frozen=True)
class ChangeKeys:
    teams: Teams
    door: Door
    directory: Directory
    address: str = ""
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)

    @property
    def about(self) -> About:
        return About(
            name="Keys for programs",
            help="CI announces changes with a key that an admin made for it.",
            changes=(
                Word(
                    "key",
                    "A key with which a program may announce changes (admins).",
                    self.make,
                    hint="name [assets] [for #channel]",
                ),
                Word("keys", "Which programs have a key; take it back (admins).", self.show, also=("tokens", "token")),
            ),
        )

    def register(self, board: Board) -> None:
        board.button(re.compile(f"^{views.REVOKE}:"), Chosen, self.revoke)

    async def make(self, ask: Ask) -> None:
        team = await self._for_admins(ask)
        wanted = _rights(ask)
        if not wanted.name:
            return await ask.answer(views.how())
        one, secret = await self.door(_made, team, wanted, ask.person, self.clock())
        return await ask.answer(views.made(one, secret, self.address.rstrip("/")))

    async def show(self, ask: Ask) -> None:
        team = await self._for_admins(ask)
        await ask.answer(views.listing(await self.door(_standing, team)))

    async def revoke(self, press: Press, chosen: Chosen) -> None:
        team = await self._for_admins(press.ask)
        one = await self.door(_revoked, team, chosen.id, self.clock())
        await instead(press, views.revoked(one))

    async def _for_admins(self, ask: Ask) -> Team:
        team = await self.door(self.teams.of, ask.workspace)
        require(await self.directory.role(ask.client, team.people, ask.person), Role.ADMIN)
        return team


def _rights(ask: Ask) -> Rights:
    """`name [assets] [for #channel @team]`: without `for` it declares for nobody; with `for` alone it announces nothing."""
    before, for_, whom = f"{ask.words} ".partition(" for ")
    name, _, assets = plain(before).partition(" ")
    everyone = plain(whom).casefold() in EVERYONE
    declares = (ANYTHING,) if everyone else tuple(str(one) for one in everybody(whom, ask))
    if for_ and not declares:
        raise UnknownPlace(plain(whom) or "nobody")
    return Rights(name[:LONGEST], assets.strip() or (NOTHING if for_ else ANYTHING), declares)


def _made(team: Team, wanted: Rights, by: str, now: datetime) -> tuple[Token, str]:
    with team.workspace.database.begin() as connection:
        return Tokens(team.workspace).make(connection, "program", wanted, by, now)


def _standing(team: Team) -> list[Token]:
    with team.workspace.database.read() as connection:
        return Tokens(team.workspace).standing(connection, "program")


def _revoked(team: Team, id_: str, now: datetime) -> Token:
    with team.workspace.database.begin() as connection:
        return Tokens(team.workspace).revoke(connection, id_, now)
