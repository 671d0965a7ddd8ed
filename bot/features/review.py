"""`/parlance review`: what waits for a curator is approved, edited or declined, and whoever proposed it is told."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.ask import Ask, Respond
from bot.board import Board
from bot.card import Card
from bot.carried import Chosen, PageOf, StaleButton, unpacked
from bot.directory import Directory
from bot.door import Door
from bot.edits import beside, entry_or_blank, take_over
from bot.errors import Refusal
from bot.feature import About, Word
from bot.home import Section, Viewer
from bot.press import Press
from bot.roles import Role, require
from bot.teams import Team, Teams
from bot.views import refusals
from bot.views import review as views
from bot.views.blocks import sentence
from bot.views.review import Proposed
from bot.whisper import whisper, write_to
from glossary.editing import BadEdit, with_sense
from glossary.keeping import rebased
from glossary.lexicon import EditConflict, Entry
from glossary.review import AlreadyDecided, Proposal


class NotYours(Refusal):
    def __init__(self) -> None:
        super().__init__(refusals.NOT_YOUR_PROPOSAL)


@dataclass(frozen=True)
class Review:
    teams: Teams
    door: Door
    directory: Directory

    @property
    def about(self) -> About:
        return About(
            name="Review",
            help="Where the dictionary is curated, edits wait here for a curator.",
            words=(Word("review", "What waits for a curator.", self.show, also=("proposals", "queue")),),
            sections=(self.section, self.mine),
        )

    def register(self, board: Board) -> None:
        board.button(views.APPROVE, Chosen, self.approve)
        board.button(views.EDIT, Chosen, self.open_edit)
        board.button(views.DECLINE, Chosen, self.open_decline)
        board.button(views.WITHDRAW, Chosen, self.withdraw)
        board.view(views.EDITED, self.approve_edited)
        board.view(views.DECLINED, self.decline)
        board.button(re.compile(f"^{views.TURN}:"), PageOf, self.turn)

    async def show(self, ask: Ask) -> None:
        await ask.answer(await self._list(ask, PageOf(0)))

    async def turn(self, press: Press, page: PageOf) -> None:
        await press.become(await self._list(press.ask, page))

    async def withdraw(self, press: Press, chosen: Chosen) -> None:
        """One's own, as long as nobody has decided."""
        person = press.ask.person
        team = await self.door(self.teams.of, press.ask.workspace)
        proposal = await self.door(_find, team, chosen.id)
        if proposal.author != person:
            raise NotYours
        said = views.withdrawn(proposal.term.name)
        try:
            await self.door(team.review.withdraw, proposal.id, person)
        except AlreadyDecided as decided:
            said = views.late(decided.proposal)
        left = await self.door(_mine, team, person)
        await _tell(press, views.mine(left, said, views.page_of(left, proposal)), said)

    async def approve(self, press: Press, chosen: Chosen) -> None:
        ask = press.ask
        team = await self._for_curators(ask)
        proposal = await self.door(_find, team, chosen.id)
        try:
            entry = await self.door(_approve, team, proposal, ask.person)
        except AlreadyDecided as decided:
            return await self._show(press, team, proposal, views.late(decided.proposal))
        except EditConflict:
            return await whisper(ask.client, ask.person, views.moved(proposal.term.name), ask.channel, ask.thread)
        await write_to(ask.client, proposal.author, views.approved(entry.term, edited=False))
        return await self._show(press, team, proposal, views.done(entry.term.name, views.AS_PROPOSED))

    async def open_edit(self, press: Press, chosen: Chosen) -> None:
        team = await self._for_curators(press.ask)
        proposal = await self.door(_find, team, chosen.id)
        await press.ask.open(views.edit(await self.door(beside, team, proposal), _from(press, chosen)))

    async def open_decline(self, press: Press, chosen: Chosen) -> None:
        team = await self._for_curators(press.ask)
        proposal = await self.door(_find, team, chosen.id)
        await press.ask.open(views.decline(proposal, _from(press, chosen)))

    async def approve_edited(
        self, ack: Respond, body: Mapping[str, Any], view: Mapping[str, Any], client: AsyncWebClient
    ) -> None:
        opened = unpacked(Chosen, view.get("private_metadata"))
        press, proposal, team = await self._submitted(body, opened, client)
        typed = view["state"]["values"]["definition"]["value"].get("value") or ""
        try:
            entry = await self.door(_approve_edited, team, proposal, press.ask.person, typed)
        except BadEdit as error:
            await ack(response_action="errors", errors={"definition": str(error)})
            return None
        except EditConflict:
            again = views.edit(await self.door(beside, team, proposal), opened, typed)
            await ack(response_action="update", view=again.view())
            return None
        except AlreadyDecided as decided:
            await ack()
            return await self._show(press, team, proposal, views.late(decided.proposal))
        await ack()
        await write_to(client, proposal.author, views.approved(entry.term, edited=True))
        return await self._show(press, team, proposal, views.done(entry.term.name, views.AS_EDITED))

    async def decline(
        self, ack: Respond, body: Mapping[str, Any], view: Mapping[str, Any], client: AsyncWebClient
    ) -> None:
        reason = (view["state"]["values"]["reason"]["value"].get("value") or "").strip()
        if not reason:
            await ack(response_action="errors", errors=views.needs_reason())
            return None
        await ack()
        opened = unpacked(Chosen, view.get("private_metadata"))
        press, proposal, team = await self._submitted(body, opened, client)
        try:
            await self.door(team.review.decline, proposal.id, press.ask.person, reason)
        except AlreadyDecided as decided:
            return await self._show(press, team, proposal, views.late(decided.proposal))
        await write_to(client, proposal.author, views.declined(proposal.term, reason))
        return await self._show(press, team, proposal, views.done(proposal.term.name, views.NOT_TAKEN))

    async def section(self, viewer: Viewer) -> Section | None:
        team = await self.door(self.teams.of, viewer.workspace)
        if (await self.directory.role(viewer.client, team.people, viewer.person)).rank < Role.CURATOR.rank:
            return None
        return views.of_home(await self.door(_waiting, team))

    async def mine(self, viewer: Viewer) -> Section | None:
        team = await self.door(self.teams.of, viewer.workspace)
        return views.mine_at_home(await self.door(_mine, team, viewer.person))

    async def _for_curators(self, ask: Ask) -> Team:
        team = await self.door(self.teams.of, ask.workspace)
        require(await self.directory.role(ask.client, team.people, ask.person), Role.CURATOR)
        return team

    async def _submitted(
        self, body: Mapping[str, Any], opened: Chosen, client: AsyncWebClient
    ) -> tuple[Press, Proposal, Team]:
        press = Press.from_modal(body, client, opened.channel, opened.reply)
        team = await self._for_curators(press.ask)
        return press, await self.door(_find, team, opened.id), team

    async def _list(self, ask: Ask, page: PageOf) -> Card:
        team = await self.door(self.teams.of, ask.workspace)
        if (await self.directory.role(ask.client, team.people, ask.person)).rank < Role.CURATOR.rank:
            return views.mine(await self.door(_mine, team, ask.person), page=page.number)
        return views.queue(await self.door(_waiting, team), page=page.number)

    async def _show(self, press: Press, team: Team, decided: Proposal, said: str) -> None:
        left = await self.door(_waiting, team)
        await _tell(press, views.queue(left, said, views.page_of(left, decided)), said)


