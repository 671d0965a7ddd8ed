"""Somebody names what is about to change, or a channel keeps naming what it does not follow: one word, rarely, and quietly."""

import html
import re
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from slack_sdk.web.async_client import AsyncWebClient

from bot.ask import Ask
from bot.board import Board
from bot.card import Card
from bot.door import Door
from bot.feature import About, Heard, Word
from bot.message import Message
from bot.offering import DAY, Offer, answered, claimed, switch
from bot.press import Press
from bot.showing import beside, instead
from bot.teams import Team, Teams
from bot.views import change_hint as views
from bot.views import reasons
from bot.views.change_follow import Wanted
from bot.views.change_hint import OnHint
from bot.whisper import offer
from changes.hints import JUST_NOW, SOON, Hint, hint, mentioned
from changes.ledger import Ledger
from changes.model import Destination, Subscription
from changes.owners import Owners
from changes.subscriptions import Subscriptions
from changes.suggestions import Suggestion, suggestions
from glossary.history import Note

NOT_SPOKEN = re.compile(r"```.*?(?:```|\Z)|^&gt;.*?$|<[^>]*>", re.DOTALL | re.MULTILINE)
HINTS, SUGGESTIONS = "change_hints", "change_suggestions"
MOST_CHANNELS, MOST_NAMES = 2_000, 60
A_MONTH = 30 * DAY


@dataclass(frozen=True)
class Talk:
    """Which assets a channel named lately: names only, in memory only."""

    _names: "OrderedDict[tuple[str, str], deque[str]]" = field(default_factory=OrderedDict)

    def note(self, message: Message, names: list[str]) -> tuple[str, ...]:
        key = (message.workspace, message.channel)
        kept = self._names.setdefault(key, deque(maxlen=MOST_NAMES))
        kept.extend(f"`{name}`" for name in names)
        self._names.move_to_end(key)
        if len(self._names) > MOST_CHANNELS:
            self._names.popitem(last=False)
        return tuple(kept)


@dataclass(frozen=True)
class ChangeHint:
    teams: Teams
    door: Door
    talk: Talk = field(default_factory=Talk)
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)

    @property
    def about(self) -> About:
        return About(
            name="Hints about changes",
            help="Name something that is about to change, and one quiet line says so; `Never here` ends it.",
            ear=self,
            changes=(
                Word(
                    "hints",
                    "Whether I hint, in this channel, at what is about to change.",
                    self.switch,
                    hint="on | off",
                ),
            ),
        )

    def register(self, board: Board) -> None:
        board.button(views.MORE, OnHint, self.more)
        board.button(views.NOT_NOW, OnHint, self.not_now)
        board.button(views.NEVER, OnHint, self.never)

    async def switch(self, ask: Ask) -> None:
        word = ask.words.lower()
        if word not in ("on", "off"):
            return await ask.answer(views.which())
        team = await self.door(self.teams.of, ask.workspace)
        for name in (HINTS, SUGGESTIONS):
            await self.door(switch, team, ask.channel, name, on=word == "on")
        return await ask.answer(views.switched(on=word == "on"))

    async def hear(self, message: Message, client: AsyncWebClient) -> Heard:
        """A regular expression is the end of the path for most messages."""
        names = mentioned(_spoken(message.text))
        if not names:
            return Heard()
        said = self.talk.note(message, names)
        team = await self.door(self.teams.of, message.workspace)
        found = await self.door(self._hint, team, message)
        if found is not None:
            await _write(client, message, found[0], found[1])
            return Heard(spoke=True, reason=reasons.CHANGES_SOON)
        card = await self.door(self._suggestion, team, message, said)
        if card is None:
            return Heard()
        return Heard(spoke=await offer(client, message, card), reason=reasons.NOT_FOLLOWED)

    async def unhear(self, message: Message, client: AsyncWebClient) -> None:
        """A hint was private or small; it stays."""

    async def more(self, press: Press, on: OnHint) -> None:
        team = await self.door(self.teams.of, press.ask.workspace)
        change = await self.door(Ledger(team.workspace).get, on.change)
        await self.door(answered, team, on.channel, on.ts, "answered")
        await beside(press.ask, views.more(change))

    async def not_now(self, press: Press, on: OnHint) -> None:
        team = await self.door(self.teams.of, press.ask.workspace)
        await self.door(answered, team, on.channel, on.ts, "dismissed")
        await instead(press, views.not_now())

    async def never(self, press: Press, on: OnHint) -> None:
        team = await self.door(self.teams.of, press.ask.workspace)
        await self.door(answered, team, on.channel, on.ts, "dismissed")
        await self.door(switch, team, on.channel, on.switch or HINTS, on=False)
        await instead(press, views.never())

    def _hint(self, team: Team, message: Message) -> tuple[Card, str] | None:
        """Nobody is told of what they announced themselves."""
        now = self.clock()
        near = Ledger(team.workspace).upcoming(now - JUST_NOW, now + SOON)
        found = hint(_spoken(message.text), [one for one in near if one.announcer != message.person], now)
        if found is None:
            return None
        claim = claimed(team, message, _offer(found))
        place = OnHint(message.channel, message.ts, found.change.id, HINTS)
        return (views.hint(found, place), claim[1]) if claim else None

    def _suggestion(self, team: Team, message: Message, said: tuple[str, ...]) -> Card | None:
        to = Destination("channel", message.channel)
        with team.workspace.database.read() as connection:
            held = Subscriptions(team.workspace).of(connection, to)
            owned = [one.pattern for one in Owners(team.workspace).all(connection)]
        known = list(dict.fromkeys([*Ledger(team.workspace).assets(), *owned]))
        found = suggestions(said, known, held)
        if not found or _claim_following(team, message, found[0]) is None:
            return None
        wanted = Wanted.of(Subscription("", to, found[0].wish), message.channel)
        return views.suggestion(wanted, found[0].times, OnHint(message.channel, message.ts, switch=SUGGESTIONS))


async def _write(client: AsyncWebClient, message: Message, card: Card, style: str) -> None:
    """In the thread where notes stand there; to the author alone elsewhere."""
    if style != "thread":
        await offer(client, message, card)
        return
    await client.chat_postMessage(
        channel=message.channel, thread_ts=message.root, unfurl_links=False, unfurl_media=False, **card.arguments()
    )


def _spoken(text: str) -> str:
    """What the person says: no block of code, nothing quoted, no link."""
    return html.unescape(NOT_SPOKEN.sub(" ", text))


def _offer(found: Hint) -> Offer:
    return Offer(f"{found.asset} #{found.change.id}", "hint", reasons.asset_changes(found.asset), A_MONTH, HINTS)


def _claim_following(team: Team, message: Message, one: Suggestion) -> Note | None:
    """One suggestion a week in a channel, and the same one not again for a month."""
    if any(said.startswith("follow:") for said in team.history.said(message.channel, message.root, 7 * DAY)):
        return None
    reason = reasons.named_often(one.wish)
    claim = claimed(team, message, Offer(f"follow:{one.wish}", "suggest", reason, A_MONTH, SUGGESTIONS))
    return claim[0] if claim else None
