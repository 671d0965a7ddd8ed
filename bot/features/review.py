"""`/parlance review`: what waits for a curator is approved, edited or declined, and whoever proposed it is told."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.ask import Ask, Respond
from bot.board import Board
from bot.carried import Chosen, unpacked
from bot.directory import Directory
from bot.door import Door
from bot.edits import beside, entry_or_blank, take_over
from bot.errors import Refusal
from bot.feature import About, Word
from bot.home import Section, Viewer
from bot.press import Press
from bot.pressed import StaleButton
from bot.roles import Role, require
from bot.teams import Team, Teams
from bot.views import refusals
from bot.views import review as views
from bot.views.review import Proposed
from bot.whisper import whisper, write_to
from glossary.editing import BadEdit, with_sense
from glossary.keeping import rebased
from glossary.lexicon import EditConflict, Entry
from glossary.model import Term
from glossary.review import Proposal


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

    async def show(self, ask: Ask) -> None:
        team = await self.door(self.teams.of, ask.workspace)
        if (await self.directory.role(ask.client, team.people, ask.person)).rank < Role.CURATOR.rank:
            return await ask.answer(views.mine(await self.door(_mine, team, ask.person)))
        return await ask.answer(views.queue(await self.door(_waiting, team)))

    async def withdraw(self, press: Press, chosen: Chosen) -> None:
        """One's own, as long as nobody has decided."""
        ask = press.ask
        team = await self.door(self.teams.of, ask.workspace)
        proposal = await self.door(_find, team, chosen.id)
        if proposal.author != ask.person:
            raise NotYours
        await self.door(team.review.withdraw, proposal.id, ask.person)
        await whisper(ask.client, ask.person, views.withdrawn(proposal.term.name), ask.channel, ask.thread)

    async def approve(self, press: Press, chosen: Chosen) -> None:
        ask = press.ask
        team = await self._for_curators(ask)
        proposal = await self.door(_find, team, chosen.id)
        try:
            entry = await self.door(_approve, team, proposal, ask.person)
        except EditConflict:
            await whisper(ask.client, ask.person, views.moved(proposal.term.name), ask.channel, ask.thread)
            return
        await self._tell(ask, proposal, entry.term, edited=False)

    async def open_edit(self, press: Press, chosen: Chosen) -> None:
        ask = press.ask
        team = await self._for_curators(ask)
        proposal = await self.door(_find, team, chosen.id)
        await ask.open(views.edit(await self.door(beside, team, proposal), ask.channel))

    async def open_decline(self, press: Press, chosen: Chosen) -> None:
        ask = press.ask
        team = await self._for_curators(ask)
        proposal = await self.door(_find, team, chosen.id)
        await ask.open(views.decline(proposal, ask.channel))

    async def approve_edited(
        self, ack: Respond, body: Mapping[str, Any], view: Mapping[str, Any], client: AsyncWebClient
    ) -> None:
        ask, proposal, team = await self._submitted(body, view, client)
        typed = view["state"]["values"]["definition"]["value"].get("value") or ""
        try:
            entry = await self.door(_approve_edited, team, proposal, ask.person, typed)
        except BadEdit as error:
            await ack(response_action="errors", errors={"definition": str(error)})
            return
        except EditConflict:
            again = views.edit(await self.door(beside, team, proposal), ask.channel, typed)
            await ack(response_action="update", view=again.view())
            return
        await ack()
        await self._tell(ask, proposal, entry.term, edited=True)

    async def decline(self, body: Mapping[str, Any], view: Mapping[str, Any], client: AsyncWebClient) -> None:
        ask, proposal, team = await self._submitted(body, view, client)
        reason = (view["state"]["values"]["reason"]["value"].get("value") or "").strip()
        await self.door(team.review.decline, proposal.id, ask.person, reason)
        await write_to(client, proposal.author, views.declined(proposal.term, reason))
        await whisper(client, ask.person, views.done(proposal.term.name, views.NOT_TAKEN), ask.channel)

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
        self, body: Mapping[str, Any], view: Mapping[str, Any], client: AsyncWebClient
    ) -> tuple[Ask, Proposal, Team]:
        chosen = unpacked(Chosen, view.get("private_metadata"))
        ask = Ask.of(body, client, chosen.channel)
        team = await self._for_curators(ask)
        return ask, await self.door(_find, team, chosen.id), team

    async def _tell(self, ask: Ask, proposal: Proposal, term: Term, *, edited: bool) -> None:
        await write_to(ask.client, proposal.author, views.approved(term, edited=edited))
        card = views.done(term.name, views.AS_EDITED if edited else views.AS_PROPOSED)
        await whisper(ask.client, ask.person, card, ask.channel, ask.thread)


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
