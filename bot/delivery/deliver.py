"""One delivery to its end. It may run again at any time, after a crash at any point, even beside itself: it sends once."""

import uuid
from dataclasses import replace

from bot.delivery.desk import Desk, Line, NotInstalled
from bot.delivery.jobs import Job
from bot.delivery.mailing import conversation_with, find, mail
from bot.delivery.outcome import Dropped, Later, Outcome, Refused, Sent
from bot.delivery.post import Edit, Post
from bot.logs import log

CLOCKS_APART = 30.0
SUPERSEDED = "superseded"


class StillWaiting(RuntimeError):
    """Slack would not take it for a long time; the runner tries again later."""


async def deliver(desk: Desk, seq: int) -> str:
    """Returns how it ended: sent, failed, skipped, or superseded by another runner."""
    job: Job | None = await desk.door(desk.jobs.get, seq)
    for turn in range(desk.patience.most):
        if job is None:
            return SUPERSEDED
        if not job.open:
            return job.delivery.status
        outcome, job = await _attempt(desk, job)
        if isinstance(outcome, str):
            return outcome
        if job is not None:
            job = await desk.door(desk.jobs.put_off, job, outcome)
            await desk.pause(outcome.seconds + min(desk.patience.longest, 0.1 * 2**turn))
    raise StillWaiting(f"delivery {seq}: not taken after {desk.patience.most} attempts")


async def _attempt(desk: Desk, job: Job) -> tuple[str | Later, Job | None]:
    """The end of it, or why to try again; and the job as it then stands."""
    try:
        line = await desk.lines(job.workspace)
    except NotInstalled:
        return await _fail(desk, job, "not_installed"), job
    if job.in_doubt:
        found = await _looked_up(desk, job, line)
        if not isinstance(found, Later | None):
            return await _settle(desk, job, found, line), job
        if found is not None:
            return found, job
    return await _posted(desk, job, line)


async def _posted(desk: Desk, job: Job, line: Line) -> tuple[str | Later, Job | None]:
    await desk.pause(await desk.door(desk.pacer.reserve, job.workspace, job.delivery.wanted.destination.id))
    now = await desk.door(desk.jobs.get, job.delivery.seq)  # the wait may have been minutes: look at it anew
    if not now.open or now.mark != job.mark:
        return now.delivery.status if not now.open else SUPERSEDED, now
    post = await _addressed(line, await desk.door(desk.render, now))
    if isinstance(post, Dropped):
        return await _skip(desk, now, post.why), now
    if isinstance(post, Refused):
        return await _fail(desk, now, post.error), now
    if isinstance(post, Later):
        return replace(post, in_doubt=now.in_doubt), now
    claimed = await desk.door(desk.jobs.claim, now, uuid.uuid4().hex)
    if claimed is None:
        return SUPERSEDED, None
    return await _judge(desk, claimed, await mail(line.client, post, name_of(claimed)), line)


async def _judge(desk: Desk, job: Job, outcome: Outcome, line: Line) -> tuple[str | Later, Job]:
    if not isinstance(outcome, Later):
        return await _settle(desk, job, outcome, line), job
    if outcome.limited:
        place = job.delivery.wanted.destination.id
        await desk.door(desk.pacer.hold, job.workspace, place, outcome.seconds)
    return outcome, job


async def _looked_up(desk: Desk, job: Job, line: Line) -> Outcome | None:
    """First let a request that is still on the wire arrive. An edit needs no looking: it is done again."""
    post = await _addressed(line, await desk.door(desk.render, job))
    if isinstance(post, Later):
        return replace(post, in_doubt=True)
    if not isinstance(post, Post):
        return None if isinstance(post, Edit | Dropped) else post
    await desk.pause(desk.patience.settle)
    since = job.since or job.delivery.created.timestamp()
    return await find(line.client, post, name_of(job), since - CLOCKS_APART)


async def _addressed(line: Line, post: Post | Edit | Dropped) -> Post | Edit | Dropped | Later | Refused:
    """A person is reached in the conversation with them."""
    if not isinstance(post, Post) or not post.channel.startswith(("U", "W")):
        return post
    opened = await conversation_with(line.client, post.channel)
    return replace(post, channel=opened) if isinstance(opened, str) else opened


async def _settle(desk: Desk, job: Job, outcome: Sent | Refused, line: Line) -> str:
    if isinstance(outcome, Refused):
        return await _fail(desk, job, outcome.error)
    link = line.link(outcome.channel, outcome.ts)

    def kept() -> bool:
        with desk.jobs.database.begin() as connection:
            return desk.jobs.sent(connection, job, outcome, link)

    return "sent" if await desk.door(kept) else SUPERSEDED


async def _fail(desk: Desk, job: Job, error: str) -> str:
    def kept() -> bool:
        with desk.jobs.database.begin() as connection:
            ours = desk.jobs.failed(connection, job, error)
            if ours:
                desk.failed(connection, job, error)
            return ours

    ours = await desk.door(kept)
    log.warning("delivery failed", workspace=job.workspace, kind=job.delivery.wanted.kind, error=error)
    return "failed" if ours else SUPERSEDED


async def _skip(desk: Desk, job: Job, why: str) -> str:
    def kept() -> bool:
        with desk.jobs.database.begin() as connection:
            return desk.jobs.skipped(connection, job, why)

    return "skipped" if await desk.door(kept) else SUPERSEDED


def name_of(job: Job) -> str:
    """The same at every attempt, whoever makes it."""
    return f"{job.workspace}:{job.delivery.wanted.id}:{job.delivery.seq}"
