"""`/change subscriptions`: what is followed here and by me; edited, paused, narrowed, put in a calendar, ended."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from slack_sdk.web.async_client import AsyncWebClient

from bot.archive import Archive
from bot.ask import Ask, Respond
from bot.board import Board
from bot.card import Card
from bot.carried import PageOf
from bot.directory import Directory
from bot.door import Door
from bot.feature import About, Word
from bot.home import Section, Viewer
from bot.places import here, places, require_theirs, written, zone_of
from bot.press import Press
from bot.showing import beside, instead
from bot.teams import Team, Teams
from bot.typed import day_of
from bot.views import change_following as views
from bot.views import change_home as homes
from bot.views.change_following import OnSubscription
from changes.assets import BadAsset, covers, parse
from changes.model import Destination, Subscription
from changes.subscriptions import Subscriptions
from changes.tokens import Rights, Tokens
from changes.wish.grammar import BadWish, assets_of
from changes.wish.parser import understand
from changes.wish.printer import written as printed


@dataclass(frozen=True)
class ChangeFollowing:
    """`address` is where calendars are fetched; empty when nobody outside reaches us."""

    teams: Teams
    door: Door
    directory: Directory
    archive: Archive
    address: str = ""
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)

    @property
    def about(self) -> About:
        return About(
            name="What is followed",
            help="Subscriptions of a channel, a team or yours: edit, pause, leave one thing out, end.",
            changes=(
                Word(
                    "subscriptions",
                    "What is followed here and by you; edit, pause, leave one thing out, end.",
                    self.show,
                    hint="[#channel | @team | me]",
                    also=("list", "following"),
                ),
                Word(
                    "unsubscribe",
                    "End a subscription, or leave one thing out of a broader one.",
                    self.unsubscribe,
                    hint="[what]",
                    also=("unfollow",),
                    example="/change unsubscribe warehouse.orders.debug",
                ),
            ),
            sections=(self.section,),
        )

    def register(self, board: Board) -> None:
        board.button(views.PAUSE, OnSubscription, self.pause)
        board.action(views.UNTIL, self.pause_until)
        board.button(views.RESUME, OnSubscription, self.resume)
        board.button(views.EXCEPT, OnSubscription, self.which)
        board.button(re.compile(f"^{views.WITHOUT}:"), OnSubscription, self.without)
        board.button(re.compile(f"^{views.END}(:|$)"), OnSubscription, self.end)
        board.button(re.compile(f"^{views.TURN}:"), PageOf, self.turn)
        board.button(views.CALENDAR, OnSubscription, self.calendar)
        board.button(views.CLOSE, OnSubscription, self.close)

    async def show(self, ask: Ask) -> None:
        await ask.answer(await self._listing(ask, places(ask.words, ask), PageOf(0)))

    async def unsubscribe(self, ask: Ask) -> None:
        place = written(ask.words, ask)
        whose = (place.to,) if place.to else ()
        if not place.words:
            return await ask.answer(await self._listing(ask, whose, PageOf(0)))
        held = await self._held(ask, whose)
        same = next((one for one in held if place.words in (one.id, one.wish) or one.wish == _wish(place.words)), None)
        if same is not None:
            return await ask.answer(await self._ended(ask, same.id))
        asset = _asset(place.words)
        wider = [one for one in held if asset and _contains(one, asset)]
        card = views.confirm_leaving(wider, asset) if wider else views.not_followed(place.words, held)
        return await ask.answer(card)

    async def turn(self, press: Press, page: PageOf) -> None:
        await instead(press, await self._listing(press.ask, _places_of(page.of), page))

    async def pause(self, press: Press, on: OnSubscription) -> None:
        team, _ = await self._theirs(press.ask, on.id)
        await instead(press, views.paused(await self.door(_pause, team, on.id)))

    async def pause_until(
        self, body: Mapping[str, Any], action: Mapping[str, Any], client: AsyncWebClient, respond: Respond
    ) -> None:
        """Until that day begins where they live."""
        press, id_ = Press.of(body, client, respond), str(action.get("block_id", "")).removeprefix("pause:")
        team, one = await self._theirs(press.ask, id_)
        zone = ZoneInfo(await zone_of(client, press.ask.person))
        until = datetime.combine(day_of(str(action.get("selected_date") or "")), time(), zone)
        if until <= self.clock():
            return await instead(press, views.paused(one, past=True))
        return await instead(press, views.paused(await self.door(_pause, team, id_, until)))

    async def resume(self, press: Press, on: OnSubscription) -> None:
        team, _ = await self._theirs(press.ask, on.id)
        await instead(press, views.resumed(await self.door(_resume, team, on.id)))

    async def which(self, press: Press, on: OnSubscription) -> None:
        team, one = await self._theirs(press.ask, on.id)
        await beside(press.ask, views.which(one, await self.door(self._things, team, one)))

    async def without(self, press: Press, on: OnSubscription) -> None:
        team, _ = await self._theirs(press.ask, on.id)
        await instead(press, views.narrowed(await self.door(_without, team, on.id, on.asset), on.asset))

    async def end(self, press: Press, on: OnSubscription) -> None:
        await instead(press, await self._ended(press.ask, on.id))

    async def calendar(self, press: Press, on: OnSubscription) -> None:
        team, one = await self._theirs(press.ask, on.id)
        token, secret = await self.door(_feed, team, one, press.ask.person, self.clock())
        address = f"{self.address.rstrip('/')}/calendar/{secret}.ics" if self.address else ""
        await beside(press.ask, views.calendar(one, address, token))

    async def close(self, press: Press, on: OnSubscription) -> None:
        team = await self.door(self.teams.of, press.ask.workspace)
        await self.door(_close, team, on.id, self.clock())
        await instead(press, views.calendar_closed())

    async def section(self, viewer: Viewer) -> Section:
        team = await self.door(self.teams.of, viewer.workspace)
        mine = await self.door(_of, team, (Destination("person", viewer.person),))
        return homes.followed(mine, viewer.person)

    async def _listing(self, ask: Ask, whose: tuple[Destination, ...], page: PageOf) -> Card:
        chosen = whose or _usual(ask)
        held = await self._held(ask, chosen)
        return views.listing(held, ask.person, page.number, " ".join(map(str, chosen)))

    async def _held(self, ask: Ask, whose: tuple[Destination, ...]) -> list[Subscription]:
        for one in whose:
            if one != here(ask):
                await require_theirs(ask, self.directory, one)
        team = await self.door(self.teams.of, ask.workspace)
        return await self.door(_of, team, whose or _usual(ask))

    async def _theirs(self, ask: Ask, id_: str) -> tuple[Team, Subscription]:
        team = await self.door(self.teams.of, ask.workspace)
        one = await self.door(_one, team, id_)
        await require_theirs(ask, self.directory, one.destination)
        return team, one

    async def _ended(self, ask: Ask, id_: str) -> Card:
        team, one = await self._theirs(ask, id_)
        await self.door(_end, team, one, self.clock())
        return views.ended(one)

    def _things(self, team: Team, one: Subscription) -> list[str]:
        """What lately came by it, newest first."""
        patterns = assets_of(understand(one.wish))
        caught = [name for change, _ in self.archive.caught(team.workspace, one.wish) for name in change.content.assets]
        return [
            name for name in dict.fromkeys(caught) if not patterns or any(covers(pattern, name) for pattern in patterns)
        ]


def _usual(ask: Ask) -> tuple[Destination, ...]:
    return tuple(dict.fromkeys((here(ask), Destination("person", ask.person))))


def _places_of(text: str) -> tuple[Destination, ...]:
    return tuple(map(Destination.of, text.split()))


def _wish(words: str) -> str:
    try:
        return printed(understand(words))
    except BadWish:
        return ""


def _asset(words: str) -> str:
    try:
        return str(parse(words))
    except BadAsset:
        return ""


def _contains(one: Subscription, asset: str) -> bool:
    patterns = assets_of(understand(one.wish))
    return not patterns or any(covers(pattern, asset) for pattern in patterns)


def _of(team: Team, whose: tuple[Destination, ...]) -> list[Subscription]:
    with team.workspace.database.read() as connection:
        return [one for to in whose for one in Subscriptions(team.workspace).of(connection, to)]


def _one(team: Team, id_: str) -> Subscription:
    with team.workspace.database.read() as connection:
        return Subscriptions(team.workspace).get(connection, id_)


def _pause(team: Team, id_: str, until: datetime | None = None) -> Subscription:
    with team.workspace.database.begin() as connection:
        return Subscriptions(team.workspace).pause(connection, id_, until)


def _resume(team: Team, id_: str) -> Subscription:
    with team.workspace.database.begin() as connection:
        return Subscriptions(team.workspace).resume(connection, id_)


def _without(team: Team, id_: str, asset: str) -> Subscription | None:
    with team.workspace.database.begin() as connection:
        return Subscriptions(team.workspace).without(connection, id_, asset)


def _end(team: Team, one: Subscription, now: datetime) -> None:
    """Its calendar ends with it."""
    with team.workspace.database.begin() as connection:
        Subscriptions(team.workspace).end(connection, one.id)
        Tokens(team.workspace).revoke_for(connection, "calendar", one.id, now)


def _feed(team: Team, one: Subscription, by: str, now: datetime) -> tuple[str, str]:
    """A new address ends the one before."""
    tokens = Tokens(team.workspace)
    with team.workspace.database.begin() as connection:
        tokens.revoke_for(connection, "calendar", one.id, now)
        token, secret = tokens.make(connection, "calendar", Rights(one.wish, one.id), by, now)
    return token.id, secret


def _close(team: Team, id_: str, now: datetime) -> None:
    with team.workspace.database.begin() as connection:
        Tokens(team.workspace).revoke(connection, id_, now)
