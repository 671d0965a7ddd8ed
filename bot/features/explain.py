"""*Explain the words here*: a message's words, privately; works in threads, where slash commands do not."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.ask import Ask
from bot.board import Board
from bot.card import Card
from bot.directory import Directory
from bot.door import Door
from bot.feature import About, Shortcut, Word
from bot.message import Message
from bot.reader import Scene
from bot.teams import Team, Teams
from bot.views import explain as views
from bot.views.explain import Explained
from glossary.history import Pin
from glossary.model import Reading, Term

CALLBACK = "explain"
ACRONYM = re.compile(r"(?<![\w`/.@#<&-])[A-Z][A-Z0-9]{1,5}(?![\w`/.-])")
COMMON = frozenset(
    ("OK", "FYI", "ASAP", "AM", "PM", "UTC", "CET", "EU", "US", "UK", "USA", "TODO", "TBD", "IMO", "BTW", "THE", "AND")
)
LAST = 8


@dataclass(frozen=True)
class Explain:
    teams: Teams
    door: Door
    directory: Directory

    @property
    def about(self) -> About:
        return About(
            name="Explain",
            help="What the words of a message mean here, for you alone.",
            shortcuts=(Shortcut(CALLBACK, "Explain the words here", "Say what the words of this message mean"),),
            words=(
                Word(
                    "explain",
                    "The words of a text, or, written in a thread, of that thread.",
                    self.tell,
                    hint="[a text]",
                    also=("explain this", "explain the words here", "explain the words"),
                    example="/parlance explain the PSI is red since the backfill",
                ),
            ),
        )

    def register(self, board: Board) -> None:
        board.shortcut(CALLBACK, self.from_menu)

    async def from_menu(self, shortcut: Mapping[str, Any], client: AsyncWebClient) -> None:
        """The form opens at once, and is filled when the reading is done: a trigger lives for three seconds."""
        message = shortcut["message"]
        opened = await client.views_open(trigger_id=shortcut["trigger_id"], view=views.waiting().view())
        ask = Ask.of(shortcut, client, shortcut["channel"]["id"])
        said = Message(
            ask.workspace,
            ask.channel,
            message["ts"],
            message.get("user") or ask.person,
            message.get("text") or "",
            message.get("thread_ts") or "",
        )
        card = await self._explained(ask, said)
        await client.views_update(view_id=opened["view"]["id"], view=views.modal(card).view())

    async def tell(self, ask: Ask) -> None:
        inside = ask.thread if ask.thread != ask.ts else ""
        if ask.words or not inside:
            said = Message(ask.workspace, ask.channel, ask.ts, ask.person, ask.words)
            return await ask.answer(await self._explained(ask, said))
        answer = await ask.client.conversations_replies(channel=ask.channel, ts=inside, limit=100)
        texts = [one.get("text", "") for one in answer["messages"] if not one.get("bot_id") and one["ts"] != ask.ts]
        whole = Message(ask.workspace, ask.channel, inside, ask.person, "\n".join(texts[-LAST:]), inside)
        return await ask.answer(await self._explained(ask, whole))

    async def _explained(self, ask: Ask, message: Message) -> Card:
        team = await self.door(self.teams.of, ask.workspace)
        if team.reader.is_due():
            await self.door(team.reader.refresh)
        await self.directory.look_up(ask.client, team.people, (message.person,))
        return await self.door(_explain, team, message)


def _explain(team: Team, message: Message) -> Card:
    """Behind the door: one pass of the encoder for all the words."""
    mentions = [one for one in team.reader.match(message.text) if not one.aside]
    first = list({one.term: one for one in reversed(mentions)}.values())[::-1]
    pins = team.history.pins(message.channel, message.root)
    author = team.people.placed([message.person])[message.person].discipline
    scene = Scene(message.channel, message.root, message.ts, message.person, author, pins=pins)
    readings = team.reader.read(message.text, first, scene) if first else []
    found = [
        _one(term, one, pins.get(one.mention.term)) for one in readings if (term := team.reader.term(one.mention.term))
    ]
    return views.card(found, _unknown(team, message.text))


def _one(term: Term, reading: Reading, pin: Pin | None) -> Explained:
    ranked = [(sense, p) for id_, p in reading.senses if (sense := term.sense(id_))]
    settled = ""
    if pin is not None:
        known = term.sense(pin.sense)
        settled = f"{known.say_instead or known.definition}" if known else pin.wording
    return Explained(term, tuple(ranked) or tuple((sense, 1.0) for sense in term.senses), settled)


def _unknown(team: Team, text: str) -> Sequence[str]:
    """Short words in capitals that nobody has defined."""
    found = dict.fromkeys(one for one in ACRONYM.findall(text) if one not in COMMON)
    return [one for one in found if team.lexicon.find(one) is None]
