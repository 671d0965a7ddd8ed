"""Messages come, change and go; apps and people are told."""

from __future__ import annotations

from typing import Any

from playground.deeds.audience import audience, count_anew
from playground.payloads import events
from playground.shapes.message import message_shape
from playground.slack import Slack
from playground.text.mentions import belongs, domain, links, mentions
from playground.values import JSON
from playground.workspace.channel import Channel
from playground.workspace.message import Message
from playground.workspace.workspace import Workspace

SPOKEN = (None, "thread_broadcast", "bot_message", "me_message")
"""What somebody said, not what Slack itself notes down."""


def post(slack: Slack, workspace: Workspace, message: Message) -> Message:
    channel = workspace.channels[message.channel]
    if message.broadcast and not message.subtype:
        message.subtype = "thread_broadcast"
    channel.add(message)
    if message.user and message.in_channel:
        channel.last_read[message.user] = message.ts
    if channel.is_direct:
        channel.open_for = list(channel.members)
    _show(slack, workspace, channel, message)
    slack.publish(workspace, events.posted(message, channel, workspace), channel)
    _tell_mentioned(slack, workspace, channel, message)
    _tell_linked(slack, workspace, channel, message)
    if message.metadata:
        slack.publish(workspace, events.metadata_posted(message, channel, workspace, message.ts), channel)
    return message


def announce(
    slack: Slack, workspace: Workspace, channel: Channel, user: str, subtype: str, text: str, **extra: Any
) -> Message:
    """What Slack itself writes into a channel: somebody joined, the topic changed."""
    ts = slack.stamp(workspace)
    return post(slack, workspace, Message(channel.id, ts, text, user=user, subtype=subtype, extra=extra))


def whisper(slack: Slack, workspace: Workspace, message: Message) -> bool:
    """Only for one person, and only when that person is there to see it."""
    reader = message.only_for or ""
    if workspace.users[reader].presence != "active":
        return False
    channel = workspace.channels[message.channel]
    channel.ephemeral[message.ts] = message
    slack.hub.tell(workspace.id, "message", [reader], channel=channel.id, message=message_shape(message, workspace))
    return True


def change(slack: Slack, workspace: Workspace, message: Message, by: str | None, **new: Any) -> Message:
    """`by` is who edited it; nobody, when Slack only adds to it, as with an unfurled link."""
    channel = workspace.channels[message.channel]
    previous = message_shape(message, workspace)
    for name, value in new.items():
        setattr(message, name, value)
    ts = slack.stamp(workspace)
    if by is not None:
        message.edited_by, message.edited_ts = by, f"{ts.partition('.')[0]}.000000"
    if message.is_ephemeral:
        _show_change(slack, workspace, channel, message, previous, [message.only_for or ""])
        return message
    _show_change(slack, workspace, channel, message, previous, audience(channel))
    slack.publish(workspace, events.changed(message, previous, channel, workspace, ts), channel)
    return message


def delete(slack: Slack, workspace: Workspace, message: Message) -> None:
    """A parent with replies leaves a tombstone."""
    channel = workspace.channels[message.channel]
    if message.is_ephemeral:
        dismiss(slack, workspace, message)
        return
    previous = message_shape(message, workspace)
    if message.replies:
        _bury(message)
        _show_change(slack, workspace, channel, message, previous, audience(channel))
    else:
        channel.remove(message.ts)
        _show_gone(slack, workspace, channel, message, previous)
    event = events.deleted(message.ts, previous, channel, slack.stamp(workspace))
    slack.publish(workspace, event, channel)


def dismiss(slack: Slack, workspace: Workspace, message: Message) -> None:
    channel = workspace.channels[message.channel]
    channel.ephemeral.pop(message.ts, None)
    slack.hub.tell(
        workspace.id, "message_deleted", [message.only_for or ""],
        channel=channel.id, ts=message.ts, thread_ts=message.thread_ts,
        previous=message_shape(message, workspace), is_ephemeral=True,
    )  # fmt: skip


def show_parent(slack: Slack, workspace: Workspace, channel: Channel, reply: Message) -> None:
    """The thread's count under its first message is another one now."""
    parent = channel.find(reply.thread_ts or "")
    if parent is not None and reply.is_reply:
        shape = message_shape(parent, workspace)
        slack.hub.tell(
            workspace.id, "message_changed", audience(channel),
            channel=channel.id, message=shape, previous=shape, hidden=True,
        )  # fmt: skip


def _bury(message: Message) -> None:
    message.subtype, message.text, message.user = "tombstone", "This message was deleted.", "USLACKBOT"
    message.blocks, message.attachments, message.files, message.metadata = [], [], [], None
    message.reactions, message.bot_id, message.app_id = {}, None, None
    message.extra = {"hidden": True}


def _show(slack: Slack, workspace: Workspace, channel: Channel, message: Message) -> None:
    shape = message_shape(message, workspace)
    slack.hub.tell(workspace.id, "message", audience(channel), channel=channel.id, message=shape)
    if message.in_channel:
        count_anew(slack, workspace, channel.members)
    show_parent(slack, workspace, channel, message)


def _show_change(
    slack: Slack, workspace: Workspace, channel: Channel, message: Message, previous: JSON, people: list[str] | None
) -> None:
    slack.hub.tell(
        workspace.id, "message_changed", people,
        channel=channel.id, message=message_shape(message, workspace), previous=previous,
    )  # fmt: skip


def _show_gone(slack: Slack, workspace: Workspace, channel: Channel, message: Message, previous: JSON) -> None:
    slack.hub.tell(
        workspace.id, "message_deleted", audience(channel),
        channel=channel.id, ts=message.ts, thread_ts=message.thread_ts, previous=previous,
    )  # fmt: skip
    count_anew(slack, workspace, channel.members)
    show_parent(slack, workspace, channel, message)


def _tell_mentioned(slack: Slack, workspace: Workspace, channel: Channel, message: Message) -> None:
    """A bot that is named and present hears `app_mention`; in a direct message it hears the message anyway."""
    if channel.is_direct or message.subtype not in SPOKEN:
        return
    for installed in slack.registry.installed_in(workspace.id):
        if channel.has(installed.bot_user) and mentions(message.text, installed.bot_user):
            event = events.mentioned(message, channel, workspace)
            slack.publish(workspace, event, channel, only=slack.registry.apps[installed.app_id])


def _tell_linked(slack: Slack, workspace: Workspace, channel: Channel, message: Message) -> None:
    urls = links(message.text) if message.user else []
    if not urls:
        return
    for installed in slack.registry.installed_in(workspace.id):
        app = slack.registry.apps[installed.app_id]
        known = [{"url": url, "domain": domain(url)} for url in urls if belongs(url, app.unfurl_domains)]
        if known and message.app_id != app.id:
            event = events.link_shared(
                message, known, channel,
                is_member=channel.has(installed.bot_user), unfurl_id=f"{message.channel}.{message.ts}",
            )  # fmt: skip
            slack.publish(workspace, event, channel, only=app)
