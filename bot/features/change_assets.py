"""`/change owns`, `who`, `impact`: whose an asset is, whom to ask, whom a change of it would reach."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from bot.ask import Ask
from bot.board import Board
from bot.card import Card
from bot.directory import Directory
from bot.door import Door
from bot.feature import About, Word
from bot.owning import read_owner
from bot.places import NotTheirs, handles, here, plain, require_theirs
from bot.press import Press
from bot.roles import Role, require
from bot.showing import instead
from bot.teams import Team, Teams
from bot.views import change_assets as views
from bot.views.change_assets import OnAsset, Shared
from changes.assets import did_you_mean, parse, touches
from changes.audience import Interests
from changes.audience import impact as reached
from changes.ledger import Ledger
from changes.model import Owner
from changes.owners import Incidents, Owners, inside, owner_of_asset
from changes.subscriptions import Subscriptions


@dataclass(frozen=True)
class ChangeAssets:
    teams: Teams
    door: Door
    directory: Directory
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)

    @property
    def about(self) -> About:
        return About(
            name="Assets and owners",
            help="Whose a table, an API or a model is, whom to ask, and whom a change of it would reach.",
            changes=(
                Word(
                    "owns",
                    "Say whose an asset is, whom to ask, and who builds on it.",
                    self.owns,
                    hint="@team asset [contact @Ana] [contract https://…] [consumers #channel @team]",
                    also=("own", "owner"),
                    example="/change owns @data-platform warehouse.orders consumers #checkout",
                ),
                Word("who", "Whose an asset is, and who builds on it.", self.who, hint="asset"),
                Word("impact", "Whom a change of an asset would reach.", self.impact, hint="asset"),
            ),
        )

    def register(self, board: Board) -> None:
        board.button(views.SHARE, Shared, self.share)
        board.button(re.compile(f"^{views.STILL}:"), OnAsset, self.still)
        board.button(re.compile(f"^{views.GONE}:"), OnAsset, self.gone)

    async def owns(self, ask: Ask) -> None:
        if not ask.words:
            return await ask.answer(views.how())
        wanted = read_owner(ask.words, ask)
        if wanted is None:
            return await ask.answer(views.not_that(plain(ask.words)))
        team = await self.door(self.teams.of, ask.workspace)
        before = await self.door(_owner, team, wanted.pattern)
        if before is not None and not await self._may(ask, team, before):
            return await ask.answer(views.refused(before))
        if wanted.team != here(ask) or _is_everything(wanted.pattern):
            await self._of_team_or_steward(ask, team, wanted)
        owner = replace(_over(before, wanted), confirmed=self.clock())
        return await ask.answer(views.kept(await self.door(_put, team, owner), before))

    async def who(self, ask: Ask) -> None:
        await self._answer(ask, "who", plain(ask.words))

    async def impact(self, ask: Ask) -> None:
        await self._answer(ask, "impact", plain(ask.words))

    async def share(self, press: Press, wanted: Shared) -> None:
        card = await self._card(press.ask, wanted.what, wanted.asset)
        await press.share(views.shared(card, await handles(press.ask.client)))

    async def still(self, press: Press, on: OnAsset) -> None:
        team = await self._asked(press.ask, on)
        await self.door(_confirm, team, on.pattern, self.clock())
        await instead(press, views.confirmed(on.pattern))

    async def gone(self, press: Press, on: OnAsset) -> None:
        team = await self._asked(press.ask, on)
        await self.door(_drop, team, on.pattern)
        await instead(press, views.left(on.pattern))

    async def _answer(self, ask: Ask, what: str, asset: str) -> None:
        if not asset:
            await ask.answer(views.not_that(f"/change {what}"))
        else:
            await ask.answer(await self._card(ask, what, asset))

    async def _card(self, ask: Ask, what: str, asset: str) -> Card:
        team = await self.door(self.teams.of, ask.workspace)
        return await self.door(self._told, team, what, str(parse(asset)), ask.person)

    def _told(self, team: Team, what: str, asset: str, viewer: str) -> Card:
        with team.workspace.database.read() as connection:
            owners = tuple(Owners(team.workspace).all(connection))
            past = Incidents(team.workspace).at(connection, [asset])
            wishes = tuple(Subscriptions(team.workspace).all(connection))
        known = list(dict.fromkeys([*Ledger(team.workspace).assets(), *(one.pattern for one in owners)]))
        told = reached(asset, Interests(wishes, owners), self.clock())
        if not any(touches(asset, name) for name in known) and (what == "who" or not told):
            return views.unknown(asset, did_you_mean(asset, known))
        if what == "impact":
            return views.impact(asset, told, viewer)
        nearest = owner_of_asset(asset, owners)
        return views.who(asset, nearest, [one for one in inside(asset, owners) if one != nearest], past, viewer)

    async def _asked(self, ask: Ask, on: OnAsset) -> Team:
        """The team that was asked answers, or a steward."""
        team = await self.door(self.teams.of, ask.workspace)
        owner = await self.door(_owner, team, on.pattern)
        if owner is not None and not await self._may(ask, team, owner):
            raise NotTheirs(owner.team)
        return team

    async def _may(self, ask: Ask, team: Team, owner: Owner) -> bool:
        try:
            await self._of_team_or_steward(ask, team, owner)
        except NotTheirs:
            return False
        return True

    async def _of_team_or_steward(self, ask: Ask, team: Team, owner: Owner) -> None:
        """Whole systems are given away by stewards only: whoever owns something may announce its changes."""
        has = await self.directory.role(ask.client, team.people, ask.person)
        if has.rank >= Role.STEWARD.rank:
            return
        if _is_everything(owner.pattern):
            require(has, Role.STEWARD)
        await require_theirs(ask, self.directory, owner.team)


def _is_everything(pattern: str) -> bool:
    return "*" in parse(pattern).parts[0] or "*" in parse(pattern).system


def _over(before: Owner | None, wanted: Owner) -> Owner:
    """What is not said stays as it was."""
    if before is None:
        return wanted
    return replace(
        wanted,
        contact=wanted.contact or before.contact,
        contract=wanted.contract or before.contract,
        consumers=wanted.consumers or before.consumers,
    )


def _owner(team: Team, pattern: str) -> Owner | None:
    with team.workspace.database.read() as connection:
        return next((one for one in Owners(team.workspace).all(connection) if one.pattern == pattern), None)


def _put(team: Team, owner: Owner) -> Owner:
    with team.workspace.database.begin() as connection:
        return Owners(team.workspace).put(connection, owner)


def _confirm(team: Team, pattern: str, now: datetime) -> None:
    with team.workspace.database.begin() as connection:
        Owners(team.workspace).confirm(connection, pattern, now)


def _drop(team: Team, pattern: str) -> None:
    with team.workspace.database.begin() as connection:
        Owners(team.workspace).drop(connection, pattern)
