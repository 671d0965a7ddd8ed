"""Deliveries at work: put together, started, and stopped so that nothing is lost or sent twice."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from dataclasses import dataclass
from typing import Any

from bot.delivery.alone import alone
from bot.delivery.desk import Desk
from bot.delivery.ground import ground
from bot.delivery.keeper import Keeper, node_name
from bot.delivery.runner import Tempo, caller, land, launch
from bot.delivery.work import Work
from bot.logs import log

GRACE = 12.0


@dataclass(frozen=True)
class Rounds:
    """Seconds between two looks: at work without a runner, at the clock, at what may be forgotten; and a peer's life."""

    reconcile: float = 5.0
    tick: float = 60.0
    prune: float = 86_400.0
    keep: float = 7 * 86_400.0
    ttl: float = 30.0


USUAL, STEADY = Rounds(), Tempo()


@contextlib.asynccontextmanager
async def delivering(
    desk: Desk, tick: Callable[[Work], None], rounds: Rounds = USUAL, tempo: Tempo = STEADY
) -> AsyncIterator[Work]:
    """Yields what starts new deliveries within a transaction of one's own."""
    database = desk.jobs.database
    with alone(database):
        engine = ground(database)
        node = node_name(database)
        work = Work(database, caller(engine))
        keeper = Keeper(work, node, rounds.ttl)
        if not database.is_sqlite:
            await desk.door(keeper.beat)
        await launch(desk, engine, node, tempo)
        turns = [asyncio.ensure_future(turn) for turn in _turns(desk, work, keeper, tick, rounds)]
        try:
            yield work
        finally:
            for one in turns:
                one.cancel()
            await asyncio.gather(*turns, return_exceptions=True)
            await land(desk, GRACE)
            await desk.door(work.release, node)
            if not database.is_sqlite:
                await desk.door(keeper.leave)
            work.client.destroy()
            engine.dispose()


def _turns(
    desk: Desk, work: Work, keeper: Keeper, tick: Callable[[Work], None], rounds: Rounds
) -> Iterator[Coroutine[Any, Any, None]]:
    yield _every(desk, rounds.reconcile, lambda: work.reconcile(rounds.reconcile))
    yield _every(desk, rounds.tick, lambda: tick(work))
    yield _every(desk, rounds.prune, lambda: work.prune(rounds.keep))
    if not desk.jobs.database.is_sqlite:
        yield _every(desk, rounds.ttl / 6, keeper.turn)


async def _every(desk: Desk, seconds: float, turn: Callable[[], object]) -> None:
    """A round that fails is not the last one: the next finds the same state."""
    while True:
        try:
            await desk.door(turn)
        except Exception as error:  # noqa: BLE001
            log.warning("round failed", error=type(error).__name__, reason=str(error)[:200])
        await asyncio.sleep(seconds)
