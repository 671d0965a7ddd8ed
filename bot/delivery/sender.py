"""Takes what is ready, sends each in its slot, and writes down what came of it; as often as there is something to do."""

import asyncio
import contextlib
import math
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from time import monotonic
from typing import Any

from bot.delivery.attempt import Attempts
from bot.delivery.desk import Desk
from bot.delivery.ending import Ended
from bot.delivery.jobs import Job
from bot.delivery.outcome import Dropped, Later, Refused
from bot.delivery.post import Edit, Post
from bot.delivery.queue import Queue, Turn
from bot.delivery.weather import Weather
from bot.logs import kind_and_place, log
from bot.outages import part_of

STUCK_SECONDS = 60.0
AWAY = 5.0  # seconds for a database to come back
COMPARED_EVERY = 10.0
LEDGER = "ledger"
Rendered = Post | Edit | Dropped | None


@dataclass(frozen=True)
class Tempo:
    """Seconds between two looks at the ledger when there is work and when there is none; how many are sent at once."""

    busy: float = 0.06
    idle: float = 0.25
    at_once: int = 32


@dataclass
class Sender:
    desk: Desk
    queue: Queue
    tempo: Tempo = Tempo()
    _ended: list[Ended] = field(default_factory=list)
    _holds: dict[str, float] = field(default_factory=dict)
    _busy: set["asyncio.Task[None]"] = field(default_factory=set)
    _known: set[int] = field(default_factory=set)
    _compared: float = -COMPARED_EVERY
    _told: set[str] = field(default_factory=set)
    _weather: Weather = field(default_factory=Weather)
    _down: bool = False
    _looked: float = -math.inf
    _stop: asyncio.Event = field(default_factory=asyncio.Event)

    async def run(self) -> None:
        attempts = Attempts(self.desk.lines, self.desk.patience.late)
        while not self._stop.is_set():
            took = await self._turn(attempts, self.tempo.at_once - len(self._busy))
            await self._pause(self.tempo.busy if took or self._ended or self._busy else self.tempo.idle)

    async def works(self) -> bool:
        """Does it still look at the ledger?"""
        return monotonic() - self._looked < STUCK_SECONDS

    async def finish(self, running: "asyncio.Future[None]", seconds: float) -> None:
        """What is being sent ends and is written down; nothing new is taken."""
        self._stop.set()
        await running
        if self._busy:
            await asyncio.wait(self._busy, timeout=seconds)
        await self._turn(Attempts(self.desk.lines, self.desk.patience.late), 0)

    async def _pause(self, seconds: float) -> None:
        """Nobody who wants us to end waits for the next look."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._stop.wait()

    async def _turn(self, attempts: Attempts, room: int) -> bool:
        self._looked = monotonic()
        ended, self._ended = self._ended, []
        holds, self._holds = self._holds, {}
        try:
            turn = await self.desk.door(self.queue.turn, ended, room, holds, self._to_compare())
        except Exception as error:  # noqa: BLE001 (whatever it is, the rest must go on)
            self._told_down(error)
            self._holds = holds | self._holds
            self._ended += ended if part_of(error) == "database" else [_doubted(one, error) for one in ended]
            return False
        self._told_up(turn)
        self._known -= {one.job.delivery.seq for one in ended}
        self._known |= {job.delivery.seq for job in turn.jobs}
        for job, post in await self.desk.door(self._rendered, turn.jobs):
            task = asyncio.ensure_future(self._sent(attempts, job, post, turn.began + job.at - turn.at))
            self._busy.add(task)
            task.add_done_callback(self._busy.discard)
        return bool(turn.jobs)

    def _to_compare(self) -> Collection[int] | None:
        """What we know to have in hand: after a failure, and now and then, for a backup may have been put back."""
        if not self._down and monotonic() < self._compared + COMPARED_EVERY:
            return None
        self._compared = monotonic()
        return frozenset(self._known)

    async def _sent(self, attempts: Attempts, job: Job, post: Rendered | Exception, begins: float) -> None:
        try:
            if isinstance(post, Exception):
                raise post
            ended = await attempts.make(job, post, begins)
        except Exception as error:  # noqa: BLE001 (one message must not stop the others)
            doubt = job.in_doubt or not isinstance(post, Exception)
            self._ended.append(Ended(job, Later(self._surprised(job, error), in_doubt=doubt, why=type(error).__name__)))
            return
        self._ended.append(ended)
        if seconds := self._weather.observe(ended):
            self._holds[job.workspace] = seconds
        if isinstance(ended.outcome, Refused):
            wanted = job.delivery.wanted
            log.warning("delivery failed", workspace=job.workspace, kind=wanted.kind, error=ended.outcome.error)

    def _surprised(self, job: Job, error: Exception) -> float:
        """For how many seconds it waits. Slack has no part in it: others go on."""
        if self.desk.outages.explains(error, LEDGER):
            return AWAY
        place = kind_and_place(error)
        if place not in self._told:
            log.error("delivery surprised us", kind=job.delivery.wanted.kind, error=place)
        self._told.add(place)
        return self.desk.patience.longest

    def _rendered(self, jobs: Sequence[Job]) -> list[tuple[Job, Rendered | Exception]]:
        """What is in doubt is looked for, whatever it would say by now."""
        return [(job, None if job.in_doubt else _caught(self.desk.render, job)) for job in jobs]

    def _told_down(self, error: Exception) -> None:
        if not self.desk.outages.explains(error, LEDGER) and not self._down:
            log.error("round failed", name=LEDGER, error=kind_and_place(error))
        self._down = True

    def _told_up(self, turn: Turn) -> None:
        self.desk.outages.well(LEDGER)
        self._down = False
        for job in turn.lost:
            log.info("delivery went on elsewhere", workspace=job.workspace, kind=job.delivery.wanted.kind)


def _doubted(one: Ended, error: Exception) -> Ended:
    """It could not be written down: what it was is found out again later, in Slack."""
    return replace(one, outcome=Later(AWAY, in_doubt=True, why=type(error).__name__))


def _caught(render: Callable[[Job], Any], job: Job) -> Rendered | Exception:
    try:
        found: Rendered = render(job)
    except Exception as error:  # noqa: BLE001 (told where it is sent)
        return error
    return found
