"""The last few messages of threads, in memory only: the context of the next one. Nothing here is ever stored."""

from collections import OrderedDict, deque
from dataclasses import dataclass, field

from bot.message import Message

THREADS, TEXTS = 2000, 6


@dataclass(frozen=True)
class Recall:
    _threads: "OrderedDict[tuple[str, str, str], deque[tuple[str, str]]]" = field(default_factory=OrderedDict)

    def before(self, message: Message) -> tuple[str, ...]:
        """What was said in the thread before this message, oldest first."""
        return tuple(text for ts, text in self._threads.get(_key(message), ()) if ts < message.ts)

    def note(self, message: Message) -> None:
        thread = self._threads.setdefault(_key(message), deque(maxlen=TEXTS))
        thread.append((message.ts, message.text))
        self._threads.move_to_end(_key(message))
        if len(self._threads) > THREADS:
            self._threads.popitem(last=False)

    def forget(self, message: Message) -> None:
        """It was edited or deleted: what stood there counts no longer."""
        thread = self._threads.get(_key(message))
        if thread is not None:
            kept = [(ts, text) for ts, text in thread if ts != message.ts]
            thread.clear()
            thread.extend(kept)


def _key(message: Message) -> tuple[str, str, str]:
    return (message.workspace, message.channel, message.root)
