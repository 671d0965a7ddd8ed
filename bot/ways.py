"""What a message has to know of how its channel wants us: read together, and kept for a moment."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import sqlalchemy as sa

from bot.manners import EVERYWHERE, Manner, Manners
from bot.message import Message
from bot.store import mutes, people, preferences
from bot.views import reasons

KEPT_FOR = 3.0  # seconds until what was said to another process counts here; what was said to this one counts at once
MOST = 5000


@dataclass(frozen=True)
class Ways:
    """`wishes` are the channel's own; `muted` says until when, by thread, the whole channel under an empty name."""

    manner: Manner
    wishes: Mapping[str, str]
    muted: Mapping[str, float | None]
    opted_out: frozenset[str]

    def silence(self, message: Message, now: float) -> str:
        """A reason to keep quiet whatever was said, in words, or nothing: for notes and for all we offer unasked."""
        if self.manner.style == "off":
            return reasons.SWITCHED_OFF
        if self.manner.trial_until > now:
            return reasons.ONLY_WATCHING
        muted = self._muted(message.root, now)
        if muted:
            return reasons.muted(muted)
        if message.person in self.opted_out:
            return reasons.OPTED_OUT
        return ""

    def _muted(self, thread: str, now: float) -> str:
        still = {one for one, until in self.muted.items() if until is None or until > now}
        if EVERYWHERE in still:
            return "channel"
        return "thread" if thread in still else ""


@dataclass
class Kept:
    """The ways of one workspace's channels. `changed` is called by whoever changed them, once that is committed."""

    manners: Manners
    clock: Callable[[], float] = time.monotonic
    _since: object = field(default_factory=object)
    _ways: dict[str, tuple[float, object, Ways]] = field(default_factory=dict, repr=False)

    def changed(self) -> None:
        self._since = object()

    def of(self, channel: str) -> Ways:
        """Blocking now and then: go through the door."""
        since, now = self._since, self.clock()  # taken before we ask: what changes meanwhile makes the answer old
        known = self._ways.get(channel)
        if known is not None and known[1] is since and now - known[0] < KEPT_FOR:
            return known[2]
        ways = self._read(channel)
        if len(self._ways) > MOST:
            self._ways.clear()
        self._ways[channel] = (now, since, ways)
        return ways

    def _read(self, channel: str) -> Ways:
        here = self.manners.workspace
        quiet = here.select(mutes).where(mutes.c.channel == channel)
        out = here.select(people, people.c.person).where(people.c.opted_out.is_(sa.true()))
        own = here.select(preferences).where(preferences.c.channel == channel)
        with here.database.read() as connection:
            return Ways(
                self.manners.within(connection, channel),
                {row.name: row.value for row in connection.execute(own)},
                {row.thread: row.until for row in connection.execute(quiet)},
                frozenset(connection.execute(out).scalars()),
            )
