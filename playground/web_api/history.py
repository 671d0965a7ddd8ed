"""conversations.history and conversations.replies: what was said, page by page."""

from __future__ import annotations

import base64

from playground.refusal import Refusal
from playground.shapes.message import message_shape
from playground.values import JSON
from playground.web_api.call import Call
from playground.web_api.method import Method
from playground.wire.limits import Tier
from playground.wire.subscriptions import READS
from playground.workspace.channel import Channel
from playground.workspace.message import Message


def history(call: Call) -> JSON:
    channel = _open_to(call)
    found = [message for message in reversed(channel.top_level()) if _within(call, message.ts)]
    part, metadata, more = _page(call, found, newest_first=True)
    answer: JSON = {
        "messages": [_shape(call, message) for message in part],
        "has_more": more,
        "pin_count": len(channel.pins),
        "channel_actions_ts": None,
        "channel_actions_count": 0,
    }
    if call.has("latest"):
        answer["latest"] = call.text("latest")
    if call.has("oldest"):
        answer["oldest"] = call.text("oldest")
    return answer | metadata


def replies(call: Call) -> JSON:
    """The parent always comes first, whatever part of its thread is asked for."""
    channel = _open_to(call)
    target = channel.get(call.text("ts"), "thread_not_found")
    parent, *rest = channel.thread(target.thread_ts or target.ts) if not target.is_reply else [target]
    found = [message for message in rest if _within(call, message.ts)]
    part, metadata, more = _page(call, found, newest_first=False)
    shapes = [_shape(call, message) for message in (parent, *part)]
    return {"messages": shapes, "has_more": more} | metadata


def _open_to(call: Call) -> Channel:
    channel = call.readable(kind="history")
    if not channel.has(call.user) and (call.token.is_bot or channel.kind != "public"):
        raise Refusal("not_in_channel")
    return channel


def _within(call: Call, ts: str) -> bool:
    oldest, latest = _moment(call, "oldest", 0), _moment(call, "latest", float("inf"))
    at = float(ts)
    if call.flag("inclusive"):
        return oldest <= at <= latest
    return oldest < at < latest


def _moment(call: Call, name: str, otherwise: float) -> float:
    if not call.has(name):
        return otherwise
    try:
        return float(call.text(name))
    except ValueError:
        raise Refusal(f"invalid_ts_{name}") from None


def _page(call: Call, found: list[Message], *, newest_first: bool) -> tuple[list[Message], JSON, bool]:
    """The cursor holds the `ts` to go on from, so that new messages do not shift the pages."""
    limit = min(max(call.number("limit", 100 if newest_first else 1000), 1), 999 if newest_first else 1000)
    start = _start(call.text("cursor"))
    if start:
        found = [message for message in found if (message.ts <= start if newest_first else message.ts >= start)]
    part, rest = found[:limit], found[limit:]
    if not rest:
        return part, {}, False
    cursor = base64.b64encode(f"next_ts:{rest[0].ts.replace('.', '')}".encode()).decode()
    return part, {"response_metadata": {"next_cursor": cursor}}, True


def _start(cursor: str) -> str:
    if not cursor:
        return ""
    try:
        kind, _, digits = base64.b64decode(cursor.encode(), validate=True).decode().partition(":")
    except ValueError:
        raise Refusal("invalid_cursor") from None
    if kind != "next_ts" or not digits.isdigit():
        raise Refusal("invalid_cursor")
    return f"{digits[:-6]}.{digits[-6:]}"


def _shape(call: Call, message: Message) -> JSON:
    return message_shape(message, call.workspace, metadata=call.flag("include_all_metadata"))


ANY_HISTORY = tuple(scope.replace("read", "history") for scope in READS.values())
METHODS = (
    Method("conversations.history", history, ANY_HISTORY, Tier.THREE, ("channel",)),
    Method("conversations.replies", replies, ANY_HISTORY, Tier.THREE, ("channel", "ts")),
)
