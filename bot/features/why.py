"""`/parlance why <link>` and the button *Why?*: the reason of every note, and of every silence."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.ask import Ask
from bot.board import Board
from bot.card import Card, Modal
from bot.directory import Directory
from bot.door import Door
from bot.errors import Refusal
from bot.feature import About, Shortcut, Word
from bot.links import Linked, linked
from bot.manners import Manner
from bot.offer_reasons import OfferReasons, Said
from bot.press import Press
from bot.teams import Team, Teams
from bot.views import annotation, refusals
from bot.views import why as views
from bot.views.annotation import OnNote
from glossary.history import Judgement
from glossary.model import Term

CALLBACK = "why"


class NotYours(Refusal):
    def __init__(self) -> None:
        super().__init__(refusals.NOT_YOUR_CHANNEL)


@dataclass(frozen=True)
class Why:
    teams: Teams
    door: Door
    directory: Directory
    offered: OfferReasons
    clock: Callable[[], float] = time.time

    @property
    def about(self) -> About:
        return About(
            name="Why?",
            help="I tell you why I wrote a note, or why I did not.",
            shortcuts=(Shortcut(CALLBACK, "Why a note, or none", "Say why Parlance wrote a note here, or did not"),),
            words=(
                Word(
                    "why",
                    "Why I wrote about a message, or kept quiet.",
                    self.tell,
                    hint="<link to a message>",
                    example="/parlance why https://…/archives/C0123/p1763719200000100",
                ),
            ),
        )

    def register(self, board: Board) -> None:
        board.button(annotation.WHY, OnNote, self.open)
        board.shortcut(CALLBACK, self.from_menu)

    async def tell(self, ask: Ask) -> None:
        where = linked(ask.words) if ask.words else _thread_of(ask)
        if where is None:
            return await ask.answer(views.which_message())
        return await ask.answer((await self._explained(ask, where, await _written(ask.client, where))).card())

    async def open(self, press: Press, on: OnNote) -> None:
        explained = await self._explained(press.ask, Linked(on.channel, on.ts, on.ts), None)
        await press.ask.open(explained.modal())

    async def from_menu(self, shortcut: Mapping[str, Any], client: AsyncWebClient) -> None:
        message = shortcut["message"]
        ask = Ask.of(shortcut, client, shortcut["channel"]["id"], message["ts"])
        where = Linked(ask.channel, ask.ts, message.get("thread_ts") or ask.ts)
        said = Said(ask.channel, str(message.get("user", "")), str(message.get("text", "")))
        await ask.open((await self._explained(ask, where, said)).modal())

    async def _explained(self, ask: Ask, where: Linked, said: Said | None) -> "Explained":
        """What was offered is told to the author alone, as the offer was."""
        await self._check_membership(ask, where)
        team = await self.door(self.teams.of, ask.workspace)
        explained = await self.door(_explain, team, where)
        if said is None or said.person != ask.person or not said.text:
            return explained
        announced = explained.judgement is not None and explained.judgement.kind == views.OFFER
        told = partial(self.offered.told, team, said, announced=announced, now=self.clock())
        return replace(explained, offers=await self.door(told))

    async def _check_membership(self, ask: Ask, where: Linked) -> None:
        """Who may not read the channel may not read what we thought of it either."""
        try:
            members = await self.directory.members(ask.client, ask.workspace, where.channel)
        except SlackApiError as error:
            raise NotYours from error
        if ask.person not in members:
            raise NotYours


@dataclass(frozen=True)
class Explained:
    """Everything there is to say about one message; `judgement` is missing when no word of ours was in it."""

    judgement: Judgement | None
    term: Term | None
    manner: Manner
    offers: tuple[str, ...] = ()

    def card(self) -> Card:
        if self.judgement is None:
            return views.nothing_found(self.manner, self.offers)
        return views.card(self.judgement, self.term, self.manner, self.offers)

    def modal(self) -> Modal:
        return views.modal(self.card())


def _explain(team: Team, where: Linked) -> Explained:
    judgement = team.history.judgement(where.channel, where.ts)
    term = team.reader.term(judgement.term) if judgement else None
    return Explained(judgement, term, team.manners.of(where.channel))


async def _written(client: AsyncWebClient, where: Linked) -> Said | None:
    """None where it cannot be read any more; then the rest is told all the same."""
    try:
        found = await client.conversations_replies(channel=where.channel, ts=where.ts, limit=1, inclusive=True)
    except SlackApiError:
        return None
    one = next((each for each in found["messages"] if each["ts"] == where.ts), None)
    return Said(where.channel, str(one.get("user", "")), str(one.get("text", ""))) if one else None


def _thread_of(ask: Ask) -> Linked | None:
    """`@Parlance why` inside a thread asks about the message that began it."""
    inside = ask.thread and ask.thread != ask.ts
    return Linked(ask.channel, ask.thread, ask.thread) if inside else None
