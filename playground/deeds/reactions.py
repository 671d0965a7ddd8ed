"""Emoji under a message, and pins."""

from __future__ import annotations

from playground.deeds.audience import audience
from playground.payloads import events
from playground.refusal import Refusal
from playground.shapes.message import reactions_shape
from playground.slack import Slack
from playground.workspace.channel import Channel, Pin
from playground.workspace.message import Message
from playground.workspace.workspace import Workspace

MOST_EMOJI, MOST_BY_ONE = 50, 23


def react(slack: Slack, workspace: Workspace, message: Message, user: str, name: str) -> None:
    users = message.reactions.setdefault(name, [])
    if user in users:
        raise Refusal("already_reacted")
    if len(message.reactions) > MOST_EMOJI:
        del message.reactions[name]
        raise Refusal("too_many_emoji")
    if sum(user in others for others in message.reactions.values()) >= MOST_BY_ONE:
        raise Refusal("too_many_reactions")
    users.append(user)
    _tell(slack, workspace, "reaction_added", message, user, name)


def unreact(slack: Slack, workspace: Workspace, message: Message, user: str, name: str) -> None:
    if user not in message.reactions.get(name, []):
        raise Refusal("no_reaction")
    message.reactions[name].remove(user)
    if not message.reactions[name]:
        del message.reactions[name]
    _tell(slack, workspace, "reaction_removed", message, user, name)


def pin(slack: Slack, workspace: Workspace, channel: Channel, ts: str, user: str) -> None:
    channel.get(ts)
    if any(pinned.ts == ts for pinned in channel.pins):
        raise Refusal("already_pinned")
    if len(channel.pins) >= 100:
        raise Refusal("too_many_pins")
    pinned = Pin(ts, user, int(slack.clock.now()))
    channel.pins.insert(0, pinned)
    _tell_pin(slack, workspace, channel, "pin_added", pinned, user)


def unpin(slack: Slack, workspace: Workspace, channel: Channel, ts: str, user: str) -> None:
    pinned = next((pinned for pinned in channel.pins if pinned.ts == ts), None)
    if pinned is None:
        raise Refusal("no_pin")
    channel.pins.remove(pinned)
    _tell_pin(slack, workspace, channel, "pin_removed", pinned, user)


def _tell(slack: Slack, workspace: Workspace, kind: str, message: Message, user: str, name: str) -> None:
    channel = workspace.channels[message.channel]
    slack.hub.tell(
        workspace.id, kind, audience(channel),
        channel=channel.id, ts=message.ts, user=user, name=name, reactions=reactions_shape(message),
    )  # fmt: skip
    slack.publish(workspace, events.reaction(kind, user, name, message, slack.stamp(workspace)), channel)


def _tell_pin(slack: Slack, workspace: Workspace, channel: Channel, kind: str, pinned: Pin, user: str) -> None:
    pins = [each.ts for each in channel.pins]
    slack.hub.tell(workspace.id, "pins_changed", audience(channel), channel=channel.id, pins=pins)
    event = events.pin(kind, user, pinned, channel, workspace, slack.stamp(workspace))
    slack.publish(workspace, event, channel)
