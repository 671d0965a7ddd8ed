"""App Home: opened, composed of what all features have for this person, and published; one page at a time."""

import asyncio
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.ask import Ask
from bot.board import Board
from bot.carried import PageOf, packed, unpacked
from bot.door import Door
from bot.feature import About, Word
from bot.home import Contribute, Section, Viewer
from bot.links import permalink
from bot.logs import log
from bot.press import Press
from bot.teams import Teams
from bot.views import home as views
from glossary.usage import Usage

MOST_LINKS = 10


@dataclass(frozen=True)
class Home:
    """`others` are the sections of the other features; `excuse` puts the failure of one into words."""

    teams: Teams
    door: Door
    others: tuple[Contribute, ...]
    excuse: Callable[[BaseException], str]

    @property
    def about(self) -> About:
        return About(
            name="Home",
            help="What waits for you, what is new in your channels, and your settings: under my name, the tab *Home*.",
            events=("app_home_opened",),
            words=(Word("home", "Where your own page is.", self.point, also=("tour",)),),
        )

    def register(self, board: Board) -> None:
        board.event("app_home_opened", self.open)
        board.button(re.compile(f"^{views.TURN}:"), PageOf, self.turn)
        board.after_home(self.again)

    async def open(self, event: Mapping[str, Any], client: AsyncWebClient, context: Mapping[str, Any]) -> None:
        if event.get("tab", "home") == "home":
            await self.publish(Viewer(context["team_id"], event["user"], client), PageOf(0))

    async def turn(self, press: Press, page: PageOf) -> None:
        ask = press.ask
        await self.publish(Viewer(ask.workspace, ask.person, ask.client), page)

    async def again(self, body: Mapping[str, Any], action: Mapping[str, Any], client: AsyncWebClient) -> None:
        """What was pressed may stand otherwise now. It is done, whether or not Slack takes the page anew."""
        if action["action_id"].startswith(f"{views.TURN}:"):
            return
        viewer = Viewer(body["team"]["id"], body["user"]["id"], client)
        try:
            await self.publish(viewer, unpacked(PageOf, body["view"].get("private_metadata")))
        except SlackApiError as error:
            log.warning("home not drawn anew", error=error.response.get("error"))

    async def point(self, ask: Ask) -> None:
        await self.publish(Viewer(ask.workspace, ask.person, ask.client), PageOf(0))
        await ask.answer(views.point())

    async def publish(self, viewer: Viewer, page: PageOf) -> None:
        sections = await self._sections(viewer)
        view = views.home(sections, {page.of: page.number}, packed(page))
        await viewer.client.views_publish(user_id=viewer.person, view=view)

    async def _sections(self, viewer: Viewer) -> list[Section]:
        """What fails is excused in one line; the rest of the page stands."""
        contributors: Sequence[Contribute] = (self._waiting, *self.others, self._fresh, _tour)
        found = await asyncio.gather(*(contribute(viewer) for contribute in contributors), return_exceptions=True)
        excuses = [self.excuse(one) for one in found if isinstance(one, BaseException)]
        shown = [one for one in found if isinstance(one, Section)]
        return [*shown, views.missing(excuses)] if excuses else shown

    async def _waiting(self, viewer: Viewer) -> Section:
        team = await self.door(self.teams.of, viewer.workspace)
        asked = (await self.door(Usage(team.workspace).asked_of, viewer.person))[:MOST_LINKS]
        links = await asyncio.gather(*(permalink(viewer.client, note.channel, note.ts) for note in asked))
        return views.waiting(list(zip(asked, links, strict=True)))

    async def _fresh(self, viewer: Viewer) -> Section:
        team = await self.door(self.teams.of, viewer.workspace)
        answer = await viewer.client.users_conversations(
            user=viewer.person, types="public_channel,private_channel", exclude_archived=True, limit=200
        )
        channels = [one["id"] for one in answer["channels"]]
        return views.fresh(await self.door(Usage(team.workspace).fresh, channels))


async def _tour(viewer: Viewer) -> Section:
    return views.tour()
