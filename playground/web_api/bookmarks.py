"""bookmarks.*: what stands at the head of a channel."""

from __future__ import annotations

from playground.deeds.channels import show
from playground.refusal import Refusal
from playground.shapes.channel import bookmark_shape
from playground.values import JSON
from playground.web_api.call import Call
from playground.web_api.method import Method
from playground.wire.limits import Tier
from playground.workspace.channel import Bookmark, Channel


def add(call: Call) -> JSON:
    channel = _channel(call)
    if len(channel.bookmarks) >= 100:
        raise Refusal("too_many_bookmarks")
    if call.text("type") == "link" and not call.has("link"):
        raise Refusal("invalid_link")
    bookmark = Bookmark(
        call.workspace.ids.new("Bk"), call.text("title"), call.text("type"), call.text("link"), call.text("emoji"),
        call.now, 0, call.user, app_id=call.app.id,
    )  # fmt: skip
    channel.bookmarks.append(bookmark)
    _show(call, channel)
    return {"bookmark": bookmark_shape(bookmark, channel)}


def edit(call: Call) -> JSON:
    channel = _channel(call)
    bookmark = channel.bookmark(call.text("bookmark_id"))
    for name in ("title", "link", "emoji"):
        if name in call.args:
            setattr(bookmark, name, call.text(name))
    bookmark.updated, bookmark.by = call.now, call.user
    _show(call, channel)
    return {"bookmark": bookmark_shape(bookmark, channel)}


def remove(call: Call) -> JSON:
    channel = _channel(call)
    channel.bookmarks.remove(channel.bookmark(call.text("bookmark_id")))
    _show(call, channel)
    return {}


def listing(call: Call) -> JSON:
    channel = _channel(call)
    return {"bookmarks": [bookmark_shape(bookmark, channel) for bookmark in channel.bookmarks]}


def _channel(call: Call) -> Channel:
    channel = call.channel("channel_id")
    if not channel.has(call.user):
        raise Refusal("not_in_channel")
    return channel


def _show(call: Call, channel: Channel) -> None:
    shapes = [bookmark_shape(bookmark, channel) for bookmark in channel.bookmarks]
    people = None if channel.kind == "public" else channel.members
    call.slack.hub.tell(call.workspace.id, "bookmarks_changed", people, channel=channel.id, bookmarks=shapes)
    show(call.slack, call.workspace, channel)


METHODS = (
    Method("bookmarks.add", add, ("bookmarks:write",), Tier.TWO, ("channel_id", "title", "type")),
    Method("bookmarks.edit", edit, ("bookmarks:write",), Tier.TWO, ("channel_id", "bookmark_id")),
    Method("bookmarks.remove", remove, ("bookmarks:write",), Tier.TWO, ("channel_id", "bookmark_id")),
    Method("bookmarks.list", listing, ("bookmarks:read",), Tier.THREE, ("channel_id",)),
)
