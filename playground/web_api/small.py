"""The small families: do not disturb, emoji, reminders, the assistant's thread, search."""

from __future__ import annotations

import re

from playground.deeds import people
from playground.refusal import Refusal
from playground.shapes.message import message_shape, permalink
from playground.values import JSON
from playground.web_api.call import Call
from playground.web_api.method import Method
from playground.wire.limits import Tier
from playground.workspace.schedule import Reminder
from playground.workspace.user import User


def dnd_info(call: Call) -> JSON:
    user = call.workspace.users.get(call.text("user") or call.user)
    if user is None:
        raise Refusal("user_not_found")
    return _dnd(call, user)


def dnd_team_info(call: Call) -> JSON:
    wanted = [call.workspace.users[id] for id in call.listing("users") if id in call.workspace.users]
    return {"users": {user.id: _dnd(call, user) for user in wanted}}


def set_snooze(call: Call) -> JSON:
    minutes = call.number("num_minutes", 0)
    if minutes < 1:
        raise Refusal("invalid_arguments")
    user = call.workspace.users[call.user]
    people.snooze(call.slack, call.workspace, user, minutes)
    return {"snooze_enabled": True, "snooze_endtime": user.dnd_until, "snooze_remaining": minutes * 60}


def end_snooze(call: Call) -> JSON:
    people.snooze(call.slack, call.workspace, call.workspace.users[call.user], 0)
    return {"dnd_enabled": False, "next_dnd_start_ts": 1, "next_dnd_end_ts": 1, "snooze_enabled": False}


def _dnd(call: Call, user: User) -> JSON:
    snoozed = user.dnd_until > call.now
    return {
        "dnd_enabled": snoozed,
        "next_dnd_start_ts": call.now if snoozed else 1,
        "next_dnd_end_ts": user.dnd_until if snoozed else 1,
    }


def emoji_list(call: Call) -> JSON:
    return {"emoji": dict(call.workspace.emoji), "cache_ts": str(call.now)}


def add_reminder(call: Call) -> JSON:
    time = call.number("time", 0)
    if time <= call.now:
        raise Refusal("cannot_add_past" if call.has("time") else "cannot_parse")
    id = call.workspace.ids.new("Rm")
    reminder = Reminder(id, call.user, call.text("user") or call.user, call.text("text"), time)
    call.workspace.reminders[id] = reminder
    return {"reminder": _reminder(reminder)}


def list_reminders(call: Call) -> JSON:
    mine = [each for each in call.workspace.reminders.values() if call.user in (each.user, each.creator)]
    return {"reminders": [_reminder(each) for each in mine]}


def complete_reminder(call: Call) -> JSON:
    reminder = call.workspace.reminders.get(call.text("reminder"))
    if reminder is None:
        raise Refusal("not_found")
    reminder.complete_ts = call.now
    return {}


def delete_reminder(call: Call) -> JSON:
    if call.workspace.reminders.pop(call.text("reminder"), None) is None:
        raise Refusal("not_found")
    return {}


def _reminder(reminder: Reminder) -> JSON:
    return {
        "id": reminder.id, "creator": reminder.creator, "user": reminder.user, "text": reminder.text,
        "recurring": False, "time": reminder.time, "complete_ts": reminder.complete_ts,
    }  # fmt: skip


def set_status(call: Call) -> JSON:
    channel = call.member_channel("channel_id")
    status = call.text("status")
    call.slack.hub.tell(
        call.workspace.id, "thread_status", channel.members if channel.is_direct else None,
        channel=channel.id, thread_ts=call.text("thread_ts"), status=status,
    )  # fmt: skip
    return {}


def set_title(call: Call) -> JSON:
    call.member_channel("channel_id")
    return {}


def search_messages(call: Call) -> JSON:
    words = re.findall(r"\w+", call.text("query").lower())
    matches = [
        {"channel": {"id": channel.id, "name": channel.name}, **message_shape(message, call.workspace),
         "permalink": permalink(call.workspace, message)}
        for channel in call.workspace.channels.values()
        if channel.visible_to(call.user)
        for message in reversed(channel.messages())
        if words and all(word in message.text.lower() for word in words)
    ]  # fmt: skip
    count = max(1, call.number("count", 20))
    number = max(1, call.number("page", 1))
    part = matches[(number - 1) * count : number * count]
    paging = {"count": count, "total": len(matches), "page": number, "pages": -(-len(matches) // count)}
    return {"query": call.text("query"), "messages": {"total": len(matches), "paging": paging, "matches": part}}


METHODS = (
    Method("dnd.info", dnd_info, ("dnd:read",), Tier.THREE),
    Method("dnd.teamInfo", dnd_team_info, ("dnd:read",), Tier.TWO),
    Method("dnd.setSnooze", set_snooze, ("dnd:write",), Tier.TWO, ("num_minutes",), ("user",)),
    Method("dnd.endSnooze", end_snooze, ("dnd:write",), Tier.TWO, tokens=("user",)),
    Method("dnd.endDnd", end_snooze, ("dnd:write",), Tier.TWO, tokens=("user",)),
    Method("emoji.list", emoji_list, ("emoji:read",), Tier.TWO),
    Method("reminders.add", add_reminder, ("reminders:write",), Tier.TWO, ("text", "time"), ("user",)),
    Method("reminders.list", list_reminders, ("reminders:read",), Tier.TWO, tokens=("user",)),
    Method("reminders.complete", complete_reminder, ("reminders:write",), Tier.TWO, ("reminder",), ("user",)),
    Method("reminders.delete", delete_reminder, ("reminders:write",), Tier.TWO, ("reminder",), ("user",)),
    Method(
        "assistant.threads.setStatus",
        set_status,
        ("assistant:write", "chat:write"),
        Tier.SPECIAL,
        ("channel_id", "thread_ts"),
    ),
    Method(
        "assistant.threads.setTitle", set_title, ("assistant:write",), Tier.TWO, ("channel_id", "thread_ts", "title")
    ),
    Method(
        "assistant.threads.setSuggestedPrompts", set_title, ("assistant:write",), Tier.TWO, ("channel_id", "prompts")
    ),
    Method("search.messages", search_messages, ("search:read",), Tier.TWO, ("query",), ("user",)),
)
