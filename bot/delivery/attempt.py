"""One attempt at one delivery: looked up when in doubt, addressed, and posted in its slot or not at all."""

import asyncio
import time
from dataclasses import dataclass, field, replace

from slack_sdk.web.async_client import AsyncWebClient

from bot.delivery.desk import Lines, NotInstalled
from bot.delivery.ending import Ended
from bot.delivery.jobs import Job
from bot.delivery.mailing import Spot, conversation_with, find, mail, members
from bot.delivery.outcome import Dropped, HandedOn, Later, Missed, Outcome, Refused, Sent
from bot.delivery.post import Edit, Post
from bot.ids import is_person

CLOCKS_APART = 30.0


@dataclass(frozen=True)
class Attempts:
    lines: Lines
    late: float
    """Seconds after its slot in which a post may still go out: what was paused must not send what others hold by now."""
    _conversations: dict[tuple[str, str], str] = field(default_factory=dict, repr=False)

    async def make(self, job: Job, post: Post | Edit | Dropped | None, begins: float) -> Ended:
        """`begins` is the slot on this machine's monotonic clock. Without a post: it is only looked for."""
        if isinstance(post, Dropped):
            return Ended(job, post)
        try:
            line = await self.lines(job.workspace)
        except NotInstalled:
            return Ended(job, Refused("not_installed"))
        outcome = await self._carried_out(line.client, job, post, begins)
        return Ended(job, outcome, line.link(outcome.channel, outcome.ts) if isinstance(outcome, Sent) else "")

    async def _carried_out(self, client: AsyncWebClient, job: Job, post: Post | Edit | None, begins: float) -> Outcome:
        place = job.delivery.wanted.destination
        if isinstance(post, Post) and place.kind == "group":
            found = await members(client, place.id)
            return HandedOn(found) if isinstance(found, tuple) else found
        channel = await self._conversation(client, job, post.channel if post else place.id)
        if not isinstance(channel, str):
            # nothing was posted this time; an earlier doubt stays one
            return replace(channel, in_doubt=job.in_doubt) if isinstance(channel, Later) else channel
        if post is None:
            thread = str(job.delivery.wanted.payload.get("thread", ""))
            return await find(client, Spot(channel, thread), job.name, job.since - CLOCKS_APART)
        return await self._posted(client, replace(post, channel=channel), job.name, begins)

    async def _posted(self, client: AsyncWebClient, post: Post | Edit, name: str, begins: float) -> Outcome:
        await asyncio.sleep(max(0.0, begins - time.monotonic()))
        if time.monotonic() > begins + self.late:
            return Missed()
        return await mail(client, post, name)

    async def _conversation(self, client: AsyncWebClient, job: Job, place: str) -> str | Later | Refused:
        """A person is reached in the conversation with them."""
        if not is_person(place):
            return place
        known = self._conversations.get((job.workspace, place))
        opened = known or await conversation_with(client, place)
        if isinstance(opened, str):
            self._conversations[job.workspace, place] = opened
        return opened
