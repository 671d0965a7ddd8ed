"""A step's form: who does it, until when, what became of it, a note; saved together or not at all."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot import workdays
from bot.ask import Ask, Respond
from bot.board import Board
from bot.carried import unpacked
from bot.feature import About
from bot.press import Press
from bot.runcards import RunCards
from bot.views import run as views
from bot.views import run_forms as forms
from bot.views.run import OnStep
from bot.views.run_forms import Filled, StepForm
from bot.whisper import whisper
from playbooks.run import NEEDS_A_REASON, ChangedMeanwhile, Run, RunStep


@dataclass(frozen=True)
class PlaybookStep:
    cards: RunCards

    @property
    def about(self) -> About:
        return About(
            name="A step of a playbook",
            help="Give a step to somebody, move its date, leave a note, or say that it does not apply to you.",
        )

    def register(self, board: Board) -> None:
        board.button(re.compile(f"^{views.CHANGE}:"), OnStep, self.open)
        board.view(forms.STEP, self.save)

    async def open(self, press: Press, on: OnStep) -> None:
        ask = press.ask
        run = await self.cards.run(ask, on.run)
        step = run.step(on.step)
        await ask.open(forms.step(run, step, Filled.of(step)))

    async def save(
        self, ack: Respond, body: Mapping[str, Any], view: Mapping[str, Any], client: AsyncWebClient
    ) -> None:
        """What was typed is not lost: when somebody was faster, the form shows how it stands and keeps the rest."""
        ask = Ask.of(body, client)
        form, filled = unpacked(StepForm, view.get("private_metadata")), _filled(view)
        on, run = OnStep(form.run, form.seen, form.step), await self.cards.run(ask, form.run)
        errors = await self._errors(ask, run, form, filled)
        if errors:
            await ack(response_action="errors", errors={f"{name}:{form.seen}": told for name, told in errors.items()})
            return
        team, wish = await self.cards.team(ask), filled.wish(form)
        try:
            done = await self.cards.door(self.cards.do, team, ask, on, lambda runs, touch: runs.grant(touch, wish))
        except ChangedMeanwhile as faster:
            now = await self.cards.run(ask, on.run)
            step = now.step(on.step)
            again = forms.step(now, step, _rebased(filled, step, faster.change.aspect), faster.change)
            await ack(response_action="update", view=again.view())
            return
        await ack()
        await self.cards.show(client, team, done.id)
        if wish.assignee and wish.assignee != ask.person:
            card = views.given(done, done.step(on.step), ask.person)
            await whisper(client, wish.assignee, card, done.channel, done.thread)

    async def _errors(self, ask: Ask, run: Run, form: StepForm, filled: Filled) -> dict[str, str]:
        if filled.state in NEEDS_A_REASON and not filled.reason:
            return {"reason": forms.NEEDS_WHY}
        if filled.due is None or filled.due.isoformat() == form.due:
            return {}
        calendar = await self.cards.door(workdays.calendar, (await self.cards.team(ask)).workspace, run.channel)
        if filled.due < calendar.today(datetime.fromtimestamp(self.cards.clock(), UTC)):
            return {"due": forms.PASSED}
        if not calendar.works_on(filled.due):
            return {"due": forms.day_off(calendar.after(filled.due, 0))}
        return {}


def _filled(view: Mapping[str, Any]) -> Filled:
    given = {block.partition(":")[0]: values["value"] for block, values in view["state"]["values"].items()}
    day = given["due"].get("selected_date")
    return Filled(
        assignee=given["assignee"].get("selected_user") or "",
        due=date.fromisoformat(day) if day else None,
        state=(given["state"].get("selected_option") or {}).get("value", "open"),
        reason=(given["reason"].get("value") or "").strip(),
        note=(given["note"].get("value") or "").strip(),
    )


def _rebased(filled: Filled, now: RunStep, aspect: str) -> Filled:
    """What somebody else changed is shown as it stands; the rest stays as typed."""
    theirs = Filled.of(now)
    return Filled(
        assignee=theirs.assignee if aspect == "assignee" else filled.assignee,
        due=theirs.due if aspect == "due" else filled.due,
        state=theirs.state if aspect == "state" else filled.state,
        reason=theirs.reason if aspect == "state" else filled.reason,
        note=filled.note,
    )
