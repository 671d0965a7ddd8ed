"""A click on a note: anyone may say which sense is meant, the author's word counts, minds may change."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.ask import Respond
from bot.board import Board
from bot.card import Card
from bot.carried import unpacked
from bot.door import Door
from bot.feature import About, Scope
from bot.logs import log
from bot.metrics import Metrics
from bot.notes import meaning, words_of
from bot.press import Press
from bot.teams import Team, Teams
from bot.views import annotation as views
from bot.views.annotation import OnNote
from glossary import editing
from glossary.history import AuthorHasAnswered, Note, Pin
from glossary.model import Sense


@dataclass(frozen=True)
class Answer:
    teams: Teams
    door: Door
    metrics: Metrics

    @property
    def about(self) -> About:
        return About(
            name="Answers",
            help="Anyone may answer a note. It then shrinks to one line, and holds for the thread.",
            scopes=(Scope("chat:write", "to shrink a note to one line once it is answered"),),
        )

    def register(self, board: Board) -> None:
        board.button(re.compile(f"^{views.PICK}:"), OnNote, self.pick)
        board.button(re.compile(f"^({views.OTHER}|{views.CHANGE})$"), OnNote, self.ask_meaning)
        board.button(views.CLEAR, OnNote, self.clear)
        board.button(views.MUTE, OnNote, self.mute)
        board.button(views.SHARE, OnNote, self.share)
        board.view(views.MEANING, self.save_meaning)

    async def pick(self, press: Press, on: OnNote) -> None:
        await self._answer(press, on, wording="")

    async def ask_meaning(self, press: Press, on: OnNote) -> None:
        team = await self.door(self.teams.of, press.ask.workspace)
        note = await self.door(team.history.note, on.channel, on.ts)
        if note is None:
            return await press.ask.answer(views.gone())
        term, senses = words_of(team, note)
        place = replace(on, reply=press.reply if press.private else "")
        return await press.ask.open(views.meaning(term, senses, place))

    async def save_meaning(
        self, ack: Respond, body: Mapping[str, Any], view: Mapping[str, Any], client: AsyncWebClient
    ) -> None:
        chosen = view["state"]["values"][views.SENSE_BLOCK]["sense"].get("selected_option") or {}
        wording = (view["state"]["values"][views.WORDING_BLOCK]["wording"].get("value") or "").strip()
        sense = chosen.get("value", views.ANOTHER)
        if sense == views.ANOTHER and not wording:
            await ack(response_action="errors", errors=views.needs_wording())
            return
        await ack()
        on = unpacked(OnNote, view.get("private_metadata"))
        press = Press.from_modal(body, client, on.channel, on.reply)
        own = sense == views.ANOTHER
        await self._answer(press, replace(on, sense="" if own else sense), wording=wording if own else "")

    async def clear(self, press: Press, on: OnNote) -> None:
        """Not ambiguous here: the note goes, and the channel's budget shrinks."""
        team, note = await self._note(press, on)
        if note is None:
            return await press.ask.answer(views.gone())
        await self.door(team.history.settle, note, "dismissed")
        self._count("dismissed", note)
        return await press.remove(note, views.cleared(note.term))

    async def mute(self, press: Press, on: OnNote) -> None:
        team, note = await self._note(press, on)
        if note is None:
            return await press.ask.answer(views.gone())
        await self.door(team.manners.mute, note.channel, note.thread, press.ask.person)
        await self.door(team.history.settle, note, "muted")
        self._count("muted", note)
        return await press.remove(note, views.muted())

    async def share(self, press: Press, on: OnNote) -> None:
        """A private answer, told to the thread."""
        team, note = await self._note(press, on)
        pin = (await self.door(team.history.pins, note.channel, note.thread)).get(note.term) if note else None
        if note is None or pin is None:
            return await press.ask.answer(views.gone())
        card = self._settled(team, note, pin, private=False)
        await press.ask.client.chat_postMessage(channel=note.channel, thread_ts=note.thread, **card.arguments())
        return None

    async def _answer(self, press: Press, on: OnNote, wording: str) -> None:
        team, note = await self._note(press, on)
        if note is None:
            return await press.ask.answer(views.gone())
        by_author = press.ask.person == note.author
        pin = Pin(note.channel, note.thread, note.term, on.sense, wording, press.ask.person, by_author)
        try:
            await self.door(team.history.pin, pin)
        except AuthorHasAnswered as earlier:
            term, _ = words_of(team, note)
            said = meaning(term, earlier.pin.sense, earlier.pin.wording)
            return await press.ask.answer(views.author_said(note.term, said))
        await self.door(team.history.settle, note, "answered")
        if wording:
            await self.door(_suggest, team, note.term, wording, press.ask.person)
        self._count("answered", note)
        await press.replace(note, self._settled(team, note, pin, private=press.private))
        return None

    async def _note(self, press: Press, on: OnNote) -> tuple[Team, Note | None]:
        team = await self.door(self.teams.of, press.ask.workspace)
        return team, await self.door(team.history.note, on.channel, on.ts)

    def _settled(self, team: Team, note: Note, pin: Pin, *, private: bool) -> Card:
        term, _ = words_of(team, note)
        place = OnNote(note.channel, note.ts, note.term, pin.sense)
        return views.settled(note.term, meaning(term, pin.sense, pin.wording), pin.person, place, private=private)

    def _count(self, answer: str, note: Note) -> None:
        self.metrics.answers.labels(answer=answer).inc()
        log.info("answered", channel=note.channel, term=note.term, answer=answer)


def _suggest(team: Team, name: str, wording: str, person: str) -> None:
    """Words of one's own hold for the thread at once; into the dictionary they come by way of the curators."""
    entry = team.lexicon.find(name)
    if entry is None:
        return  # it was taken out of the dictionary meanwhile
    term = entry.term
    discipline = team.people.placed([person])[person].discipline or term.senses[0].discipline
    sense = Sense(editing.sense_id(wording, [one.id for one in term.senses]), discipline, wording)
    try:
        team.review.propose(editing.with_sense(term, sense), entry.version, person, views.SAID_IN_A_THREAD)
    except editing.BadEdit as error:
        log.info("not suggested", term=name, reason=type(error).__name__)
