"""`/change subscribe`: a wish is shown with what it would have brought, and kept when somebody confirms it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.archive import Archive
from bot.ask import Ask, Respond
from bot.board import Board
from bot.card import Card
from bot.carried import unpacked
from bot.directory import Directory
from bot.door import Door
from bot.errors import Refusal
from bot.feature import About, Scope, Word
from bot.places import here, require_reachable, require_theirs, written, zone_of
from bot.press import Press
from bot.showing import instead
from bot.teams import Team, Teams
from bot.views import change_follow as views
from bot.views import refusals
from bot.views.change_follow import Preview, Wanted
from bot.whisper import whisper
from changes.assets import covers, did_you_mean, touches
from changes.ledger import Ledger
from changes.model import Destination, Subscription
from changes.owners import Owners
from changes.subscriptions import Subscriptions
from changes.wish.grammar import BadWish, OfAsset, assets_of
from changes.wish.parser import understand
from changes.wish.printer import written as printed
from changes.wish.request import understand_request


class NotMyself(Refusal):
    def __init__(self) -> None:
        super().__init__(refusals.NOT_MYSELF)


@dataclass(frozen=True)
class ChangeFollow:
    teams: Teams
    door: Door
    directory: Directory
    archive: Archive
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)

    @property
    def about(self) -> About:
        return About(
            name="Following changes",
            help="Hear of changes to what you build on, in a channel, as a team or alone; by name or by meaning.",
            changes=(
                Word(
                    "subscribe",
                    "Hear of changes, here, in another channel, as a team or alone.",
                    self.subscribe,
                    hint="[#channel | @team | me] what [daily | weekly on friday]",
                    also=("follow",),
                    example="/change subscribe warehouse.orders.* breaking -kind:docs",
                ),
            ),
            scopes=(Scope("usergroups:read", "to tell changes to a team, and to know who is in it"),),
        )

    def register(self, board: Board) -> None:
        board.button(views.CONFIRM, Wanted, self.confirm)
        board.button(views.MEND, Wanted, self.mend)
        board.press(views.DROP, self.drop)
        board.button(views.UNDO, Wanted, self.undo)
        board.view(views.FORM, self.save)

    async def subscribe(self, ask: Ask) -> None:
        place = written(ask.words, ask)
        if not place.words:
            return await ask.answer(views.how())
        to = place.to or here(ask)
        await self._check(ask, to)
        try:
            request = understand_request(place.words, await zone_of(ask.client, ask.person))
        except BadWish as error:
            return await ask.answer(views.wrong(error))
        one = Subscription("", to, printed(request.wish), request.rhythm)
        return await ask.answer(await self._preview(ask, Wanted.of(one, ask.channel)))

    async def confirm(self, press: Press, wanted: Wanted) -> None:
        await self._check(press.ask, wanted.destination)
        await instead(press, views.confirmed(await self._keep(press.ask, wanted), press.ask.person))

    async def mend(self, press: Press, wanted: Wanted) -> None:
        ask = press.ask
        await ask.open(views.form(replace(wanted, channel=ask.channel)))

    async def drop(self, press: Press) -> None:
        await instead(press, views.dropped())

    async def undo(self, press: Press, wanted: Wanted) -> None:
        await require_theirs(press.ask, self.directory, wanted.destination)
        team = await self.door(self.teams.of, press.ask.workspace)
        await self.door(_end, team, wanted.id)
        await instead(press, views.undone(wanted))

    async def save(
        self, ack: Respond, body: Mapping[str, Any], view: Mapping[str, Any], client: AsyncWebClient
    ) -> None:
        """A form that was opened for a subscription changes it; a new wish is shown anew before it is kept."""
        wanted = _filled(view)
        ask = Ask.of(body, client, wanted.channel)
        try:
            wanted = replace(wanted, wish=printed(understand(wanted.wish)))
        except BadWish as error:
            await ack(response_action="errors", errors={views.WISH: str(error)})
            return
        await ack()
        await self._check(ask, wanted.destination)
        if wanted.id:
            card = views.confirmed(await self._keep(ask, wanted), ask.person)
        else:
            card = await self._preview(ask, wanted)
        await whisper(client, ask.person, card, ask.channel)

    async def _check(self, ask: Ask, to: Destination) -> None:
        if to.kind == "person" and to.id == (await ask.client.auth_test())["user_id"]:
            raise NotMyself
        if to != here(ask):
            await require_theirs(ask, self.directory, to)
        await require_reachable(ask, to)

    async def _preview(self, ask: Ask, wanted: Wanted) -> Card:
        team = await self.door(self.teams.of, ask.workspace)
        return views.preview(await self.door(self._seen, team, wanted), ask.person)

    def _seen(self, team: Team, wanted: Wanted) -> Preview:
        with team.workspace.database.read() as connection:
            held = Subscriptions(team.workspace).of(connection, wanted.destination)
            owned = [one.pattern for one in Owners(team.workspace).all(connection)]
        patterns = assets_of(understand(wanted.wish))
        known = list(dict.fromkeys([*Ledger(team.workspace).assets(), *owned]))
        strange = [name for name in patterns if known and not any(touches(name, one) for one in known)]
        return Preview(
            wanted,
            self.archive.caught(team.workspace, wanted.wish),
            next((one for one in held if one.wish == wanted.wish), None),
            next((one for one in held if _wider(one, patterns)), None),
            {name: did_you_mean(name, known) for name in strange},
        )

    async def _keep(self, ask: Ask, wanted: Wanted) -> Subscription:
        team = await self.door(self.teams.of, ask.workspace)
        return await self.door(_kept, team, wanted, ask.person, self.clock())


def _kept(team: Team, wanted: Wanted, by: str, now: datetime) -> Subscription:
    held = Subscriptions(team.workspace)
    with team.workspace.database.begin() as connection:
        if wanted.id:
            return held.change(connection, wanted.id, wanted.wish, wanted.rhythm)
        one = Subscription("", wanted.destination, wanted.wish, wanted.rhythm, by, now)
        return held.add(connection, one)


def _end(team: Team, id_: str) -> None:
    with team.workspace.database.begin() as connection:
        Subscriptions(team.workspace).end(connection, id_)


def _wider(one: Subscription, patterns: tuple[str, ...]) -> bool:
    """A plain subscription of something that contains all of it."""
    wish = understand(one.wish)
    return isinstance(wish, OfAsset) and bool(patterns) and all(covers(wish.pattern, name) for name in patterns)


def _filled(view: Mapping[str, Any]) -> Wanted:
    values = {block: next(iter(fields.values())) for block, fields in view["state"]["values"].items()}
    chosen = {block: (field.get("selected_option") or {}).get("value") or "" for block, field in values.items()}
    hour, _, minute = (chosen[views.HOUR] or "9:00").partition(":")
    return replace(
        unpacked(Wanted, view.get("private_metadata")),
        wish=values[views.WISH].get("value") or "",
        cadence=chosen[views.HOW_OFTEN] or "instant",
        hour=int(hour),
        minute=int(minute),
        weekday=int(chosen[views.DAY] or 0),
    )
