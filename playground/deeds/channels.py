"""Conversations are opened, named, described, archived."""

from __future__ import annotations

import re

from playground.deeds.audience import audience
from playground.deeds.messages import announce
from playground.live.rows import channel_row
from playground.payloads import events
from playground.refusal import Refusal
from playground.shapes.channel import event_shape
from playground.slack import Slack
from playground.workspace.channel import Channel, Saying
from playground.workspace.workspace import Workspace

NAME = re.compile(r"^[\w\-]+$")
LONGEST_NAME, LONGEST_SAYING = 80, 250


def create(slack: Slack, workspace: Workspace, name: str, by: str, *, private: bool = False) -> Channel:
    checked_name(workspace, name)
    kind = "private" if private else "public"
    channel = Channel(workspace.ids.new("C"), name, kind, by, int(slack.clock.now()), members=[by])
    workspace.channels[channel.id] = channel
    _tell(slack, workspace, channel, "channel_created")
    if not private:
        event = {
            "type": "channel_created",
            "channel": event_shape(channel, workspace),
            "event_ts": slack.stamp(workspace),
        }
        slack.publish(workspace, event, channel)
    return channel


def checked_name(workspace: Workspace, name: str) -> None:
    if not name:
        raise Refusal("invalid_name_required", "A channel needs a name.")
    if len(name) > LONGEST_NAME:
        raise Refusal("invalid_name_maxlength", f"A channel's name has at most {LONGEST_NAME} characters.")
    if not re.search(r"\w", name.replace("_", "")):
        raise Refusal("invalid_name_punctuation", "A channel's name needs a letter or a digit.")
    if not NAME.match(name) or name != name.lower():
        raise Refusal(
            "invalid_name_specials", "A channel's name has lower-case letters, digits, hyphens and underscores only."
        )
    if workspace.named_channel(name) is not None:
        raise Refusal("name_taken", f"There is already a #{name}.")


def rename(slack: Slack, workspace: Workspace, channel: Channel, name: str, by: str) -> None:
    checked_name(workspace, name)
    old, channel.name = channel.name, name
    channel.previous_names.insert(0, old)
    _touch(slack, channel)
    _tell(slack, workspace, channel, "channel_changed")
    text = f'has renamed the channel from "{old}" to "{name}"'
    announce(slack, workspace, channel, by, "channel_name", text, old_name=old, name=name)
    told = {"id": channel.id, "name": name, "name_normalized": name, "created": channel.created}
    told |= {"is_channel": channel.kind == "public", "is_mpim": False}
    kind = "channel_rename" if channel.kind == "public" else "group_rename"
    slack.publish(workspace, {"type": kind, "channel": told, "event_ts": slack.stamp(workspace)}, channel)


def describe(slack: Slack, workspace: Workspace, channel: Channel, what: str, value: str, by: str) -> None:
    """`what` is `topic` or `purpose`."""
    if len(value) > LONGEST_SAYING:
        raise Refusal("too_long", f"At most {LONGEST_SAYING} characters.")
    setattr(channel, what, Saying(value, by, int(slack.clock.now())))
    _touch(slack, channel)
    _tell(slack, workspace, channel, "channel_changed")
    word = "topic" if what == "topic" else "description"
    text = f"set the channel {word}: {value}" if value else f"cleared the channel {word}"
    announce(slack, workspace, channel, by, f"channel_{what}", text, **{what: value})


def archive(slack: Slack, workspace: Workspace, channel: Channel, by: str) -> None:
    if channel.is_archived:
        raise Refusal("already_archived")
    if channel.is_general:
        raise Refusal("cant_archive_general")
    announce(slack, workspace, channel, by, "channel_archive", "archived the channel")
    channel.is_archived = True
    _touch(slack, channel)
    _tell(slack, workspace, channel, "channel_changed")
    kind = "channel_archive" if channel.kind == "public" else "group_archive"
    slack.publish(workspace, events.about_channel(kind, channel, by, slack.stamp(workspace)), channel)


def unarchive(slack: Slack, workspace: Workspace, channel: Channel, by: str) -> None:
    if not channel.is_archived:
        raise Refusal("not_archived")
    channel.is_archived = False
    _touch(slack, channel)
    _tell(slack, workspace, channel, "channel_changed")
    announce(slack, workspace, channel, by, "channel_unarchive", "un-archived the channel")
    kind = "channel_unarchive" if channel.kind == "public" else "group_unarchive"
    slack.publish(workspace, events.about_channel(kind, channel, by, slack.stamp(workspace)), channel)


def open_direct(slack: Slack, workspace: Workspace, people: list[str], by: str) -> Channel:
    """The direct message between these people, made when there is none."""
    members = list(dict.fromkeys((by, *people)))
    channel = workspace.direct(members)
    if channel is None:
        channel = _new_direct(slack, workspace, members, by)
    for member in (by,) if channel.kind == "im" else channel.members:
        if member not in channel.open_for:
            channel.open_for.append(member)
    return channel


def show(slack: Slack, workspace: Workspace, channel: Channel) -> None:
    """The channel is another one than a moment ago, for everybody who sees it."""
    _tell(slack, workspace, channel, "channel_changed")


def _new_direct(slack: Slack, workspace: Workspace, members: list[str], by: str) -> Channel:
    kind = "im" if len(members) < 3 else "mpim"
    names = "--".join(sorted(workspace.users[member].name for member in members))
    name = f"mpdm-{names}-1" if kind == "mpim" else ""
    id = workspace.ids.new("D" if kind == "im" else "G")
    channel = Channel(id, name, kind, by, int(slack.clock.now()), members=members)
    workspace.channels[channel.id] = channel
    _tell(slack, workspace, channel, "channel_created")
    return channel


def _touch(slack: Slack, channel: Channel) -> None:
    channel.updated = int(slack.clock.now())


def _tell(slack: Slack, workspace: Workspace, channel: Channel, kind: str) -> None:
    slack.hub.tell(workspace.id, kind, audience(channel), channel=lambda viewer: channel_row(channel, viewer))
