"""One Slack workspace: everything in it, found by id or by name."""

from __future__ import annotations

from dataclasses import dataclass, field

from playground.ids import Ids
from playground.refusal import Refusal
from playground.workspace.canvas import Canvas
from playground.workspace.channel import Channel
from playground.workspace.file import File
from playground.workspace.schedule import Reminder, Scheduled
from playground.workspace.user import Bot, User
from playground.workspace.usergroup import UserGroup
from playground.workspace.view import View


@dataclass(slots=True)
class Squad:
    id: str
    name: str


@dataclass(slots=True)
class Workspace:
    id: str
    name: str
    domain: str
    email_domain: str = "example.com"
    origin: str = ""
    ids: Ids = field(default_factory=Ids)
    squads: list[Squad] = field(default_factory=list)
    users: dict[str, User] = field(default_factory=dict)
    bots: dict[str, Bot] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    files: dict[str, File] = field(default_factory=dict)
    canvases: dict[str, Canvas] = field(default_factory=dict)
    usergroups: dict[str, UserGroup] = field(default_factory=dict)
    scheduled: dict[str, Scheduled] = field(default_factory=dict)
    reminders: dict[str, Reminder] = field(default_factory=dict)
    emoji: dict[str, str] = field(default_factory=dict)
    modals: dict[str, list[View]] = field(default_factory=dict)
    homes: dict[tuple[str, str], View] = field(default_factory=dict)
    landmarks: dict[str, str] = field(default_factory=dict)
    last_ts: int = 0

    def stamp(self, now: float) -> str:
        """A `ts` later than every one before it."""
        self.last_ts = max(int(now * 1_000_000), self.last_ts + 1)
        return stamp_of(self.last_ts)

    def user(self, ref: str) -> User:
        user = self.users.get(ref) or self._named_user(ref)
        if user is None:
            raise Refusal("user_not_found", f"There is nobody called {ref}.")
        return user

    @property
    def url(self) -> str:
        return f"https://{self.domain}.slack.com/"

    def people(self) -> list[User]:
        return [user for user in self.users.values() if not user.is_bot]

    def bot(self, id: str) -> Bot:
        if id not in self.bots:
            raise Refusal("bot_not_found")
        return self.bots[id]

    def channel(self, ref: str) -> Channel:
        channel = self.channels.get(ref) or self.named_channel(ref.removeprefix("#"))
        if channel is None:
            raise Refusal("channel_not_found", f"There is no conversation {ref}.")
        return channel

    def named_channel(self, name: str) -> Channel | None:
        named = (channel for channel in self.channels.values() if channel.name == name and channel.kind != "im")
        return next(named, None)

    def direct(self, people: list[str]) -> Channel | None:
        """The direct message between exactly these people."""
        wanted = set(people)
        for channel in self.channels.values():
            if channel.is_direct and set(channel.members) == wanted:
                return channel
        return None

    def file(self, id: str) -> File:
        file = self.files.get(id)
        if file is None or not file.is_complete:
            raise Refusal("file_not_found")
        return file

    def usergroup(self, ref: str) -> UserGroup:
        for group in self.usergroups.values():
            if ref.removeprefix("@") in (group.id, group.handle):
                return group
        raise Refusal("no_such_subteam")

    def view(self, id: str) -> View:
        for view in self.views():
            if view.id == id:
                return view
        raise Refusal("not_found", f"There is no view {id}.")

    def views(self) -> list[View]:
        stacked = [view for stack in self.modals.values() for view in stack]
        return stacked + list(self.homes.values())

    def _named_user(self, ref: str) -> User | None:
        name = ref.removeprefix("@").lower()
        for user in self.users.values():
            if user.name == name or user.display_name.lower() == name:
                return user
        return None


def stamp_of(microseconds: int) -> str:
    return f"{microseconds // 1_000_000}.{microseconds % 1_000_000:06d}"
