"""A message that tells a problem we have a page for: its author is offered it, rarely, and nobody else sees it."""

from dataclasses import dataclass, field

from slack_sdk.web.async_client import AsyncWebClient

from bot.board import Board
from bot.door import Door
from bot.feature import About, Heard
from bot.leisure import Leisure
from bot.library import Library
from bot.message import Message
from bot.offering import hushed
from bot.press import Press
from bot.teams import Teams
from bot.views import playbook, reasons
from bot.views import suggest as views
from bot.views.playbook import AboutPage
from bot.whisper import offer
from playbooks.finder import Found
from playbooks.offers import Offer, Offers, Response

A_SECOND, AT_ONCE = 2.0, 10  # messages weighed: each costs a pass of the encoder, and an offer is rare anyway


@dataclass(frozen=True)
class Suggest:
    library: Library
    teams: Teams
    door: Door
    leisure: Leisure = field(default_factory=lambda: Leisure(A_SECOND, AT_ONCE))

    @property
    def about(self) -> About:
        return About(
            name="A page at the right moment",
            help="When you tell a problem we have a page for, I may offer it, to you alone. Rarely; `Never here` ends it.",
            ear=self,
        )

    def register(self, board: Board) -> None:
        board.button(views.OPEN, AboutPage, self.open)
        board.button(views.LATER, AboutPage, self.later)
        board.button(views.NEVER, AboutPage, self.never)

    async def hear(self, message: Message, client: AsyncWebClient) -> Heard:
        if not self.library.ready or not self.leisure.take():
            return Heard()
        found = await self.door(self._judge, message)
        if found is None:
            return Heard()
        place = AboutPage(found.page.id, message.channel, message.root)
        return Heard(spoke=await offer(client, message, views.offer(found, place)), reason=reasons.PAGE_OFFERED)

    async def unhear(self, message: Message, client: AsyncWebClient) -> None:
        """An offer vanishes by itself."""

    async def open(self, press: Press, about: AboutPage) -> None:
        await press.ask.open(playbook.page(self.library.page(about.page)))
        await self._answered(press, about, "opened")

    async def later(self, press: Press, about: AboutPage) -> None:
        await self._answered(press, about, "not_now")
        await press.become(views.later())

    async def never(self, press: Press, about: AboutPage) -> None:
        await self._answered(press, about, "never_here")
        await press.become(views.never())

    def _judge(self, message: Message) -> Found | None:
        """Behind the door; the cheapest questions first, and claimed before anything is posted."""
        team = self.teams.of(message.workspace)
        if hushed(team, message):
            return None
        found = self.library.suggest(message.text)
        if found is None:
            return None
        claimed = Offers(team.workspace).claim(message.channel, message.person, found.page.id, team.history.clock())
        return found if claimed else None

    async def _answered(self, press: Press, about: AboutPage, response: Response) -> None:
        team = await self.door(self.teams.of, press.ask.workspace)
        answer = Offer(about.channel, press.ask.person, about.page, response, team.history.clock())
        await self.door(Offers(team.workspace).answer, answer)
