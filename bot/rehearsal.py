"""What I would have written: messages of the past, read in their order, with nothing written and nothing kept of them."""

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bot.message import Message
from bot.reader import Reader, Scene
from glossary.decision import RISKY
from glossary.history import Judgement, Recent
from glossary.model import Utterance

LATELY, AN_HOUR, CONTEXT = 4 * 3600.0, 3600.0, 6
STEPS = (0.0, 0.15, 0.3)


@dataclass
class Rehearsal:
    """`present` are the disciplines of the people in the channel, one for each, empty where unknown."""

    reader: Reader
    present: tuple[str, ...]
    notes_an_hour: int = 6
    caution: float = 0.0
    found: list[Judgement] = field(default_factory=list)
    messages: int = 0
    _before: dict[str, deque[Utterance]] = field(default_factory=lambda: defaultdict(lambda: deque(maxlen=CONTEXT)))

    def hear(self, message: Message, discipline: str) -> Judgement | None:
        """The note, if there would have been one. Encodes, so it goes through the door."""
        self.messages += 1
        mentions = self.reader.match(message.text)
        worth = mentions or self._before[message.root]
        judgement = self.reader.judge(message.text, mentions, self._scene(message, discipline)) if worth else None
        self._before[message.root].append(Utterance(message.person, message.text, discipline or None))
        if judgement is None or not judgement.speaks:
            return None
        self.found.append(judgement)
        return judgement

    def _scene(self, message: Message, discipline: str) -> Scene:
        now = float(message.ts)
        lately = 0.0 if message.thread else LATELY
        said = [one for one in self.found if one.thread == message.root or now - float(one.ts) < lately]
        hour = sum(now - float(one.ts) < AN_HOUR for one in self.found)
        return Scene(
            channel=message.channel,
            thread=message.root,
            ts=message.ts,
            author=message.person,
            discipline=discipline,
            present=(discipline, *self.present),
            before=tuple(self._before[message.root]),
            said=frozenset(one.term for one in said),
            recent=Recent(hour, 0, 0),
            notes_an_hour=self.notes_an_hour,
            caution=self.caution,
        )


def proposed_caution(rated: Iterable[tuple[float, bool]]) -> float:
    """How much care would have kept the wanted notes and spared the others; of equals the least."""
    known: Sequence[tuple[float, bool]] = list(rated)

    def worth(step: float) -> int:
        return sum(1 if wanted else -1 for risk, wanted in known if risk >= RISKY + step)

    return max(STEPS, key=lambda step: (worth(step), -step))
