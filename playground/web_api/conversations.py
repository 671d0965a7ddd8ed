"""conversations.*: finding, making and changing places."""

from __future__ import annotations

from playground.deeds import channels as deeds
from playground.deeds import membership
from playground.refusal import Refusal
from playground.shapes.channel import channel_shape, listed_shape
from playground.values import JSON
from playground.web_api.call import Call, invalid
from playground.web_api.method import Method
from playground.web_api.paging import page
from playground.wire.limits import Tier
from playground.wire.subscriptions import READS
from playground.workspace.channel import Channel

KINDS = {"public_channel": "public", "private_channel": "private", "im": "im", "mpim": "mpim"}


def listing(call: Call) -> JSON:
    kinds = wanted_kinds(call)
    found = [channel for channel in call.workspace.channels.values() if _listed(call, channel, kinds)]
    part, metadata = page(call, found)
    shapes = [listed_shape(each, call.workspace, call.user, "last_read", members=not each.is_direct) for each in part]
    return {"channels": shapes, "response_metadata": metadata}


def wanted_kinds(call: Call) -> set[str]:
    names = call.listing("types") or ["public_channel"]
    if any(name not in KINDS for name in names):
        raise Refusal("invalid_types")
    kinds = {KINDS[name] for name in names}
    lacking = [READS[kind] for kind in sorted(kinds) if READS[kind] not in call.token.scopes]
    if lacking:
        raise Refusal("missing_scope", needed=",".join(lacking), provided=",".join(call.token.scopes))
    return kinds


def _listed(call: Call, channel: Channel, kinds: set[str]) -> bool:
    if channel.kind not in kinds or not channel.visible_to(call.user):
        return False
    return not (channel.is_archived and call.flag("exclude_archived"))


def info(call: Call) -> JSON:
    channel = call.readable()
    shape = channel_shape(channel, call.workspace, call.user, members=call.flag("include_num_members"))
    if call.flag("include_locale"):
        shape["locale"] = "en-US"
    return {"channel": shape}


def members(call: Call) -> JSON:
    channel = call.readable()
    part, metadata = page(call, channel.members)
    return {"members": list(part), "response_metadata": metadata}


def create(call: Call) -> JSON:
    private = call.flag("is_private")
    call.need_scope("groups:write" if private else "channels:manage", "groups:write" if private else "channels:write")
    channel = deeds.create(call.slack, call.workspace, call.text("name"), call.user, private=private)
    return {"channel": _shape(call, channel)}


def open_(call: Call) -> JSON:
    """By channel, or by the people in it."""
    if call.has("channel"):
        channel = call.channel()
        known = call.user in channel.open_for
    else:
        channel, known = _opened(call)
    call.need_scope("im:write" if channel.kind == "im" else "mpim:write")
    if call.user not in channel.open_for:
        channel.open_for.append(call.user)
    shape: JSON = {"id": channel.id}
    if call.flag("return_im"):
        shape = listed_shape(channel, call.workspace, call.user, "is_user_deleted")
    return {"channel": shape, **({"no_op": True, "already_open": True} if known else {})}


def _opened(call: Call) -> tuple[Channel, bool]:
    people = [each for each in call.listing("users") if each != call.user]
    if not people:
        raise Refusal("users_list_not_supplied" if not call.has("users") else "not_enough_users")
    if len(people) > 8:
        raise Refusal("too_many_users")
    unknown = [each for each in people if each not in call.workspace.users]
    if unknown:
        raise Refusal("user_not_found")
    if any(call.workspace.users[each].deleted for each in people):
        raise Refusal("user_disabled")
    call.need_scope("im:write" if len(people) == 1 else "mpim:write")
    known = call.workspace.direct([call.user, *people])
    was_open = known is not None and call.user in known.open_for
    return deeds.open_direct(call.slack, call.workspace, people, call.user), was_open


def close(call: Call) -> JSON:
    channel = call.channel()
    if not channel.is_direct:
        raise Refusal("method_not_supported_for_channel_type")
    if call.user not in channel.open_for:
        return {"no_op": True, "already_closed": True}
    channel.open_for.remove(call.user)
    return {}


def join(call: Call) -> JSON:
    call.need_scope("channels:join", "channels:write")
    channel = call.channel()
    if channel.kind != "public":
        raise Refusal("method_not_supported_for_channel_type")
    if channel.is_archived:
        raise Refusal("is_archived")
    if membership.join(call.slack, call.workspace, channel, call.user):
        return {"channel": _shape(call, channel)}
    said = {"warnings": ["already_in_channel"]}
    return {"channel": _shape(call, channel), "warning": "already_in_channel", "response_metadata": said}


def leave(call: Call) -> JSON:
    channel = call.channel()
    _manage(call, channel)
    if channel.is_direct:
        raise Refusal("method_not_supported_for_channel_type")
    if channel.is_general:
        raise Refusal("cant_leave_general")
    if not channel.has(call.user):
        return {"not_in_channel": True}
    membership.leave(call.slack, call.workspace, channel, call.user)
    return {}


