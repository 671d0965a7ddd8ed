"""What a person does with channels."""

from __future__ import annotations

from playground.control.ask import Ask
from playground.deeds import channels, membership
from playground.deeds.audience import count_anew
from playground.live.rows import channel_row
from playground.refusal import Refusal
from playground.values import JSON
from playground.workspace.channel import Channel


def create(ask: Ask) -> JSON:
    made = channels.create(
        ask.slack, ask.workspace, ask.text("name").removeprefix("#"), ask.me.id, private=ask.flag("is_private")
    )
    for person in ask.people():
        membership.join(ask.slack, ask.workspace, made, person, ask.me.id)
    return _told(ask, made)


def open_direct(ask: Ask) -> JSON:
    people = ask.people()
    if not people:
        raise Refusal("missing_argument", "Say whom to talk to: 'people'.")
    return _told(ask, channels.open_direct(ask.slack, ask.workspace, people, ask.me.id))


def rename(ask: Ask) -> JSON:
    channel = ask.own_channel()
    channels.rename(ask.slack, ask.workspace, channel, ask.text("value").removeprefix("#"), ask.me.id)
    return _told(ask, channel)


def topic(ask: Ask) -> JSON:
    return _describe(ask, "topic")


def purpose(ask: Ask) -> JSON:
    return _describe(ask, "purpose")


def _describe(ask: Ask, what: str) -> JSON:
    channel = ask.own_channel()
    channels.describe(ask.slack, ask.workspace, channel, what, ask.text("value"), ask.me.id)
    return _told(ask, channel)


def archive(ask: Ask) -> JSON:
    channel = ask.own_channel()
    channels.archive(ask.slack, ask.workspace, channel, ask.me.id)
    return _told(ask, channel)


def unarchive(ask: Ask) -> JSON:
    channel = ask.channel()
    channels.unarchive(ask.slack, ask.workspace, channel, ask.me.id)
    return _told(ask, channel)


def join(ask: Ask) -> JSON:
    channel = ask.channel()
    if channel.kind != "public":
        raise Refusal("method_not_supported_for_channel_type", "One is invited to a private channel.")
    if channel.is_archived:
        raise Refusal("is_archived", f"#{channel.name} is archived.")
    membership.join(ask.slack, ask.workspace, channel, ask.me.id)
    return _told(ask, channel)


def leave(ask: Ask) -> JSON:
    channel = ask.own_channel()
    if channel.is_general:
        raise Refusal("cant_leave_general", "Nobody leaves the general channel.")
    membership.leave(ask.slack, ask.workspace, channel, ask.me.id)
    return {}


def invite(ask: Ask) -> JSON:
    channel = ask.own_channel()
    for person in ask.people():
        membership.join(ask.slack, ask.workspace, channel, person, ask.me.id)
    return _told(ask, channel)


def kick(ask: Ask) -> JSON:
    channel = ask.own_channel()
    for person in ask.people():
        membership.leave(ask.slack, ask.workspace, channel, person, ask.me.id)
    return _told(ask, channel)


def read(ask: Ask) -> JSON:
    """Read up to here, or all."""
    channel = ask.own_channel()
    mark_read(ask, channel, ask.text("ts") or channel.latest() or "0")
    row = channel_row(channel, ask.me.id)
    return {key: row[key] for key in ("last_read", "unread", "mentions")}


def mark_read(ask: Ask, channel: Channel, ts: str) -> None:
    channel.last_read[ask.me.id] = ts
    row = channel_row(channel, ask.me.id)
    told = {key: row[key] for key in ("last_read", "unread", "mentions")}
    ask.slack.hub.tell(ask.workspace.id, "read", [ask.me.id], channel=channel.id, **told)
    count_anew(ask.slack, ask.workspace, [ask.me.id])


def _told(ask: Ask, channel: Channel) -> JSON:
    return {"channel": channel_row(channel, ask.me.id)}


DEEDS = {
    "channel": create,
    "open-dm": open_direct,
    "rename": rename,
    "topic": topic,
    "purpose": purpose,
    "archive": archive,
    "unarchive": unarchive,
    "join": join,
    "leave": leave,
    "invite": invite,
    "kick": kick,
    "read": read,
}
