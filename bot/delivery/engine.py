"""Deliveries at work: put together, started, and stopped so that nothing is lost or sent twice."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from bot.delivery.alone import alone
from bot.delivery.clock import now
from bot.delivery.desk import Desk
from bot.delivery.ending import Ending
from bot.delivery.keeper import Keeper, node_name
from bot.delivery.progress import Progress
from bot.delivery.queue import Queue
from bot.delivery.sender import Sender, Tempo
from bot.logs import kind_and_place, log

GRACE = 12.0
A_DAY = 86_400.0
SOON_AGAIN = 5.0  # what is done once a day need not miss a day


@dataclass(frozen=True)
class Rounds:
    """Seconds between two looks at the clock (the first comes after `soon`) and at how far broadcasts are.

    `ttl`: after so much silence a peer counts as dead.
    """

    tick: float = 60.0
    soon: float = 10.0
    progress: float = 10.0
    ttl: float = 5.0


USUAL, STEADY = Rounds(), Tempo()


@contextlib.asynccontextmanager
async def delivering(
    desk: Desk, tick: Callable[[], None], rounds: Rounds = USUAL, tempo: Tempo = STEADY
) -> AsyncIterator[Sender]:
    """What is queued is sent while the block lasts."""
    with alone(desk.database):
        node = node_name()
        keeper = Keeper(desk.database, node, rounds.ttl)
        ending = Ending(desk.database, desk.pacer, desk.over, desk.patience)
        sender = Sender(desk, Queue(desk.database, ending, node), tempo)
        await desk.door(keeper.arrive)
        turns = [asyncio.ensure_future(turn) for turn in _turns(desk, keeper, tick, rounds)]
        taking = asyncio.ensure_future(sender.run())
        try:
            yield sender
        finally:
            await sender.finish(taking, GRACE)
            await _ended(*turns)
            with contextlib.suppress(sa.exc.SQLAlchemyError):  # who does not hear it finds out by our silence
                await desk.door(keeper.leave)


def _turns(desk: Desk, keeper: Keeper, tick: Callable[[], None], rounds: Rounds) -> Iterator[Coroutine[Any, Any, None]]:
    yield _every(desk, rounds.ttl / 5, keeper.turn, "keeper")
    yield _every(desk, rounds.tick, tick, "minute", rounds.soon)
    yield _every(desk, rounds.progress, Progress(desk.database), "progress", rounds.progress)
    yield _every(desk, A_DAY, lambda: _forget(desk), "paces", rounds.soon)


def _forget(desk: Desk) -> None:
    with desk.database.begin() as connection:
        desk.pacer.forget(connection, now(connection) - A_DAY)


async def _every(desk: Desk, seconds: float, turn: Callable[[], object], name: str, soon: float = 0.0) -> None:
    """A round that fails is not the last one: the next finds the same state. Failing in a row is told once."""
    fails = False
    await asyncio.sleep(soon)
    while True:
        try:
            await desk.door(turn)
            desk.outages.well(name)
            fails = False
        except Exception as error:  # noqa: BLE001 (a round that fails is told and tried again)
            if not desk.outages.explains(error, name) and not fails:
                log.warning("round failed", name=name, error=kind_and_place(error))
            fails = True
        await asyncio.sleep(min(seconds, SOON_AGAIN) if fails else seconds)


async def _ended(*turns: "asyncio.Future[None]") -> None:
    for one in turns:
        one.cancel()
    await asyncio.gather(*turns, return_exceptions=True)
