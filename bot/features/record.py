"""What a run leaves behind: notes, its artefact filled in by everybody, a picture, and a file or canvas to take along."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.ask import Ask, Respond
from bot.board import Board
from bot.carried import unpacked
from bot.feature import About, Scope
from bot.names import Names, names
from bot.press import Press
from bot.runcards import RunCards
from bot.views import record as views
from bot.views import run as run_views
from bot.views import run_forms as forms
from bot.views.blocks import sentence
from bot.views.record import Filling
from bot.views.run import OnStep
from bot.whisper import whisper
from playbooks.artefact import filled, for_canvas, template
from playbooks.drafts import Drafts, Writing, WrittenMeanwhile, parts
from playbooks.overview import in_words, progress
from playbooks.run import Run


@dataclass(frozen=True)
class PlaybookRecord:
    cards: RunCards

    @property
    def about(self) -> About:
        return About(
            name="What a playbook leaves behind",
            help="Fill in the page's artefact together, and take it along as a Markdown file or a canvas.",
            scopes=(
                Scope("files:write", "to post a run's picture and its record as a Markdown file"),
                Scope("canvases:write", "to make a run's record a canvas of its channel"),
            ),
        )

    def register(self, board: Board) -> None:
        board.button(run_views.NOTE, OnStep, self.note)
        board.view(forms.NOTE, self.noted)
        board.button(run_views.FILL, OnStep, self.fill)
        board.view(views.FORM, self.written)
        board.button(run_views.PICTURE, OnStep, self.picture)
        board.button(run_views.TAKE, OnStep, self.take)
        board.view(views.TAKE_FORM, self.taken)

    async def note(self, press: Press, on: OnStep) -> None:
        ask = press.ask
        await ask.open(forms.note(await self.cards.run(ask, on.run)))

    async def noted(
        self, ack: Respond, body: Mapping[str, Any], view: Mapping[str, Any], client: AsyncWebClient
    ) -> None:
        text = (view["state"]["values"]["note"]["value"].get("value") or "").strip()
        if not text:
            await ack(response_action="errors", errors={"note": forms.NEEDS_NOTE})
            return
        await ack()
        on = unpacked(OnStep, view.get("private_metadata"))
        await self.cards.change(Ask.of(body, client), on, lambda runs, touch: runs.note(touch, text))

    async def fill(self, press: Press, on: OnStep) -> None:
        ask = press.ask
        run, drafts = await self.cards.run(ask, on.run), Drafts((await self.cards.team(ask)).workspace)
        sections = parts(await self.cards.door(template, run.artefact))
        await ask.open(views.form(run, sections, await self.cards.door(drafts.of, run.id)))

    async def written(
        self, ack: Respond, body: Mapping[str, Any], view: Mapping[str, Any], client: AsyncWebClient
    ) -> None:
        """Of two who write one section the slower keeps what they typed, and is shown what stands there."""
        ask, filling = Ask.of(body, client), unpacked(Filling, view.get("private_metadata"))
        run, drafts = await self.cards.run(ask, filling.run), Drafts((await self.cards.team(ask)).workspace)
        sections = parts(await self.cards.door(template, run.artefact))
        texts, seen = views.typed(view, sections, filling)
        writing = Writing(run.id, ask.person, self.cards.clock(), texts, seen)
        try:
            await self.cards.door(drafts.write, writing)
        except WrittenMeanwhile as theirs:
            now = await self.cards.door(drafts.of, run.id)
            await ack(response_action="update", view=views.form(run, sections, now, texts, theirs.theirs).view())
            return
        await ack()

    async def picture(self, press: Press, on: OnStep) -> None:
        """Into the channel, where everybody sees the card as well."""
        from playbooks.pictures import progress_picture

        ask = press.ask
        run, team = await self.cards.run(ask, on.run), await self.cards.team(ask)
        today = await self.cards.today(team, run.channel)
        drawn = await self.cards.door(progress_picture, run, today)
        told = f"{run.title}: {in_words(progress(run, today))}"
        await ask.client.files_upload_v2(
            channel=run.channel, thread_ts=_thread(run), content=drawn, filename=f"{run.page}.png",
            title=told, alt_txt=told,
        )  # fmt: skip

    async def take(self, press: Press, on: OnStep) -> None:
        ask = press.ask
        await ask.open(views.take(await self.cards.run(ask, on.run)))

    async def taken(self, body: Mapping[str, Any], view: Mapping[str, Any], client: AsyncWebClient) -> None:
        chosen = (view["state"]["values"]["how"]["value"].get("selected_option") or {}).get("value")
        ask, on = Ask.of(body, client), unpacked(OnStep, view.get("private_metadata"))
        run = await self.cards.run(ask, on.run)
        text = await self._text(ask, run)
        if chosen == views.CANVAS:
            return await self._canvas(ask, run, text)
        if chosen == views.ALONE:
            opened = await client.conversations_open(users=ask.person)
            return await _send(client, run, text, opened["channel"]["id"], None)
        return await _send(client, run, text, run.channel, _thread(run))

    async def _text(self, ask: Ask, run: Run) -> str:
        drafts = await self.cards.door(Drafts((await self.cards.team(ask)).workspace).of, run.id)
        called: Names = await names(ask.client, _people(run))
        texts = {name: draft.text for name, draft in drafts.items()}
        return await self.cards.door(filled, run, called.of, texts)

    async def _canvas(self, ask: Ask, run: Run, text: str) -> None:
        """Where Slack will not make a canvas, the same text goes as a file, and the person is told why."""
        title = views.title(run)
        content = {"type": "markdown", "markdown": for_canvas(text)}
        try:
            made = await ask.client.canvases_create(title=title, document_content=content)
            await ask.client.canvases_access_set(
                canvas_id=made["canvas_id"], access_level="write", channel_ids=[run.channel]
            )
        except SlackApiError as error:
            await _send(ask.client, run, text, run.channel, _thread(run))
            card = sentence(views.no_canvas(str(error.response.get("error"))))
            await whisper(ask.client, ask.person, card, run.channel, run.thread)
            return
        team = await ask.client.auth_test()
        link = f"{team['url']}docs/{team['team_id']}/{made['canvas_id']}"
        card = views.canvas(run, link, ask.person)
        await ask.client.chat_postMessage(channel=run.channel, thread_ts=_thread(run), **card.arguments())


async def _send(client: AsyncWebClient, run: Run, text: str, channel: str, thread: str | None) -> None:
    await client.files_upload_v2(
        channel=channel,
        thread_ts=thread,
        content=text,
        filename=f"{run.artefact or run.page}.md",
        title=views.title(run),
    )


def _thread(run: Run) -> str | None:
    """Below its card, so that the channel stays quiet."""
    return run.thread or run.card or None


def _people(run: Run) -> set[str]:
    return {
        one
        for one in (run.owner, run.started_by, *(note.author for note in run.notes),
                    *(person for step in run.steps for person in (step.assignee, step.by)))
        if one
    }  # fmt: skip
