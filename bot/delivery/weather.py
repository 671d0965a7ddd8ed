"""How Slack answers a workspace: one failure is chance, several in a row are an outage, and an outage is told once."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.delivery.ending import Ended
from bot.delivery.outcome import Later, Missed
from bot.logs import log

IN_A_ROW = 6
LONGEST = 60.0


@dataclass
class Storm:
    """`pauses` were made so far; the last one lasts `until`."""

    failures: int = 0
    pauses: int = 0
    until: float = 0.0


@dataclass
class Weather:
    clock: Callable[[], float] = time.monotonic
    _storms: dict[str, Storm] = field(default_factory=dict)

    def observe(self, one: Ended) -> float:
        """For how many seconds nothing should be tried in its workspace: each pause is twice as long as the last."""
        place = one.job.workspace
        if isinstance(one.outcome, Missed):
            return 0.0
        if not isinstance(one.outcome, Later):
            storm = self._storms.pop(place, None)
            if storm and storm.pauses:
                log.info("slack answers again", workspace=place)
            return 0.0
        storm = self._storms.setdefault(place, Storm())
        storm.failures += 1
        if storm.failures < IN_A_ROW or self.clock() < storm.until:
            return 0.0  # chance; or sent before the pause began
        return self._pause(place, storm, one.outcome)

    def _pause(self, place: str, storm: Storm, why: Later) -> float:
        if not storm.pauses:
            log.warning("slack does not take messages", workspace=place, error=why.why)
        seconds = max(why.seconds, min(LONGEST, 2.0**storm.pauses))
        storm.pauses += 1
        storm.until = self.clock() + seconds
        return seconds
