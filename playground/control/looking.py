"""All a page needs to draw itself for one person."""

from __future__ import annotations

from playground.control.ask import Ask
from playground.deeds.views import stack_of
from playground.live.rows import app_row, channel_row, person_row
from playground.refusal import Refusal
from playground.shapes.message import message_shape
from playground.shapes.usergroup import usergroup_shape
from playground.shapes.view import view_shape
from playground.values import JSON
from playground.workspace.channel import Channel
from playground.workspace.message import Message

MOST = 1000


def state(ask: Ask) -> JSON:
    workspace, slack = ask.workspace, ask.slack
    me, now = ask.me.id, slack.clock.now()
    seen = [channel for channel in workspace.channels.values() if channel.visible_to(me)]
    groups = [group for group in workspace.usergroups.values() if not group.disabled_at]
    return {
        "now": now,
        "me": me,
        "team": {"id": workspace.id, "name": workspace.name, "domain": workspace.domain, "url": workspace.url},
        "workspaces": [{"id": each.id, "name": each.name} for each in slack.workspaces.values()],
        "squads": _squads(ask),
        "people": [person_row(user, workspace, now) for user in workspace.users.values()],
        "usergroups": [usergroup_shape(group, workspace) for group in groups],
        "channels": [channel_row(channel, me) for channel in seen],
        "apps": _apps(ask, me),
        "views": stack_of(workspace, me),
        "emoji": dict(workspace.emoji),
        "tour": slack.tour if workspace is slack.home() else {},
        "settings": settings(ask),
    }


def settings(ask: Ask) -> JSON:
    clock = ask.slack.clock
    return {
        "limits": ask.slack.limits.on,
        "log": True,
        "clock": {"now": clock.now(), "running": clock.running},
        "faults": [fault.shape() for fault in ask.slack.faults.active],
    }


def _squads(ask: Ask) -> list[JSON]:
    people = ask.workspace.people()
    return [
        {"id": squad.id, "name": squad.name, "people": [user.id for user in people if user.squad == squad.id]}
        for squad in ask.workspace.squads
    ]


def _apps(ask: Ask, me: str) -> list[JSON]:
    rows = []
    for app in ask.slack.registry.apps.values():
        home = ask.workspace.homes.get((app.id, me))
        rows.append({**app_row(app, ask.slack, ask.workspace), "home": view_shape(home) if home is not None else None})
    return rows


def messages(ask: Ask) -> JSON:
    channel = ask.channel()
    shown = _shown(ask, channel)
    if ask.has("before"):
        shown = [message for message in shown if message.ts < ask.text("before")]
    if ask.has("after"):
        shown = [message for message in shown if message.ts > ask.text("after")]
    limit = int(min(max(ask.number("limit", 50), 1), MOST))
    part = shown[:limit] if ask.has("after") else shown[-limit:]
    return {
        "channel": channel.id,
        "has_more": len(part) < len(shown),
        "messages": [message_shape(message, ask.workspace) for message in part],
    }


def _shown(ask: Ask, channel: Channel) -> list[Message]:
    """What this person sees there, oldest first."""
    private = [message for message in channel.ephemeral.values() if message.only_for == ask.me.id]
    if ask.has("thread_ts"):
        ts = ask.text("thread_ts")
        said = channel.thread(ts)
        private = [message for message in private if message.thread_ts == ts]
    else:
        said = channel.top_level()
        private = [message for message in private if not message.thread_ts]
    return sorted(said + private, key=lambda message: message.ts)


def view(ask: Ask) -> JSON:
    found = ask.workspace.view(ask.needed("view"))
    if found.user != ask.me.id:
        raise Refusal("not_found", f"That view is not in front of {ask.me.name}.")
    return {"view": view_shape(found)}


def search(ask: Ask) -> JSON:
    words = ask.text("query").lower().split()
    found = [
        message
        for channel in ask.workspace.channels.values()
        if channel.visible_to(ask.me.id)
        for message in channel.messages()
        if words and all(word in message.text.lower() for word in words)
    ]
    found.sort(key=lambda message: message.ts, reverse=True)
    part = found[: int(ask.number("limit", 20))]
    return {"matches": [{"channel": each.channel, "message": message_shape(each, ask.workspace)} for each in part]}


def log(ask: Ask) -> JSON:
    app = ask.app().id if ask.has("app") else None
    kind, after = ask.args.get("kind"), ask.number("after", 0)
    found = [
        entry
        for entry in ask.slack.log.entries
        if entry.team == ask.workspace.id
        and app in (None, entry.app)
        and kind in (None, "", entry.kind)
        and entry.seq > after
    ]
    return {"entries": [entry.shape() for entry in found[-int(ask.number("limit", 200)) :]]}


def faults(ask: Ask) -> JSON:
    return {"faults": [fault.shape() for fault in ask.slack.faults.active]}


LOOKS = {"state": state, "log": log, "search": search, "faults": faults}
