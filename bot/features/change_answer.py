"""A team answers on its card: no impact, we adapt by a day, blocked, a question; with undo, and why it was told."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.answered import Place, following, place_soon
from bot.ask import Ask, Respond
from bot.board import Board
from bot.carried import Chosen, unpacked
from bot.changing import Changing
from bot.feature import About
from bot.leaving import ways_out
from bot.press import Press
from bot.typed import Typed, day_of
from bot.views import change_answer as views
from bot.views import change_card as cards
from bot.views.change_answer import OnCard, Said
from bot.views.change_following import with_ways_out
from changes.deliveries import Wanted
from changes.ledger import Ledger
from changes.model import Ack, Change, Meaning
from changes.notices import Notices
from store.workspace import Workspace


@dataclass(frozen=True)
class AnswerChange:
    changing: Changing

    @property
    def about(self) -> About:
        return About(
            name="Answering changes", help="On a change's card: no impact, we adapt by a day, blocked, a question."
        )

    def register(self, board: Board) -> None:
        board.button(cards.NONE, Chosen, self.no_impact)
        board.action(cards.ADAPT, self.adapt)
        board.button(cards.BLOCKED, Chosen, self.ask_what_blocks)
        board.button(cards.QUESTION, Chosen, self.ask_question)
        board.button(cards.UNDO, Chosen, self.undo)
        board.button(cards.WHY, Chosen, self.why)
        board.button(cards.READ, Chosen, self.read)
        board.button(views.REPLY, OnCard, self.ask_reply)
        board.view(views.BLOCKED_FORM, self.blocked)
        board.view(views.QUESTION_FORM, self.question)
        board.view(views.REPLY_FORM, self.reply)

    async def no_impact(self, press: Press, chosen: Chosen) -> None:
        await self._give(press.ask, chosen.id, "no impact")

    async def adapt(
        self, body: Mapping[str, Any], action: Mapping[str, Any], client: AsyncWebClient, respond: Respond
    ) -> None:
        ask, id_ = Press.of(body, client, respond).ask, str(action.get("block_id", "")).removeprefix("change:")
        day = day_of(str(action.get("selected_date") or ""))
        change = await self._give(ask, id_, "adapting", until=day)
        when = change.content.when
        if when and day > when.day:
            await ask.answer(views.late(change))

    async def ask_what_blocks(self, press: Press, chosen: Chosen) -> None:
        change = await self._change(press.ask, chosen.id)
        await press.ask.open(views.blocked_form(change, OnCard(chosen.id, press.ask.channel, press.ask.ts)))

    async def ask_question(self, press: Press, chosen: Chosen) -> None:
        change = await self._change(press.ask, chosen.id)
        await press.ask.open(views.question_form(change, OnCard(chosen.id, press.ask.channel, press.ask.ts)))

    async def blocked(
        self, ack: Respond, body: Mapping[str, Any], view: Mapping[str, Any], client: AsyncWebClient
    ) -> None:
        await self._with_words(ack, body, view, client, "blocked")

    async def question(
        self, ack: Respond, body: Mapping[str, Any], view: Mapping[str, Any], client: AsyncWebClient
    ) -> None:
        await self._with_words(ack, body, view, client, "question")

    async def undo(self, press: Press, chosen: Chosen) -> None:
        ask, id_ = press.ask, chosen.id
        here, place = await self._place(ask, id_)
        answering = self.changing.answering(here)
        await self.changing.door(answering.undo, id_, place.team, self.changing.now)
        await self._show(ask, here, place)

    async def why(self, press: Press, chosen: Chosen) -> None:
        ask, id_ = press.ask, chosen.id
        here, place = await self._place(ask, id_)
        reasons = await self.changing.door(_reasons, here, id_, place)
        ways = await self.changing.door(ways_out, here, id_, place.team)
        await ask.answer(with_ways_out(views.why(place.change, reasons), ways))

    async def read(self, press: Press, chosen: Chosen) -> None:
        await press.ask.open(cards.whole(await self._change(press.ask, chosen.id)))

    async def ask_reply(self, press: Press, on: OnCard) -> None:
        await press.ask.open(views.reply_form(on))

    async def reply(
        self, ack: Respond, body: Mapping[str, Any], view: Mapping[str, Any], client: AsyncWebClient
    ) -> None:
        """The answer goes where the question was asked, for all of that team to read."""
        on, words = unpacked(OnCard, view.get("private_metadata")), Typed.of(view).text("words")
        if not words:
            await ack(response_action="errors", errors=views.needs_reply())
            return
        await ack()
        ask = Ask.of(body, client, on.channel, on.ts)
        here, place = await self._place(ask, on.change)
        await self._write(here, *views.replied(place, Said(ask.person, words, view["id"]), on.words))

    async def _with_words(
        self,
        ack: Respond,
        body: Mapping[str, Any],
        view: Mapping[str, Any],
        client: AsyncWebClient,
        meaning: Meaning,
    ) -> None:
        on, words = unpacked(OnCard, view.get("private_metadata")), Typed.of(view).text("words")
        if not words:
            await ack(response_action="errors", errors=views.needs_words())
            return
        await ack()
        ask = Ask.of(body, client, on.channel, on.ts)
        await self._give(ask, on.change, meaning, note=words)
        here, place = await self._place(ask, on.change)
        told = views.blocked_by if meaning == "blocked" else views.asked
        summary = await self.changing.door(following, here, on.change)
        await self._write(here, *told(place, Said(ask.person, words, view["id"]), summary))

    async def _give(self, ask: Ask, id_: str, meaning: Meaning, *, until: date | None = None, note: str = "") -> Change:
        """Any member of a place answers for it; the latest answer counts, earlier ones are kept."""
        here, place = await self._place(ask, id_)
        revision = place.change.revision
        given = Ack(id_, place.team, meaning, ask.person, self.changing.now, revision, until, note)
        await self.changing.door(self.changing.answering(here).give, given)
        await self._show(ask, here, place)
        return place.change

    async def _change(self, ask: Ask, id_: str) -> Change:
        team = await self.changing.team(ask.workspace)
        return await self.changing.door(Ledger(team.workspace).get, id_)

    async def _place(self, ask: Ask, id_: str) -> tuple[Workspace, Place]:
        team = await self.changing.team(ask.workspace)
        return team.workspace, await place_soon(self.changing.door, team.workspace, id_, ask.channel, ask.ts)

    async def _show(self, ask: Ask, here: Workspace, place: Place) -> None:
        """Wherever this team was told, its card says the same."""
        edits = await self.changing.door(place.edits, here)
        results = await asyncio.gather(
            *(ask.client.chat_update(channel=channel, ts=ts, **card.arguments()) for channel, ts, card in edits),
            return_exceptions=True,
        )
        for failed in results:
            if isinstance(failed, BaseException) and not isinstance(failed, SlackApiError):
                raise failed

    async def _write(self, here: Workspace, *wanted: Wanted) -> None:
        """Through the ledger: an answer that was promised arrives, whatever Slack says now."""
        await self.changing.door(self.changing.answering(here).write, wanted, self.changing.now)


def _reasons(here: Workspace, id_: str, place: Place) -> tuple[str, ...]:
    with here.database.read() as connection:
        notice = Notices(here).why(connection, id_, place.team)
    return tuple(one.text for one in notice.reasons) if notice else ()
