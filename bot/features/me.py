"""`/parlance me`: profiles without paperwork are guessed, shown, and corrected by whom they are about."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.ask import Ask, Respond
from bot.board import Board
from bot.card import Modal
from bot.directory import Directory
from bot.door import Door
from bot.feature import About, Word
from bot.home import Section, Viewer
from bot.people import Group, OwnTeam, People, Placed
from bot.press import Press
from bot.teams import Team, Teams
from bot.views import me as views
from bot.views.me import GUESS, NO
from bot.whisper import write_to


@dataclass(frozen=True)
class Me:
    teams: Teams
    door: Door
    directory: Directory

    @property
    def about(self) -> About:
        return About(
            name="You",
            help="Who I think you are, and how to correct me.",
            words=(Word("me", "Your discipline, the words you know, notes or none.", self.show, also=("profile",)),),
            sections=(self.section,),
        )

    def register(self, board: Board) -> None:
        board.press(views.OPEN, self.open)
        board.view(views.FORM, self.save)

    async def show(self, ask: Ask) -> None:
        team = await self._known(ask.workspace, ask.person, ask.client)
        if ask.trigger:
            return await ask.open(await self._form(ask, team))
        placed, opted_out = await self.door(_placed, team.people, ask.person)
        return await ask.answer(views.card(placed, opted_out=opted_out))

    async def open(self, press: Press) -> None:
        team = await self._known(press.ask.workspace, press.ask.person, press.ask.client)
        await press.ask.open(await self._form(press.ask, team))

    async def save(
        self, ack: Respond, body: Mapping[str, Any], view: Mapping[str, Any], client: AsyncWebClient
    ) -> None:
        values = {name: next(iter(fields.values())) for name, fields in view["state"]["values"].items()}
        team = await self.door(self.teams.of, body["team"]["id"])
        words = [word.strip() for word in (values["known"].get("value") or "").replace("\n", ",").split(",")]
        known, strangers = await self.door(_sorted_out, team, [word for word in words if word])
        if strangers:
            await ack(response_action="errors", errors=views.unknown(strangers))
            return
        await ack()
        person = body["user"]["id"]
        chosen = values["discipline"]["selected_option"]["value"]
        quiet = values["notes"]["selected_option"]["value"] == NO
        await self.door(_keep, team.people, person, "" if chosen == GUESS else chosen, known, quiet=quiet)
        await self.door(team.people.join, person, _teams(values))
        placed, _ = await self.door(_placed, team.people, person)
        await write_to(client, person, views.saved(placed))

    async def section(self, viewer: Viewer) -> Section:
        team = await self._known(viewer.workspace, viewer.person, viewer.client)
        placed, opted_out = await self.door(_placed, team.people, viewer.person)
        return views.of_home(placed, opted_out=opted_out)

    async def _form(self, ask: Ask, team: Team) -> Modal:
        groups = await self.directory.groups(ask.client)
        return await self.door(_form, team, ask.person, tuple(groups))

    async def _known(self, workspace: str, person: str, client: AsyncWebClient) -> Team:
        team = await self.door(self.teams.of, workspace)
        await self.directory.look_up(client, team.people, (person,))
        return team


def _form(team: Team, person: str, groups: tuple[Group, ...]) -> Modal:
    placed, opted_out = _placed(team.people, person)
    known = sorted(team.people.knows(person), key=str.casefold)
    teams = views.Teams(groups, team.people.teams(person))
    return views.form(placed, team.people.guessed(person), known, teams, opted_out=opted_out)


def _placed(people: People, person: str) -> tuple[Placed, bool]:
    return people.placed([person])[person], people.has_opted_out(person)


def _teams(values: Mapping[str, Any]) -> list[OwnTeam]:
    """A form without groups leaves none."""
    groups = [one["value"] for one in (values.get("groups") or {}).get("selected_options") or ()]
    channels = (values.get("channels") or {}).get("selected_conversations") or ()
    return [OwnTeam("group", id_) for id_ in groups] + [OwnTeam("channel", id_) for id_ in channels]


def _sorted_out(team: Team, words: list[str]) -> tuple[list[str], list[str]]:
    found = {word: team.lexicon.find(word) for word in words}
    known = [entry.term.name for entry in found.values() if entry]
    return known, [word for word, entry in found.items() if entry is None]


def _keep(people: People, person: str, discipline: str, known: list[str], *, quiet: bool) -> None:
    people.choose(person, discipline)
    people.unlearn(person, people.knows(person) - set(known))
    people.learn(person, known)
    if quiet:
        people.opt_out(person)
    else:
        people.opt_in(person)