def invite(call: Call) -> JSON:
    channel = call.channel()
    _manage(call, channel, "channels:write.invites", "groups:write.invites", "channels:manage", "groups:write")
    if channel.is_archived:
        raise Refusal("is_archived")
    if not channel.has(call.user):
        raise Refusal("not_in_channel")
    people = call.listing("users")
    if not people:
        raise Refusal("no_user")
    problems = [problem for user in people if (problem := _problem(call, channel, user))]
    if problems and (len(problems) == len(people) or not call.flag("force")):
        raise Refusal(problems[0]["error"], errors=problems)
    for user in people:
        if user in call.workspace.users:
            membership.join(call.slack, call.workspace, channel, user, call.user)
    return {"channel": _shape(call, channel)}


def _problem(call: Call, channel: Channel, user: str) -> JSON | None:
    person = call.workspace.users.get(user)
    error = "cant_invite_self" if user == call.user else ""
    error = error or ("user_not_found" if person is None or person.deleted else "")
    error = error or ("already_in_channel" if channel.has(user) else "")
    return {"user": user, "ok": False, "error": error} if error else None


def kick(call: Call) -> JSON:
    channel = call.member_channel()
    _manage(call, channel)
    user = call.text("user")
    if user == call.user:
        raise Refusal("cant_kick_self")
    if channel.is_general:
        raise Refusal("cant_kick_from_general")
    if user not in call.workspace.users:
        raise Refusal("user_not_found")
    if not channel.has(user):
        raise Refusal("not_in_channel")
    membership.leave(call.slack, call.workspace, channel, user, call.user)
    return {"errors": {}}


def rename(call: Call) -> JSON:
    channel = call.member_channel()
    _manage(call, channel)
    _refuse_archived(channel)
    deeds.rename(call.slack, call.workspace, channel, call.text("name"), call.user)
    return {"channel": _shape(call, channel)}


def set_topic(call: Call) -> JSON:
    return _describe(call, "topic")


def set_purpose(call: Call) -> JSON:
    return {**_describe(call, "purpose"), "purpose": call.text("purpose")}


def _describe(call: Call, what: str) -> JSON:
    channel = call.member_channel()
    wide = {"public": "channels", "private": "groups"}.get(channel.kind, channel.kind)
    call.need_scope(f"{wide}:write.topic", f"{wide}:manage" if wide == "channels" else f"{wide}:write", f"{wide}:write")
    _refuse_archived(channel)
    if what not in call.args:
        raise invalid(f"missing required field: {what}")
    deeds.describe(call.slack, call.workspace, channel, what, call.text(what), call.user)
    return {"channel": _shape(call, channel)}


def archive(call: Call) -> JSON:
    channel = call.channel()
    _manage(call, channel)
    if channel.is_direct:
        raise Refusal("method_not_supported_for_channel_type")
    deeds.archive(call.slack, call.workspace, channel, call.user)
    return {}


def unarchive(call: Call) -> JSON:
    channel = call.channel()
    _manage(call, channel)
    deeds.unarchive(call.slack, call.workspace, channel, call.user)
    return {}


def mark(call: Call) -> JSON:
    channel = call.member_channel()
    channel.last_read[call.user] = call.text("ts")
    return {}


def _manage(call: Call, channel: Channel, *also: str) -> None:
    wide = {"public": ("channels:manage", "channels:write"), "private": ("groups:write",)}
    call.need_scope(*wide.get(channel.kind, (f"{channel.kind}:write",)), *also)


def _refuse_archived(channel: Channel) -> None:
    if channel.is_archived:
        raise Refusal("is_archived")


def _shape(call: Call, channel: Channel) -> JSON:
    return channel_shape(channel, call.workspace, call.user)


ANY_READ = tuple(READS.values())
METHODS = (
    Method("conversations.list", listing, ANY_READ, Tier.TWO),
    Method("conversations.info", info, ANY_READ, Tier.THREE, ("channel",)),
    Method("conversations.members", members, ANY_READ, Tier.FOUR, ("channel",)),
    Method("conversations.create", create, (), Tier.TWO, ("name",)),
    Method("conversations.open", open_, (), Tier.THREE),
    Method("conversations.close", close, ("im:write", "mpim:write"), Tier.TWO, ("channel",)),
    Method("conversations.join", join, (), Tier.THREE, ("channel",)),
    Method("conversations.leave", leave, (), Tier.THREE, ("channel",)),
    Method("conversations.invite", invite, (), Tier.THREE, ("channel", "users")),
    Method("conversations.kick", kick, (), Tier.THREE, ("channel", "user")),
    Method("conversations.rename", rename, (), Tier.TWO, ("channel", "name")),
    Method("conversations.setTopic", set_topic, (), Tier.TWO, ("channel",)),
    Method("conversations.setPurpose", set_purpose, (), Tier.TWO, ("channel",)),
    Method("conversations.archive", archive, (), Tier.TWO, ("channel",)),
    Method("conversations.unarchive", unarchive, (), Tier.TWO, ("channel",)),
    Method("conversations.mark", mark, (), Tier.THREE, ("channel", "ts")),
)
