"""The last few messages of threads, in memory only: the context of the next one. Nothing here is ever stored."""

from collections import OrderedDict, deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.logs import log
from bot.message import Message

THREADS, TEXTS = 2000, 6
FIRST_PAGE = 30
Key = tuple[str, str, str]


@dataclass(frozen=True, order=True)
class Turn:
    """An earlier message of a thread."""

    ts: str
    person: str
    text: str


@dataclass
class Thread:
    """`whole`: we heard its beginning, or have read it; nothing said before is missing."""

    whole: bool = False
    turns: deque[Turn] = field(default_factory=lambda: deque(maxlen=TEXTS))


@dataclass(frozen=True)
class Recall:
    _threads: "OrderedDict[Key, Thread]" = field(default_factory=OrderedDict)

    def before(self, message: Message) -> tuple[Turn, ...]:
        """What was said in the thread before this message, oldest first."""
        thread = self._threads.get(_key(message))
        return tuple(turn for turn in thread.turns if turn.ts < message.ts) if thread else ()

    async def catch_up(self, message: Message, client: AsyncWebClient) -> None:
        """Read once what was said in a thread before we began to listen, after a restart for example."""
        thread = self._of(message)
        if thread.whole or message.thread in ("", message.ts):
            return
        thread.whole = True
        try:
            answer = await client.conversations_replies(channel=message.channel, ts=message.thread, limit=FIRST_PAGE)
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
            log.warning("thread unread", channel=message.channel, error=type(error).__name__)
            return
        read = {Turn(said["ts"], said["user"], said.get("text") or "") for said in answer["messages"] if _counts(said)}
        earlier = {turn for turn in read if turn.ts < message.ts}
        self._keep(thread, sorted({turn.ts: turn for turn in (*earlier, *thread.turns)}.values()))

    def note(self, message: Message) -> None:
        thread = self._of(message)
        thread.whole = thread.whole or not message.thread or message.thread == message.ts
        thread.turns.append(Turn(message.ts, message.person, message.text))

    def forget(self, message: Message) -> None:
        """It was edited or deleted: what stood there counts no longer."""
        thread = self._threads.get(_key(message))
        if thread is not None:
            self._keep(thread, [turn for turn in thread.turns if turn.ts != message.ts])

    def _of(self, message: Message) -> Thread:
        thread = self._threads.setdefault(_key(message), Thread())
        self._threads.move_to_end(_key(message))
        if len(self._threads) > THREADS:
            self._threads.popitem(last=False)
        return thread

    def _keep(self, thread: Thread, turns: list[Turn]) -> None:
        thread.turns.clear()
        thread.turns.extend(turns)


def _counts(said: Mapping[str, Any]) -> bool:
    """Words of people."""
    return not said.get("bot_id") and bool(said.get("user"))


def _key(message: Message) -> Key:
    return (message.workspace, message.channel, message.root)
