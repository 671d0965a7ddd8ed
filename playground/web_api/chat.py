"""chat.*: what an app says, corrects and takes back."""

from __future__ import annotations

from playground.deeds import messages as deeds
from playground.deeds.channels import open_direct
from playground.refusal import Refusal
from playground.shapes.message import message_shape, permalink
from playground.text.mentions import belongs
from playground.values import JSON
from playground.web_api import draft
from playground.web_api.call import Call
from playground.web_api.method import Method
from playground.wire.limits import Tier
from playground.workspace.channel import Channel
from playground.workspace.message import Message


def post_message(call: Call) -> JSON:
    channel = destination(call)
    fields = draft.content(call)
    message = draft.message_of(call, channel.id, {**fields, **thread(call, channel)})
    deeds.post(call.slack, call.workspace, message)
    return {"channel": channel.id, "ts": message.ts, "message": told(call, message)}


def me_message(call: Call) -> JSON:
    channel = destination(call)
    message = draft.message_of(call, channel.id, {"text": call.text("text"), "subtype": "me_message"})
    deeds.post(call.slack, call.workspace, message)
    return {"channel": channel.id, "ts": message.ts}


def post_ephemeral(call: Call) -> JSON:
    channel = destination(call)
    reader = call.text("user")
    if reader not in call.workspace.users:
        raise Refusal("user_not_in_channel")
    if not channel.has(reader):
        raise Refusal("user_not_in_channel")
    fields = draft.content(call)
    fields.pop("metadata")
    message = draft.message_of(call, channel.id, {**fields, **thread(call, channel), "only_for": reader})
    message.broadcast = False
    deeds.whisper(call.slack, call.workspace, message)
    return {"message_ts": message.ts}


def update(call: Call) -> JSON:
    channel, message = _own(call, "cant_update_message")
    if message.subtype == "tombstone":
        raise Refusal("cant_update_message")
    _refuse_archived(channel)
    deeds.change(call.slack, call.workspace, message, call.user, **_changes(call, message))
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": told(call, message)}


def _changes(call: Call, message: Message) -> JSON:
    """What is not mentioned stays; an empty list takes away."""
    fields = draft.content(call, draft.LONGEST_UPDATE) if _says_something(call) else {"text": call.text("text")}
    changes: JSON = {}
    if call.has("text") or call.has("markdown_text"):
        changes["text"] = fields["text"]
    own_blocks = any(block.get("type") != "rich_text" for block in message.blocks)
    if call.args.get("blocks") is not None or call.has("markdown_text") or (call.has("text") and not own_blocks):
        changes["blocks"] = fields.get("blocks", [])
    if call.args.get("attachments") is not None:
        changes["attachments"] = fields.get("attachments", [])
    if call.args.get("metadata") is not None:
        changes["metadata"] = draft.metadata_in(call)
    if not changes:
        raise Refusal("no_text")
    return changes


def _says_something(call: Call) -> bool:
    given = (call.structure(name, f"invalid_{name}_format") for name in ("blocks", "attachments"))
    return call.has("text") or call.has("markdown_text") or any(given)


def delete(call: Call) -> JSON:
    channel, message = _own(call, "cant_delete_message")
    deeds.delete(call.slack, call.workspace, message)
    return {"channel": channel.id, "ts": message.ts}


def get_permalink(call: Call) -> JSON:
    channel = call.channel()
    message = channel.get(call.text("message_ts"))
    return {"channel": channel.id, "permalink": permalink(call.workspace, message)}


