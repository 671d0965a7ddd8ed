"""chat.scheduleMessage and its kin: said later, by the playground's clock."""

from __future__ import annotations

from playground.deeds import messages as deeds
from playground.refusal import Refusal
from playground.shapes.message import message_shape
from playground.slack import Slack
from playground.values import JSON
from playground.web_api import draft
from playground.web_api.call import Call
from playground.web_api.chat import WRITE, destination, thread
from playground.web_api.method import Method
from playground.web_api.paging import page
from playground.wire.limits import Tier
from playground.workspace.message import Message
from playground.workspace.schedule import Scheduled
from playground.workspace.workspace import Workspace

FARTHEST = 120 * 24 * 3600


def schedule(call: Call) -> JSON:
    at = call.number("post_at", 0)
    if at <= call.slack.clock.now():
        raise Refusal("time_in_past")
    if at > call.slack.clock.now() + FARTHEST:
        raise Refusal("time_too_far")
    channel = destination(call)
    message = draft.message_of(call, channel.id, {**draft.content(call), **thread(call, channel)})
    waiting = Scheduled(call.workspace.ids.new("Q"), channel.id, at, call.now, call.token.value, _fields(message))
    call.workspace.scheduled[waiting.id] = waiting
    arm(call.slack, call.workspace, waiting)
    shape = {key: value for key, value in message_shape(message, call.workspace).items() if key != "ts"}
    return {"channel": channel.id, "scheduled_message_id": waiting.id, "post_at": str(at), "message": shape}


def arm(slack: Slack, workspace: Workspace, waiting: Scheduled) -> None:
    slack.clock.after(waiting.post_at - slack.clock.now(), lambda: _say(slack, workspace, waiting.id))


def listing(call: Call) -> JSON:
    mine = [each for each in call.workspace.scheduled.values() if each.token == call.token.value]
    if call.has("channel"):
        mine = [each for each in mine if each.channel == call.channel("channel", "invalid_channel").id]
    if call.has("oldest"):
        mine = [each for each in mine if each.post_at >= call.number("oldest", 0)]
    if call.has("latest"):
        mine = [each for each in mine if each.post_at <= call.number("latest", 0)]
    part, metadata = page(call, sorted(mine, key=lambda each: each.post_at))
    return {"scheduled_messages": [_shape(each) for each in part], "response_metadata": metadata}


def cancel(call: Call) -> JSON:
    waiting = call.workspace.scheduled.get(call.text("scheduled_message_id"))
    if waiting is None or waiting.channel != call.text("channel") or waiting.token != call.token.value:
        raise Refusal("invalid_scheduled_message_id")
    del call.workspace.scheduled[waiting.id]
    return {}


def _say(slack: Slack, workspace: Workspace, id: str) -> None:
    """Due now, unless taken back; not said into a channel that is closed by then."""
    waiting = workspace.scheduled.pop(id, None)
    channel = workspace.channels.get(waiting.channel) if waiting else None
    if waiting is None or channel is None or channel.is_archived:
        return
    deeds.post(slack, workspace, Message(ts=slack.stamp(workspace), **waiting.draft))


def _fields(message: Message) -> JSON:
    kept = (
        "channel", "text", "user", "thread_ts", "subtype", "blocks", "attachments", "metadata", "bot_id", "app_id",
        "username", "icons", "broadcast",
    )  # fmt: skip
    return {name: getattr(message, name) for name in kept}


def _shape(waiting: Scheduled) -> JSON:
    return {
        "id": waiting.id,
        "channel_id": waiting.channel,
        "post_at": waiting.post_at,
        "date_created": waiting.created,
        "text": waiting.draft["text"],
    }


METHODS = (
    Method("chat.scheduleMessage", schedule, WRITE, Tier.THREE, ("channel", "post_at")),
    Method("chat.scheduledMessages.list", listing, (), Tier.THREE),
    Method("chat.deleteScheduledMessage", cancel, WRITE, Tier.THREE, ("channel", "scheduled_message_id")),
)
