"""An entry's other names, its owner, its end, joining it to another; and twice a year: is it still right?"""

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.ask import Respond
from bot.board import Board
from bot.carried import AboutTerm, unpacked
from bot.directory import Directory
from bot.door import Door
from bot.edits import Edits, in_charge, take_over
from bot.errors import Refusal
from bot.feature import About
from bot.home import Section, Viewer
from bot.ids import is_person
from bot.manners import EVERYWHERE
from bot.press import Press
from bot.roles import NotAllowed, Role
from bot.teams import Team, Teams
from bot.views import define
from bot.views import keep as views
from bot.views.keep import Keeping, Wishes
from bot.whisper import whisper
from bot.word_finder import near_names
from glossary.editing import BadEdit
from glossary.keeping import kept, said
from glossary.lexicon import EditConflict, Entry
from glossary.model import Term


class Wrong(Refusal):
    """A field that cannot be as it is; the form says why."""

    def __init__(self, field: str, why: str) -> None:
        super().__init__(why)
        self.field = field


@dataclass(frozen=True)
class Keep:
    teams: Teams
    door: Door
    directory: Directory

    @property
    def about(self) -> About:
        return About(
            name="Keeping the dictionary",
            help="An entry has other names, an owner, and an end; its owner is asked whether it is still right.",
            sections=(self.section,),
        )

    def register(self, board: Board) -> None:
        board.button(define.KEEP, AboutTerm, self.open)
        board.button(views.RIGHT, AboutTerm, self.confirm)
        board.view(views.FORM, self.save)

    async def open(self, press: Press, about: AboutTerm) -> None:
        ask = press.ask
        team = await self.door(self.teams.of, ask.workspace)
        entry = await self.door(team.lexicon.entry, about.term)
        proposes = await Edits(self.door, self.directory).proposes(ask.client, team, ask.person)
        where = about.channel or ask.channel
        keeping = Keeping(entry.term.name, entry.version, where, about.thread, proposes)
        await ask.open(views.form(entry.term, views.of(entry.term), keeping))

    async def save(
        self, ack: Respond, body: Mapping[str, Any], view: Mapping[str, Any], client: AsyncWebClient
    ) -> None:
        about, wishes = unpacked(Keeping, view.get("private_metadata")), _wishes(view)
        team, person = await self.door(self.teams.of, body["team"]["id"]), body["user"]["id"]
        has = await self.directory.role(client, team.people, person)
        try:
            entry, wanted = await self.door(_wanted, team, about, wishes, has)
            told = said(entry.term, wanted)
            proposed = await self._keep(client, team, entry, wanted, about, person, wishes)
        except Wrong as error:
            await ack(response_action="errors", errors={error.field: str(error)})
            return
        except EditConflict as conflict:
            now = replace(about, base=conflict.current.version)
            await ack(response_action="update", view=views.form(conflict.current.term, wishes, now, moved=True).view())
            return
        await ack()
        card = define.waits(wanted, proposed) if proposed else views.saved(*_told(wanted, told, wishes))
        await whisper(client, person, card, about.channel, about.thread)
        await Edits(self.door, self.directory).tell_curators(client, team, proposed)

    async def confirm(self, press: Press, about: AboutTerm) -> None:
        ask = press.ask
        team = await self.door(self.teams.of, ask.workspace)
        has = await self.directory.role(ask.client, team.people, ask.person)
        await self.door(_confirm, team, about.term, ask.person, has)
        if not ask.channel:  # from App Home, which shows what is left
            return
        left = await self.door(in_charge, team, ask.person, _today())
        await press.become(views.still_right([one.term for one in left]))

    async def section(self, viewer: Viewer) -> Section | None:
        team = await self.door(self.teams.of, viewer.workspace)
        stale = await self.door(in_charge, team, viewer.person, _today())
        return views.of_home([one.term for one in stale])

    async def _keep(
        self, client: AsyncWebClient, team: Team, entry: Entry, wanted: Term, about: Keeping, by: str, wishes: Wishes
    ) -> str:
        """The id of a proposal, when it waits for a curator."""
        if wishes.into:
            await self.door(_join, team, entry, wishes.into, by)
            return ""
        if wanted == entry.term:
            return ""
        outcome = await Edits(self.door, self.directory).save(client, team, wanted, about.base, by, wishes.note)
        return outcome.proposal


def _wishes(view: Mapping[str, Any]) -> Wishes:
    given = {name: fields["value"] for name, fields in view["state"]["values"].items()}
    texts = {name: (field.get("value") or field.get("selected_user") or "").strip() for name, field in given.items()}
    return Wishes(**{name: text for name, text in texts.items() if name in Wishes.__annotations__})


def _wanted(team: Team, about: Keeping, wishes: Wishes, has: Role) -> tuple[Entry, Term]:
    entry = team.lexicon.entry(about.term)
    aliases = wishes.aliases.replace("\n", ",").split(",")
    if wishes.into:
        _check_joining(team, entry.term, wishes.into, has)
    for name in aliases:
        _check_free(team, entry.term, name)
    owner = wishes.owner or ("" if is_person(entry.term.owner) else entry.term.owner)
    try:
        return entry, kept(entry.term, aliases, owner, wishes.instead, wishes.why)
    except BadEdit as error:
        raise Wrong(views.INSTEAD if error.part == "instead" else views.ALIASES, str(error)) from error


def _check_joining(team: Team, term: Term, into: str, has: Role) -> None:
    if team.manners.of(EVERYWHERE).review == "curated" and has.rank < Role.CURATOR.rank:
        raise Wrong(views.INTO, views.NOT_YOURS_TO_JOIN)
    other = team.lexicon.find(into)
    if other is None:
        raise Wrong(views.INTO, views.unknown(into, near_names(into, team.lexicon.terms())))
    if other.term.name == term.name:
        raise Wrong(views.INTO, views.itself(into))


def _check_free(team: Team, term: Term, name: str) -> None:
    other = team.lexicon.find(name)
    if other is not None and other.term.name != term.name:
        raise Wrong(views.ALIASES, views.taken(name.strip(), other.term.name))


def _join(team: Team, entry: Entry, into: str, by: str) -> None:
    joined = team.lexicon.merge(entry.term.name, into, by)
    take_over(team, joined.term)


def _told(wanted: Term, told: list[str], wishes: Wishes) -> tuple[str, list[str]]:
    if wishes.into:
        return wishes.into, [views.took_in(wanted.name)]
    return wanted.name, told


def _confirm(team: Team, name: str, person: str, has: Role) -> None:
    """Where the dictionary is curated: its owner, who wrote it last, or a curator."""
    entry = team.lexicon.entry(name)
    mine = name in [one.term.name for one in in_charge(team, person, _today())]
    if team.manners.of(EVERYWHERE).review == "curated" and not mine and has.rank < Role.CURATOR.rank:
        raise NotAllowed(Role.CURATOR)
    if entry.term.reviewed != _today():  # pressed twice is confirmed once
        team.lexicon.reviewed(entry.term.name, person, _today())


def _today() -> date:
    return datetime.fromtimestamp(time.time(), UTC).date()
