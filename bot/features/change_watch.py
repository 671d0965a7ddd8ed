"""The announcer's summary at work: who answered what, revise, in effect, done, send again, withdraw, the proof as files."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.ask import Ask, Respond
from bot.board import Board
from bot.carried import Chosen, unpacked
from bot.changing import Changing
from bot.drafting import Begun, Drafting
from bot.feature import About, Scope
from bot.press import Press
from bot.proof import as_csv, as_json, proof_of
from bot.summary import summary_of
from bot.typed import Typed
from bot.views import change_summary as views
from bot.views.change_form import AboutForm
from changes.drafts import Drafts
from changes.model import Change
from store.workspace import Workspace


@dataclass(frozen=True)
class WatchChange:
    changing: Changing
    drafting: Drafting

    @property
    def about(self) -> About:
        return About(
            name="Watching over an announced change",
            help="Whoever announces sees who answered what, and revises, closes or withdraws from there.",
            scopes=(Scope("files:write", "to send the proof of who was told as a file"),),
        )

    def register(self, board: Board) -> None:
        board.button(views.ANSWERS, Chosen, self.answers)
        board.button(views.REVISE, Chosen, self.revise)
        board.button(views.EFFECT, Chosen, self.in_effect)
        board.button(views.DONE, Chosen, self.done)
        board.button(views.RESEND, Chosen, self.resend)
        board.button(views.WITHDRAW, Chosen, self.ask_why)
        board.button(views.EXPORT, Chosen, self.export)
        board.view(views.WITHDRAWN, self.withdrawn)

    async def answers(self, press: Press, chosen: Chosen) -> None:
        ask, here, change = await self._pressed(press, chosen)
        await ask.open(views.answers(await self.changing.door(summary_of, here, change.id)))

    async def revise(self, press: Press, chosen: Chosen) -> None:
        """What was proposed and not confirmed stands in the form again: nothing typed is lost."""
        await self.drafting.again(press.ask, lambda: self._proposed(press, chosen))

    async def in_effect(self, press: Press, chosen: Chosen) -> None:
        _, here, change = await self._pressed(press, chosen)
        await self.changing.door(self.changing.answering(here).take_effect, change.id, self.changing.now)

    async def done(self, press: Press, chosen: Chosen) -> None:
        _, here, change = await self._pressed(press, chosen)
        await self.changing.door(self.changing.answering(here).finish, change.id, self.changing.now)

    async def resend(self, press: Press, chosen: Chosen) -> None:
        _, here, change = await self._pressed(press, chosen)
        await self.changing.door(self.changing.answering(here).resend, change.id, self.changing.now)

    async def ask_why(self, press: Press, chosen: Chosen) -> None:
        ask, _, change = await self._pressed(press, chosen)
        await ask.open(views.withdraw(change.id, change.title))

    async def withdrawn(
        self, ack: Respond, body: Mapping[str, Any], view: Mapping[str, Any], client: AsyncWebClient
    ) -> None:
        why = Typed.of(view).text("why")
        if not why:
            await ack(response_action="errors", errors=views.needs_why())
            return
        await ack()
        ask = Ask.of(body, client, body["user"]["id"])
        change = await self.changing.require_announcer(ask, unpacked(Chosen, view.get("private_metadata")).id)
        team = await self.changing.team(ask.workspace)
        announcing = await self.changing.door(self.changing.announcing, team.workspace)
        await self.changing.door(announcing.withdraw, change.id, self.changing.now, why)

    async def export(self, press: Press, chosen: Chosen) -> None:
        """Two files, under the summary: one for a spreadsheet, one for a program."""
        ask, here, change = await self._pressed(press, chosen)
        proof = await self.changing.door(proof_of, here, change.id)
        name = f"change-{change.id}"
        await ask.client.files_upload_v2(
            channel=ask.channel,
            thread_ts=ask.ts,
            initial_comment=views.exported(change.title),
            file_uploads=[
                {"filename": f"{name}.csv", "content": as_csv(proof)},
                {"filename": f"{name}.json", "content": as_json(proof)},
            ],
        )

    async def _proposed(self, press: Press, chosen: Chosen) -> Begun:
        ask, here, change = await self._pressed(press, chosen)
        proposed = await self.changing.door(Drafts(here).proposed, change, ask.person)
        return Begun(proposed, (), AboutForm(change=change.id, revision=change.revision))

    async def _pressed(self, press: Press, chosen: Chosen) -> tuple[Ask, Workspace, Change]:
        ask = press.ask
        change = await self.changing.require_announcer(ask, chosen.id)
        return ask, (await self.changing.team(ask.workspace)).workspace, change
