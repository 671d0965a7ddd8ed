"""The part that touches DBOS: it calls `deliver` at least once for each delivery; that it sends once is our own doing."""

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import sqlalchemy as sa
from dbos import DBOS, DBOSClient, DBOSPortableJSONSerializer

from bot.delivery.deliver import deliver
from bot.delivery.desk import Desk
from bot.delivery.work import APP, QUEUE, VERSION, WORKFLOW

THREADS = 8
_desks: list[Desk] = []  # the runner is one for each process, and finds its work by name


@DBOS.step(name="post_delivery", retries_allowed=True, max_attempts=50, interval_seconds=1.0, backoff_rate=1.5)  # type: ignore[untyped-decorator]
async def _post(seq: int) -> str:
    return await deliver(_desks[-1], seq)


@DBOS.workflow(name=WORKFLOW, max_recovery_attempts=None)  # type: ignore[untyped-decorator]
async def _deliver(seq: int) -> str:
    return str(await _post(seq))


@dataclass(frozen=True)
class Tempo:
    """How often the queue is looked at, and how many deliveries one process takes on at once."""

    poll: float = 0.5
    workers: int = 24


async def launch(desk: Desk, ground: sa.Engine, node: str, tempo: Tempo) -> None:
    """Everything exists before this: recovered work starts at once."""
    logging.getLogger("dbos").propagate = False
    _desks.append(desk)
    config = {
        "name": APP,
        "system_database_engine": ground,
        "application_version": VERSION,
        "executor_id": node,
        "serializer": DBOSPortableJSONSerializer(),
        "max_executor_threads": THREADS,
        "log_level": "WARNING",
        "scheduler_polling_interval_sec": 30.0,
        "notification_listener_polling_interval_sec": 1.0,
    }
    DBOS(config=config)
    DBOS.launch()  # on the loop's thread, so that the work runs on this loop
    await DBOS.register_queue_async(
        QUEUE,
        partition_concurrency=1,
        worker_concurrency=tempo.workers,
        polling_interval_sec=tempo.poll,
        on_conflict="always_update",
    )


async def land(desk: Desk, seconds: float) -> None:
    """What is being posted is finished, what waits is left to whoever comes next."""
    desk.stopping.set()
    DBOS.logger.setLevel("ERROR")  # one line for each parked delivery would say nothing
    pool = ThreadPoolExecutor(THREADS, thread_name_prefix="loop")
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(pool, lambda: DBOS.destroy(workflow_completion_timeout_sec=int(seconds)))
    loop.set_default_executor(pool)  # the runner had put its own there, and has shut it down
    _desks.remove(desk)


def caller(ground: sa.Engine) -> DBOSClient:
    return DBOSClient(system_database_engine=ground, application_name=APP, serializer=DBOSPortableJSONSerializer())
