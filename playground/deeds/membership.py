"""People and bots join and leave."""

from __future__ import annotations

from playground.deeds.audience import count_anew
from playground.deeds.channels import show
from playground.deeds.messages import announce
from playground.payloads import events
from playground.refusal import Refusal
from playground.slack import Slack
from playground.workspace.channel import Channel
from playground.workspace.workspace import Workspace


def join(slack: Slack, workspace: Workspace, channel: Channel, user: str, inviter: str | None = None) -> bool:
    """`False` when that person was there already."""
    if channel.has(user):
        return False
    channel.members.append(user)
    channel.last_read.setdefault(user, channel.latest() or "0")
    show(slack, workspace, channel)
    slack.hub.tell(
        workspace.id, "joined", None if channel.kind == "public" else channel.members, channel=channel.id, user=user
    )
    text = f"<@{user}> has joined the channel"
    announce(slack, workspace, channel, user, "channel_join", text, **({"inviter": inviter} if inviter else {}))
    event = events.membership("member_joined_channel", user, channel, workspace, slack.stamp(workspace), inviter)
    slack.publish(workspace, event, channel)
    return True


def leave(slack: Slack, workspace: Workspace, channel: Channel, user: str, by: str | None = None) -> None:
    """Of one's own will, or sent away by somebody."""
    if not channel.has(user):
        raise Refusal("not_in_channel")
    text = f"<@{user}> has left the channel" if by is None else f"<@{user}> was removed from the channel"
    announce(slack, workspace, channel, user, "channel_leave", text)
    event = events.membership("member_left_channel", user, channel, workspace, slack.stamp(workspace))
    slack.publish(workspace, event, channel)
    _tell_bot(slack, workspace, channel, user, by)
    people = list(channel.members)
    channel.members.remove(user)
    slack.hub.tell(workspace.id, "left", None if channel.kind == "public" else people, channel=channel.id, user=user)
    show(slack, workspace, channel)
    count_anew(slack, workspace, [user])
    if channel.kind != "public":
        slack.hub.tell(workspace.id, "channel_closed", [user], channel=channel.id)


def _tell_bot(slack: Slack, workspace: Workspace, channel: Channel, user: str, by: str | None) -> None:
    """A bot that leaves is told of its own leaving."""
    app_id = workspace.users[user].app_id
    if app_id is None or app_id not in slack.registry.apps:
        return
    kind = "channel_left" if channel.kind == "public" else "group_left"
    event = {"type": kind, "channel": channel.id, "actor_id": by or user, "event_ts": slack.stamp(workspace)}
    slack.publish(workspace, event, channel, only=slack.registry.apps[app_id])
