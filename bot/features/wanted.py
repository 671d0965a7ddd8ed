"""`/parlance wanted`: words looked up in vain, and acronyms nobody explains, for whoever looks after the dictionary."""

from dataclasses import dataclass

from slack_sdk.web.async_client import AsyncWebClient

from bot.ask import Ask
from bot.board import Board
from bot.carried import AboutTerm
from bot.directory import Directory
from bot.door import Door
from bot.feature import About, Heard, Word
from bot.home import Section, Viewer
from bot.message import Message
from bot.press import Press
from bot.roles import Role, require
from bot.teams import Team, Teams
from bot.views import wanted as views
from bot.views.wanted import Missing
from bot.whisper import whisper
from glossary.sightings import Sightings, unexplained

WORTH_A_LOOK = 2  # on a page that nobody asked for, once is no news


@dataclass(frozen=True)
class Wanted:
    teams: Teams
    door: Door
    directory: Directory

    @property
    def about(self) -> About:
        return About(
            name="Missing words",
            help="Words people look for and nobody has explained: counted, without saying who asked.",
            words=(Word("wanted", "Words that nobody has explained yet.", self.show, also=("missing", "misses")),),
            ear=self,
            sections=(self.section,),
        )

    def register(self, board: Board) -> None:
        board.button(views.LEAVE, AboutTerm, self.leave)

    async def show(self, ask: Ask) -> None:
        team = await self.door(self.teams.of, ask.workspace)
        await ask.answer(views.card(await self.door(_missing, team)))

    async def leave(self, press: Press, about: AboutTerm) -> None:
        ask, word = press.ask, about.term
        team = await self.door(self.teams.of, ask.workspace)
        require(await self.directory.role(ask.client, team.people, ask.person), Role.CURATOR)
        await self.door(_settle, team, word)
        await whisper(ask.client, ask.person, views.left(word), ask.channel, ask.thread)

    async def hear(self, message: Message, client: AsyncWebClient) -> Heard:
        """Counts, and says nothing. What is said behind a door may be a secret's name, and is not counted."""
        found = unexplained(message.text, known=lambda word: False) if message.public else set()
        if found:
            team = await self.door(self.teams.of, message.workspace)
            await self.door(_note, team, message, found)
        return Heard()

    async def unhear(self, message: Message, client: AsyncWebClient) -> None:
        """A count remembers no message that it could take back."""

    async def section(self, viewer: Viewer) -> Section | None:
        team = await self.door(self.teams.of, viewer.workspace)
        if (await self.directory.role(viewer.client, team.people, viewer.person)).rank < Role.CURATOR.rank:
            return None
        return views.of_home([one for one in await self.door(_missing, team) if one.times >= WORTH_A_LOOK])


def _missing(team: Team) -> list[Missing]:
    looked_up = [Missing(one.word, one.times, one.last_at, looked_up=True) for one in team.misses.waiting()]
    known = {name for term in team.lexicon.terms() for name in term.names} | {one.word for one in looked_up}
    seen = Sightings(team.workspace).waiting(known)
    read = [Missing(one.word, one.times, one.last_at, looked_up=False) for one in seen]
    return sorted([*looked_up, *read], key=lambda one: (-one.times, one.word))


def _note(team: Team, message: Message, words: set[str]) -> None:
    """Once for each message, whatever Slack repeats."""
    strangers = {word for word in words if team.lexicon.find(word) is None}
    if strangers and team.history.first(f"seen:{message.channel}:{message.ts}"):
        Sightings(team.workspace).note(strangers)


def _settle(team: Team, word: str) -> None:
    team.misses.settle(word)
    Sightings(team.workspace).settle(word)