async def _tell(press: Press, left: Card, said: str) -> None:
    """The list that was pressed says what became of it, and what is left; where there is none, a word must do."""
    if not await press.become(left):
        await whisper(press.ask.client, press.ask.person, sentence(said), press.ask.channel, press.ask.thread)


def _from(press: Press, chosen: Chosen) -> Chosen:
    return replace(chosen, channel=press.ask.channel, reply=press.reply)


def _waiting(team: Team) -> list[Proposed]:
    return [beside(team, one) for one in team.review.waiting()]


def _mine(team: Team, person: str) -> list[Proposed]:
    return [beside(team, one) for one in team.review.waiting() if one.author == person]


def _find(team: Team, id_: str) -> Proposal:
    proposal = team.review.find(id_)
    if proposal is None:
        raise StaleButton
    return proposal


def _approve(team: Team, proposal: Proposal, by: str) -> Entry:
    """Names, owner and replacement go with whatever meanings the entry has by now; a meaning needs a second look."""
    seen = beside(team, proposal)
    if seen.moved and seen.now and not seen.touches_meanings:
        entry = entry_or_blank(team, proposal.term.name)
        joined = rebased(proposal.term, entry.term)
        return _taken_over(team, team.review.approve(proposal.id, by, joined, entry.version))
    return _taken_over(team, team.review.approve(proposal.id, by))


def _approve_edited(team: Team, proposal: Proposal, by: str, definition: str) -> Entry:
    """Laid over the entry as it stands now, so that what others changed meanwhile stays."""
    seen, entry = beside(team, proposal), entry_or_blank(team, proposal.term.name)
    base = entry.term if entry.term.senses else replace(proposal.term, senses=(seen.sense,))
    term = with_sense(base, replace(seen.sense, definition=definition))
    return _taken_over(team, team.review.approve(proposal.id, by, term, entry.version))


def _taken_over(team: Team, entry: Entry) -> Entry:
    take_over(team, entry.term)
    return entry
