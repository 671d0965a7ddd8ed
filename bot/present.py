"""Who is here, by discipline: worked out once a minute per channel, because a channel changes seldom and messages come often."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bot.people import People, Placed

MINUTE = 60.0
MOST = 5000
Placing = Mapping[str, Placed]


@dataclass(frozen=True)
class Present:
    """A profile that changes counts from the next minute on; joining and leaving count at once."""

    clock: Callable[[], float] = time.monotonic
    _placed: dict[tuple[str, str, str], tuple[float, tuple[str, ...], Placing]] = field(default_factory=dict)

    def of(self, people: People, channel: str, members: tuple[str, ...], channel_discipline: str) -> Placing:
        key = (people.workspace.id, channel, channel_discipline)
        at, of_whom, placed = self._placed.get(key, (0.0, (), {}))
        if of_whom != members or self.clock() - at > MINUTE:
            placed = _placed(people, members, channel_discipline)
            if len(self._placed) > MOST:
                self._placed.clear()
            self._placed[key] = (self.clock(), members, placed)
        return placed


def _placed(people: People, members: tuple[str, ...], channel_discipline: str) -> Placing:
    """Bots are present, but they misread nothing."""
    known = people.known(members)
    return people.placed([one for one in members if one not in known or not known[one].is_bot], channel_discipline)
