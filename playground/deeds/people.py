"""People come, change, go away and come back."""

from __future__ import annotations

from typing import Any

from playground.live.rows import person_row
from playground.shapes.user import user_shape
from playground.slack import Slack
from playground.workspace.user import User
from playground.workspace.workspace import Workspace


def welcome(slack: Slack, workspace: Workspace, user: User) -> None:
    user.updated = int(slack.clock.now())
    workspace.users[user.id] = user
    for channel in workspace.channels.values():
        if channel.is_general and not channel.has(user.id):
            channel.members.append(user.id)
    _show(slack, workspace, user)
    slack.publish(workspace, {**_told(slack, workspace, user), "type": "team_join"})


def change(slack: Slack, workspace: Workspace, user: User, **new: Any) -> None:
    for name, value in new.items():
        setattr(user, name, value)
    user.updated = int(slack.clock.now())
    _show(slack, workspace, user)
    told = _told(slack, workspace, user)
    for kind in ("user_change", "user_profile_changed", "user_status_changed"):
        if kind != "user_status_changed" or {"status_text", "status_emoji"} & set(new):
            slack.publish(workspace, {**told, "type": kind, "cache_ts": user.updated})


def appear(slack: Slack, workspace: Workspace, user: User, presence: str) -> None:
    user.presence = presence
    _show_presence(slack, workspace, user)


def snooze(slack: Slack, workspace: Workspace, user: User, minutes: int) -> None:
    now = int(slack.clock.now())
    user.dnd_until = now + minutes * 60 if minutes else 0
    _show_presence(slack, workspace, user)
    status = {"dnd_enabled": bool(minutes), "next_dnd_start_ts": now, "next_dnd_end_ts": user.dnd_until or now}
    event = {"type": "dnd_updated_user", "user": user.id, "dnd_status": status, "event_ts": slack.stamp(workspace)}
    slack.publish(workspace, event)


def _told(slack: Slack, workspace: Workspace, user: User) -> dict[str, Any]:
    shape = user_shape(user, workspace, slack.clock.now(), locale=True)
    return {"user": shape, "event_ts": slack.stamp(workspace)}


def _show(slack: Slack, workspace: Workspace, user: User) -> None:
    slack.hub.tell(workspace.id, "person_changed", person=person_row(user, workspace, slack.clock.now()))


def _show_presence(slack: Slack, workspace: Workspace, user: User) -> None:
    dnd = user.dnd_until > slack.clock.now()
    slack.hub.tell(workspace.id, "presence", user=user.id, presence=user.presence, dnd=dnd)
