"""`/parlance forget`: what is kept about a person goes for good."""

from dataclasses import dataclass

from bot import forgetting
from bot.ask import Ask
from bot.board import Board
from bot.carried import Chosen
from bot.directory import Directory
from bot.door import Door
from bot.feature import About, Word
from bot.ids import mentioned
from bot.logs import log
from bot.press import Press
from bot.roles import Role, require
from bot.teams import Teams
from bot.views import forget as views


@dataclass(frozen=True)
class Forget:
    teams: Teams
    door: Door
    directory: Directory

    @property
    def about(self) -> About:
        return About(
            name="Forgetting",
            help="Have removed what I keep about you. What is old goes by itself.",
            words=(
                Word(
                    "forget",
                    "Remove what I keep about you; admins may ask it for others.",
                    self.ask_again,
                    hint="me | @somebody",
                    example="/parlance forget me",
                ),
            ),
        )

    def register(self, board: Board) -> None:
        board.button(views.SURE, Chosen, self.forget)

    async def ask_again(self, ask: Ask) -> None:
        person = ask.person if ask.words.lower() in ("me", "myself") else mentioned(ask.words)
        if not person:
            return await ask.answer(views.whom())
        await self._check(ask, person)
        return await ask.answer(views.sure(person))

    async def forget(self, press: Press, chosen: Chosen) -> None:
        person = chosen.id
        await self._check(press.ask, person)
        team = await self.door(self.teams.of, press.ask.workspace)
        gone = await self.door(forgetting.forget, team.workspace, person)
        log.info("forgotten", workspace=press.ask.workspace, removed=gone.removed, unnamed=gone.unnamed)
        await press.become(views.done(gone.removed, gone.unnamed))

    async def _check(self, ask: Ask, person: str) -> None:
        if person != ask.person:
            team = await self.door(self.teams.of, ask.workspace)
            require(await self.directory.role(ask.client, team.people, ask.person), Role.ADMIN)
