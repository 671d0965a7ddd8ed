"""Who may announce what: given and taken by admins, asked for with one press; an empty list opens nothing."""

from dataclasses import dataclass

from bot.approval import Approval
from bot.ask import Ask
from bot.board import Board
from bot.card import Card
from bot.changing import Changing
from bot.feature import About, Word
from bot.places import written
from bot.press import Press
from bot.roles import NotAllowed, Role
from bot.views import change_drafts as views
from bot.views import change_permission as permission_views
from bot.views.blocks import sentence
from bot.whisper import write_to
from changes.announcing import Told
from changes.assets import parse
from changes.drafts import Drafts, sealed
from changes.ledger import Ledger
from changes.lifecycle import WrongState
from changes.model import Change
from changes.roles import ANYTHING, Grant, Roles
from store.workspace import Workspace


@dataclass(frozen=True)
class Permission:
    changing: Changing

    @property
    def about(self) -> About:
        return About(
            name="Who may announce",
            help="Owners announce changes of what is theirs, admins everything, and whoever an admin allows it.",
            changes=(
                Word(
                    "allow",
                    "Let somebody announce changes; without names it lists who may.",
                    self.allow,
                    hint="[@person or @team] [assets]",
                    example="/change allow @tomas weather.*",
                ),
                Word("disallow", "Take that permission back.", self.disallow, hint="@person or @team [assets]"),
            ),
        )

    def register(self, board: Board) -> None:
        board.button(views.APPROVE, views.Asked, self.approve)
        board.button(views.DECLINE, views.Asked, self.decline)

    async def allow(self, ask: Ask) -> None:
        team = await self.changing.team(ask.workspace)
        if not ask.words:
            return await ask.answer(permission_views.listed(await self.changing.door(_granted, team.workspace)))
        grants = await self._grants(ask)
        await self.changing.door(self._give, team.workspace, grants, ask.person)
        return await ask.answer(permission_views.allowed(grants))

    async def disallow(self, ask: Ask) -> None:
        team = await self.changing.team(ask.workspace)
        if not ask.words:
            return await ask.answer(permission_views.listed(await self.changing.door(_granted, team.workspace)))
        grants = await self._grants(ask)
        await self.changing.door(_take, team.workspace, grants)
        return await ask.answer(permission_views.disallowed(grants))

    async def _grants(self, ask: Ask) -> tuple[Grant, ...]:
        """Only admins come this far."""
        if not (await self.changing.person(ask)).admin:
            raise NotAllowed(Role.ADMIN)
        place = written(ask.words, ask)
        if place.to is None or place.to.kind == "channel":
            raise permission_views.WhoIsMeant
        names = [one.strip(",") for one in place.words.split()]
        patterns = [str(parse(one)) if one != ANYTHING else one for one in names if one.strip(",")] or [ANYTHING]
        return tuple(Grant(place.to, "announcer", one) for one in patterns)

    def _give(self, here: Workspace, grants: tuple[Grant, ...], by: str) -> None:
        with here.database.begin() as connection:
            for grant in grants:
                Roles(here).give(connection, grant, by, self.changing.now)

    async def approve(self, press: Press, asked: views.Asked) -> None:
        """Whoever presses must be allowed to themselves; of several who were asked the first settles it."""
        ask, change = press.ask, await self._pressed(press, asked)
        await self.changing.require(ask, change.content.assets)
        team = await self.changing.team(ask.workspace)
        anew = await self.changing.door(self._anew, team.workspace, change, asked.seal)
        if anew is not None:
            await ask.client.chat_update(channel=ask.channel, ts=ask.ts, **anew.arguments())
            return
        try:
            told = await self.changing.door(self._release, team.workspace, change)
            card = permission_views.approved(change, told.audience.spoken())
            await write_to(ask.client, change.announcer, sentence(views.announced(told)))
        except WrongState:
            card = permission_views.settled_before()
        await ask.client.chat_update(channel=ask.channel, ts=ask.ts, **card.arguments())

    async def decline(self, press: Press, asked: views.Asked) -> None:
        ask, change = press.ask, await self._pressed(press, asked)
        await self.changing.require(ask, change.content.assets)
        waits = change.state == "draft"
        card = permission_views.you_declined(change) if waits else permission_views.settled_before()
        await ask.client.chat_update(channel=ask.channel, ts=ask.ts, **card.arguments())
        if waits:
            await write_to(ask.client, change.announcer, permission_views.declined(change, ask.person))

    async def _pressed(self, press: Press, asked: views.Asked) -> Change:
        team = await self.changing.team(press.ask.workspace)
        return await self.changing.door(Ledger(team.workspace).get, asked.id)

    def _anew(self, here: Workspace, change: Change, seal: str) -> Card | None:
        """The question once more, when its author has changed since what it is about."""
        named = Drafts(here).plan(change.id, change.announcer).named
        if change.state != "draft" or sealed(change.content, named) == seal:
            return None
        return Approval(self.changing).card(here, change, anew=True)

    def _release(self, here: Workspace, change: Change) -> Told:
        """It was asked for as it is, so nobody is asked again whether silence is meant."""
        named = Drafts(here).plan(change.id, change.announcer).named
        return self.changing.announcing(here).release(change.id, self.changing.now, named=named, to_nobody=True)


def _granted(here: Workspace) -> list[Grant]:
    with here.database.read() as connection:
        return Roles(here).all(connection)


def _take(here: Workspace, grants: tuple[Grant, ...]) -> None:
    with here.database.begin() as connection:
        for grant in grants:
            Roles(here).take(connection, grant)
