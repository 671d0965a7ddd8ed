"""How a run ends and goes on: handed over, finished with a look back, started again, or taken up once more."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot import workdays
from bot.ask import Ask, Respond
from bot.board import Board
from bot.carried import unpacked
from bot.feature import About
from bot.library import Library
from bot.press import Press
from bot.runcards import RunCards
from bot.views import run as views
from bot.views import run_forms as forms
from bot.views.blocks import sentence
from bot.views.run import OnStep
from bot.whisper import write_to
from playbooks.run import Retrospective, Start, Status
from playbooks.runs import Runs


@dataclass(frozen=True)
class PlaybookEnding:
    library: Library
    cards: RunCards

    @property
    def about(self) -> About:
        return About(
            name="How a playbook ends",
            help="Hand a run over, finish it with three short answers, start it again, or go on with it.",
        )

    def register(self, board: Board) -> None:
        board.button(views.HAND_OVER, OnStep, self.hand_over)
        board.view(forms.OWNER, self.handed)
        board.button(views.FINISH, OnStep, self.finish)
        board.view(forms.END, self.finished)
        board.button(views.RESTART, OnStep, self.restart)
        board.button(views.GO_ON, OnStep, self.go_on)

    async def hand_over(self, press: Press, on: OnStep) -> None:
        ask = press.ask
        await ask.open(forms.owner(await self.cards.run(ask, on.run)))

    async def handed(
        self, ack: Respond, body: Mapping[str, Any], view: Mapping[str, Any], client: AsyncWebClient
    ) -> None:
        ask, on, given = _submitted(body, view, client)
        to = given["owner"].get("selected_user") or ""
        if not to:
            await ack(response_action="errors", errors={"owner": forms.NEEDS_SOMEBODY})
            return
        await ack()
        run = await self.cards.change(ask, on, lambda runs, touch: runs.hand_over(touch, to))
        if run is not None and to != ask.person:
            await write_to(client, to, sentence(forms.handed_over(run, ask.person)))

    async def finish(self, press: Press, on: OnStep) -> None:
        ask = press.ask
        await ask.open(forms.end(await self.cards.run(ask, on.run)))

    async def finished(self, body: Mapping[str, Any], view: Mapping[str, Any], client: AsyncWebClient) -> None:
        ask, on, given = _submitted(body, view, client)
        chosen = (given["status"].get("selected_option") or {}).get("value")
        said = Retrospective(*(_text(given, name) for name in ("helped", "hindered", "next_time")))
        status: Status = "abandoned" if chosen == forms.GIVEN_UP else "finished"
        await self.cards.change(ask, on, lambda runs, touch: runs.finish(touch, status, said))

    async def restart(self, press: Press, on: OnStep) -> None:
        """A card of its own below: the old one stays as the record of how it went."""
        ask = press.ask
        team, before = await self.cards.team(ask), await self.cards.run(ask, on.run)
        start = Start(before.channel, ask.person, self.cards.clock(), before.thread, before.team, follows=before.id)
        page = self.library.page(before.page)
        calendar = await self.cards.door(workdays.calendar, team.workspace, before.channel)
        run = await self.cards.door(Runs(team.workspace).restart, before.id, page, start, calendar)
        await self.cards.begin(ask, team, run)

    async def go_on(self, press: Press, on: OnStep) -> None:
        ask = press.ask
        await self.cards.change(ask, on, lambda runs, touch: runs.reopen(touch))


def _submitted(
    body: Mapping[str, Any], view: Mapping[str, Any], client: AsyncWebClient
) -> tuple[Ask, OnStep, dict[str, Any]]:
    ask = Ask.of(body, client)
    given = {block: values["value"] for block, values in view["state"]["values"].items()}
    return ask, unpacked(OnStep, view.get("private_metadata")), given


def _text(given: Mapping[str, Any], name: str) -> str:
    return (given[name].get("value") or "").strip()
