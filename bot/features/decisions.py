"""*Mark as decision*: what was decided, in words that everybody reads alike, confirmed by whoever said it."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.ask import Ask, Respond
from bot.board import Board
from bot.carried import Chosen, unpacked
from bot.directory import Directory
from bot.door import Door
from bot.feature import About, Scope, Shortcut, Word
from bot.ids import CHANNEL
from bot.links import permalink
from bot.press import Press
from bot.teams import Team, Teams
from bot.views import decisions as views
from bot.views.decisions import Marked, Wanted
from bot.views.words import called
from bot.whisper import whisper, write_to
from glossary.resolutions import Resolution, Resolutions, as_csv

CALLBACK = "decision"


@dataclass(frozen=True)
class Decisions:
    teams: Teams
    door: Door
    directory: Directory

    @property
    def about(self) -> About:
        return About(
            name="Decisions",
            help="Keep what was decided, with the meanings the thread had settled on.",
            shortcuts=(Shortcut(CALLBACK, "Mark as decision", "Keep what was decided here, with its words settled"),),
            words=(
                Word(
                    "decisions",
                    "What was decided about a word, in a channel, or in all of yours.",
                    self.tell,
                    hint="[word | #channel]",
                    also=("decision",),
                    example="/parlance decisions churn",
                ),
            ),
            scopes=(Scope("files:write", "to send an export of decisions"),),
        )

    def register(self, board: Board) -> None:
        board.shortcut(CALLBACK, self.mark)
        board.view(views.FORM, self.save)
        board.button(views.CONFIRM, Chosen, self.confirm)
        board.button(views.CHANGE, Chosen, self.change)
        board.button(views.WITHDRAW, Chosen, self.withdraw)
        board.button(views.EXPORT, Wanted, self.export)

    async def mark(self, shortcut: Mapping[str, Any], client: AsyncWebClient) -> None:
        message, person = shortcut["message"], shortcut["user"]["id"]
        author = message.get("user") if not message.get("bot_id") else ""
        about = Marked(shortcut["channel"]["id"], message["ts"], author or person, message.get("thread_ts") or "")
        team = await self.door(self.teams.of, shortcut["team"]["id"])
        text = html.unescape(message.get("text") or "")
        words = await self.door(_words, team, text, about)
        modal = views.form(text, words, about, mine=about.author == person)
        await client.views_open(trigger_id=shortcut["trigger_id"], view=modal.view())

    async def save(
        self, ack: Respond, body: Mapping[str, Any], view: Mapping[str, Any], client: AsyncWebClient
    ) -> None:
        text = (view["state"]["values"]["text"]["value"].get("value") or "").strip()
        if not text:
            await ack(response_action="errors", errors=views.needs_text())
            return
        await ack()
        about, person = unpacked(Marked, view.get("private_metadata")), body["user"]["id"]
        team = await self.door(self.teams.of, body["team"]["id"])
        link = await permalink(client, about.channel, about.ts)
        one = await self.door(_mark, team, about, text, person, link)
        await self._show(client, team, one)
        if one.state == "proposed":
            await write_to(client, one.author, views.waits_for(one))

    async def confirm(self, press: Press, chosen: Chosen) -> None:
        ask = press.ask
        team = await self.door(self.teams.of, ask.workspace)
        await self._show(ask.client, team, await self.door(Resolutions(team.workspace).confirm, chosen.id, ask.person))
        if ask.direct:
            await press.become(views.confirmed())

    async def withdraw(self, press: Press, chosen: Chosen) -> None:
        ask = press.ask
        team = await self.door(self.teams.of, ask.workspace)
        await self._show(ask.client, team, await self.door(Resolutions(team.workspace).withdraw, chosen.id, ask.person))
        if ask.direct:
            await press.become(views.taken_back())

    async def change(self, press: Press, chosen: Chosen) -> None:
        ask, id_ = press.ask, chosen.id
        team = await self.door(self.teams.of, ask.workspace)
        one = await self.door(Resolutions(team.workspace).find, id_)
        if one is None:
            return await ask.answer(views.gone())
        about = Marked(one.channel, one.ts, one.author, one.thread)
        return await ask.open(views.form(one.text, one.terms, about, mine=one.author == ask.person))

    async def tell(self, ask: Ask) -> None:
        team = await self.door(self.teams.of, ask.workspace)
        wanted = await self.door(_wanted, team, ask.words)
        found = await self._standing(ask, team, wanted)
        await ask.answer(views.listed(found, wanted))

    async def export(self, press: Press, wanted: Wanted) -> None:
        ask = press.ask
        team = await self.door(self.teams.of, ask.workspace)
        found = await self._standing(ask, team, wanted)
        opened = await ask.client.conversations_open(users=ask.person)
        await ask.client.files_upload_v2(
            channel=opened["channel"]["id"], content=as_csv(found), filename="decisions.csv", title="Decisions"
        )
        await whisper(ask.client, ask.person, views.sent(), ask.channel)

    async def _standing(self, ask: Ask, team: Team, wanted: Wanted) -> list[Resolution]:
        """Only of channels the asker is in: what was decided behind a door stays there."""
        store = Resolutions(team.workspace)
        places = [wanted.channel] if wanted.channel else await self.door(store.channels)
        mine = [place for place in places if await self._is_in(ask, place)]
        return await self.door(store.standing, mine, wanted.term)

    async def _is_in(self, ask: Ask, channel: str) -> bool:
        try:
            return ask.person in await self.directory.members(ask.client, ask.workspace, channel)
        except SlackApiError:
            return False

    async def _show(self, client: AsyncWebClient, team: Team, one: Resolution) -> None:
        """One card a decision: written once, then kept up to date in place."""
        card = views.card(one)
        if one.posted:
            await client.chat_update(channel=one.posted_in, ts=one.posted, **card.arguments())
            return
        answer = await client.chat_postMessage(
            channel=one.channel, thread_ts=one.thread or one.ts, unfurl_links=False, **card.arguments()
        )
        await self.door(Resolutions(team.workspace).posted, one.id, one.channel, answer["ts"])


def _wanted(team: Team, words: str) -> Wanted:
    channel = re.fullmatch(CHANNEL, words)
    if channel:
        return Wanted(channel=channel[1])
    entry = team.lexicon.find(words)
    return Wanted(term=entry.term.name if entry else html.unescape(words))


def _words(team: Team, text: str, about: Marked) -> list[tuple[str, str]]:
    """The words of the dictionary in the text, each with what the thread has settled on, if it has."""
    pins = team.history.pins(about.channel, about.thread or about.ts)
    found = dict.fromkeys(one.term for one in team.reader.match(text) if not one.aside)
    return [(term, _settled(team, term, pins.get(term))) for term in found]


def _settled(team: Team, term: str, pin: Any) -> str:
    if pin is None:
        return ""
    known = team.reader.term(term)
    sense = known.sense(pin.sense) if known else None
    return called(sense) if sense else pin.wording


def _mark(team: Team, about: Marked, text: str, person: str, link: str) -> Resolution:
    words = tuple(_words(team, text, about))
    one = Resolution("", about.channel, about.thread, about.ts, link, text, words, about.author, person)
    return Resolutions(team.workspace).mark(one)
