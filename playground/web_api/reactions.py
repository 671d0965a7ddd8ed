"""reactions.* and pins.*"""

from __future__ import annotations

from playground.deeds import reactions as deeds
from playground.refusal import Refusal
from playground.shapes.message import message_shape, permalink
from playground.text.emoji import is_emoji
from playground.values import JSON
from playground.web_api.call import Call
from playground.web_api.method import Method
from playground.web_api.paging import page
from playground.wire.limits import Tier
from playground.workspace.channel import Channel
from playground.workspace.message import Message


def add(call: Call) -> JSON:
    deeds.react(call.slack, call.workspace, _target(call), call.user, _name(call))
    return {}


def remove(call: Call) -> JSON:
    deeds.unreact(call.slack, call.workspace, _target(call), call.user, _name(call))
    return {}


def get(call: Call) -> JSON:
    message = _target(call)
    shape = {**message_shape(message, call.workspace), "permalink": permalink(call.workspace, message)}
    return {"type": "message", "channel": message.channel, "message": shape}


def listing(call: Call) -> JSON:
    whose = call.text("user") or call.user
    found = [
        message
        for channel in call.workspace.channels.values()
        if channel.has(call.user)
        for message in channel.messages()
        if any(whose in users for users in message.reactions.values())
    ]
    part, metadata = page(call, found[::-1])
    items = [_item(call, message) for message in part]
    return {"items": items, "response_metadata": metadata}


def _item(call: Call, message: Message) -> JSON:
    return {"type": "message", "channel": message.channel, "message": message_shape(message, call.workspace)}


def add_pin(call: Call) -> JSON:
    channel = _place(call)
    deeds.pin(call.slack, call.workspace, channel, call.text("timestamp"), call.user)
    return {}


def remove_pin(call: Call) -> JSON:
    channel = _place(call)
    deeds.unpin(call.slack, call.workspace, channel, call.text("timestamp"), call.user)
    return {}


def list_pins(call: Call) -> JSON:
    channel = call.member_channel()
    return {"items": [_pinned(call, channel, pin.ts, pin.at, pin.by) for pin in channel.pins]}


def _pinned(call: Call, channel: Channel, ts: str, at: int, by: str) -> JSON:
    message = channel.get(ts)
    shape = {**message_shape(message, call.workspace), "permalink": permalink(call.workspace, message)}
    return {"type": "message", "channel": channel.id, "created": at, "created_by": by, "message": shape}


def _place(call: Call) -> Channel:
    channel = call.member_channel()
    if not call.has("timestamp"):
        raise Refusal("no_item_specified")
    return channel


def _target(call: Call) -> Message:
    if not call.has("timestamp") or not call.has("channel"):
        raise Refusal("no_item_specified")
    channel = call.channel()
    if not channel.has(call.user) and call.method != "reactions.get":
        raise Refusal("not_in_channel")
    if channel.is_archived and call.method != "reactions.get":
        raise Refusal("is_archived")
    return channel.get(call.text("timestamp"))


def _name(call: Call) -> str:
    name = call.text("name").strip(":")
    if not is_emoji(name, call.workspace.emoji):
        raise Refusal("invalid_name")
    return name


METHODS = (
    Method("reactions.add", add, ("reactions:write",), Tier.THREE, ("name",)),
    Method("reactions.remove", remove, ("reactions:write",), Tier.TWO, ("name",)),
    Method("reactions.get", get, ("reactions:read",), Tier.THREE),
    Method("reactions.list", listing, ("reactions:read",), Tier.TWO),
    Method("pins.add", add_pin, ("pins:write",), Tier.TWO, ("channel",)),
    Method("pins.remove", remove_pin, ("pins:write",), Tier.TWO, ("channel",)),
    Method("pins.list", list_pins, ("pins:read",), Tier.TWO, ("channel",)),
)