def unfurl(call: Call) -> JSON:
    if call.has("unfurl_id"):
        place, _, ts = call.text("unfurl_id").partition(".")
        call.args |= {"channel": place, "ts": ts}
    channel = call.channel(error="cannot_find_channel")
    message = channel.get(call.text("ts"), "cannot_find_message")
    unfurls = call.structure("unfurls", "cannot_parse_attachment")
    if not unfurls:
        if call.flag("user_auth_required") or call.has("user_auth_message") or call.has("user_auth_url"):
            return {}
        raise Refusal("missing_unfurls")
    if not isinstance(unfurls, dict):
        raise Refusal("invalid_unfurls_format")
    shown = [_preview(call, url, unfurled) for url, unfurled in unfurls.items()]
    kept = [each for each in message.attachments if each.get("app_unfurl_url") not in unfurls]
    deeds.change(call.slack, call.workspace, message, None, attachments=kept + shown)
    return {}


def _preview(call: Call, url: str, unfurled: JSON) -> JSON:
    if not isinstance(unfurled, dict):
        raise Refusal("cannot_parse_attachment")
    if not belongs(url, call.app.unfurl_domains):
        raise Refusal("cannot_unfurl_url")
    preview = draft.attachment_of(call, unfurled, 1)
    marks = {"from_url": url, "app_unfurl_url": url, "is_app_unfurl": True, "app_id": call.app.id}
    return {**preview, **marks, "bot_id": call.token.bot_id}


def destination(call: Call) -> Channel:
    """Where the message goes: a conversation by id or name, or a person, whom it reaches directly."""
    ref = call.text("channel")
    workspace = call.workspace
    if ref in workspace.users and ref != call.user:
        return _direct(call, ref)
    channel = workspace.channels.get(ref) or workspace.named_channel(ref.removeprefix("#"))
    if channel is None or not channel.visible_to(call.user):
        raise Refusal("channel_not_found")
    _refuse_archived(channel)
    may_anywhere = channel.kind == "public" and "chat:write.public" in call.token.scopes
    if not channel.has(call.user) and not may_anywhere:
        raise Refusal("not_in_channel")
    if channel.kind == "im":
        _refuse_closed_tab(call)
    return channel


def _direct(call: Call, user: str) -> Channel:
    if call.workspace.users[user].is_bot:
        raise Refusal("cannot_dm_bot")
    if call.workspace.users[user].deleted:
        raise Refusal("channel_not_found")
    channel = open_direct(call.slack, call.workspace, [user], call.user)
    _refuse_closed_tab(call)
    return channel


def _refuse_closed_tab(call: Call) -> None:
    if call.token.is_bot and not call.app.messages_tab:
        raise Refusal("messages_tab_disabled")


def _refuse_archived(channel: Channel) -> None:
    if channel.is_archived:
        raise Refusal("is_archived")


def thread(call: Call, channel: Channel) -> JSON:
    """A reply to a reply belongs to the thread's parent."""
    ts = call.text("thread_ts")
    if not ts:
        return {}
    parent = channel.find(ts)
    if parent is None:
        raise Refusal("cannot_reply_to_message")
    return {"thread_ts": parent.thread_ts or parent.ts, "broadcast": call.flag("reply_broadcast")}


def told(call: Call, message: Message) -> JSON:
    return message_shape(message, call.workspace)


def _own(call: Call, error: str) -> tuple[Channel, Message]:
    channel = call.channel()
    message = channel.get(call.text("ts"))
    mine = message.bot_id == call.token.bot_id if call.token.is_bot else message.user == call.user
    if not mine:
        raise Refusal(error)
    return channel, message


WRITE = ("chat:write",)
METHODS = (
    Method("chat.postMessage", post_message, WRITE, Tier.SPECIAL, ("channel",)),
    Method("chat.meMessage", me_message, WRITE, Tier.THREE, ("channel", "text")),
    Method("chat.postEphemeral", post_ephemeral, WRITE, Tier.FOUR, ("channel", "user")),
    Method("chat.update", update, WRITE, Tier.THREE, ("channel", "ts")),
    Method("chat.delete", delete, WRITE, Tier.THREE, ("channel", "ts")),
    Method("chat.getPermalink", get_permalink, (), Tier.SPECIAL, ("channel", "message_ts")),
    Method("chat.unfurl", unfurl, ("links:write",), Tier.THREE),
)
