"""How we behave in a channel: the channel's own wish, else the workspace's, else what the installation says."""

import dataclasses
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

import sqlalchemy as sa

from bot.errors import Refusal
from bot.holidays import UnreadableHolidays, holidays
from bot.hours import UnreadableHours, hours, written
from bot.store import mutes, preferences
from bot.views import refusals
from changes.model import Destination
from changes.reminders import Hours
from store.workspace import Workspace

Style = Literal["off", "quiet", "author", "thread"]
ReviewMode = Literal["open", "curated"]
STYLES: tuple[Style, ...] = get_args(Style)
EVERYWHERE = ""  # the channel of a wish that holds for the whole workspace


@dataclass(frozen=True)
class Manner:
    """`notes_an_hour` is the budget of a channel before dismissals shrink it; `caution` is added to the risk a note needs.

    Until `trial_until` the bot only watches. In a `curated` dictionary, edits wait for a curator. 0 days keep for ever.
    `hours` is when people here work and `holidays` when they do not: reminders come when they work.
    """

    style: Style = "quiet"
    notes_an_hour: int = 6
    discipline: str = ""
    caution: float = 0.0
    trial_until: float = 0.0
    review: ReviewMode = "open"
    keep_days: int = 365
    hours: str = ""
    holidays: str = ""
    known_from: str = "the installation's default"


class UnknownStyle(Refusal):
    def __init__(self, value: str) -> None:
        super().__init__(refusals.unknown_style(value, STYLES))


@dataclass(frozen=True)
class Manners:
    """`changed` is told when something was, so that nobody goes on with what they remember."""

    workspace: Workspace
    default: Manner
    clock: Callable[[], float] = time.time
    changed: Callable[[], None] = field(default=lambda: None, repr=False)

    def of(self, channel: str) -> Manner:
        with self.workspace.database.read() as connection:
            return self.within(connection, channel)

    def within(self, connection: sa.Connection, channel: str) -> Manner:
        wish = self.workspace.select(preferences).where(preferences.c.channel.in_([EVERYWHERE, channel]))
        rows = sorted(connection.execute(wish), key=lambda row: str(row.channel))
        manner = self.default
        for row in rows:
            manner = _with(manner, row.name, row.value, "this channel" if row.channel else "the workspace")
        return manner

    def works(self, team: Destination) -> Hours:
        """When a channel or a user group works; a person as the workspace does."""
        manner = self.of(EVERYWHERE if team.kind == "person" else team.id)
        return dataclasses.replace(hours(manner.hours), off=holidays(manner.holidays))

    def wishes(self, channel: str) -> dict[str, str]:
        """What was said for this channel itself, or for the workspace itself."""
        wish = self.workspace.select(preferences).where(preferences.c.channel == channel)
        with self.workspace.database.read() as connection:
            return {row.name: row.value for row in connection.execute(wish)}

    def wish(self, channel: str, **values: Any) -> None:
        """None takes a wish back."""
        if values.get("style") not in (None, *STYLES):
            raise UnknownStyle(str(values["style"]))
        with self.workspace.database.begin() as connection:
            for name, value in values.items():
                key = {"channel": channel, "name": name}
                if value is None:
                    mine = (preferences.c.channel == channel, preferences.c.name == name)
                    connection.execute(self.workspace.delete(preferences).where(*mine))
                else:
                    self.workspace.put(connection, preferences, key, value=str(value))
        self.changed()

    def mute(self, channel: str, thread: str, person: str, until: float | None = None) -> None:
        """Without a thread: the whole channel."""
        key = {"channel": channel, "thread": thread}
        with self.workspace.database.begin() as connection:
            self.workspace.put(connection, mutes, key, person=person, until=until, at=self.clock())
        self.changed()

    def unmute(self, channel: str, thread: str = "") -> bool:
        """Was it quiet before?"""
        wish = self.workspace.delete(mutes).where(mutes.c.channel == channel, mutes.c.thread == thread)
        with self.workspace.database.begin() as connection:
            was = bool(connection.execute(wish).rowcount)
        self.changed()
        return was

    def muted(self, channel: str, thread: str) -> Literal["", "thread", "channel"]:
        wish = self.workspace.select(mutes).where(mutes.c.channel == channel, mutes.c.thread.in_(["", thread]))
        with self.workspace.database.read() as connection:
            rows = [row for row in connection.execute(wish) if row.until is None or row.until > self.clock()]
        if any(row.thread == "" for row in rows):
            return "channel"
        return "thread" if rows else ""


def _with(manner: Manner, name: str, value: str, known_from: str) -> Manner:
    """A wish that no version of ours understands is passed over."""
    known: Mapping[str, Callable[[str], Any]] = {
        "style": _one_of(STYLES),
        "notes_an_hour": int,
        "discipline": str,
        "caution": float,
        "trial_until": float,
        "review": _one_of(get_args(ReviewMode)),
        "keep_days": int,
        "hours": _hours,
        "holidays": _holidays,
    }
    if name not in known:
        return manner
    try:
        changed = dataclasses.replace(manner, **{name: known[name](value)})
    except (ValueError, UnreadableHours, UnreadableHolidays):
        return manner
    return dataclasses.replace(changed, known_from=known_from) if name == "style" else changed


def _hours(value: str) -> str:
    return written(hours(value))


def _holidays(value: str) -> str:
    holidays(value)
    return value


def _one_of(known: tuple[str, ...]) -> Callable[[str], str]:
    def read(value: str) -> str:
        if value not in known:
            raise ValueError(value)
        return value

    return read
