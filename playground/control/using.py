"""A person uses an app: commands, shortcuts, elements, modals, App Home."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

from playground.control.ask import Ask
from playground.deeds.channels import open_direct
from playground.interactions import actions, commands, modals, shortcuts
from playground.interactions.unanswered import Unanswered
from playground.live.rows import channel_row
from playground.payloads.events import home_opened
from playground.refusal import Refusal
from playground.shapes.view import view_shape
from playground.values import JSON
from playground.wire.delivery import Ack
from playground.wire.dispatcher import SENT

KINDS = {
    "block_actions": actions.act,
    "block_suggestion": actions.suggest,
    "view_submission": modals.submit,
    "view_closed": modals.close,
    "message_action": shortcuts.use,
    "shortcut": shortcuts.use,
}


async def command(ask: Ask) -> JSON:
    name = ask.needed("command")
    channel = ask.own_channel()
    run = commands.run(
        ask.slack, ask.workspace, ask.me, channel, name if name.startswith("/") else f"/{name}", ask.text("text"),
        in_thread=ask.has("thread_ts"),
    )  # fmt: skip
    return await outcome_of(ask, run)


async def shortcut(ask: Ask) -> JSON:
    return await outcome_of(ask, shortcuts.use(ask.slack, ask.workspace, ask.me, ask.args))


async def interact(ask: Ask) -> JSON:
    kind = ask.needed("kind")
    if kind not in KINDS:
        raise Refusal("invalid_kind", f"{kind!r} is none of {', '.join(KINDS)}.")
    args = dict(ask.args)
    if ask.has("channel"):
        args["channel"] = ask.channel().id
    return await outcome_of(ask, KINDS[kind](ask.slack, ask.workspace, ask.me, args))


async def open_home(ask: Ask) -> JSON:
    app = ask.app()
    installed = ask.slack.registry.installation(app.id, ask.workspace.id)
    if installed is None:
        raise Refusal("not_installed", f"{app.name} is not installed here.")
    tab = ask.text("tab") or ("home" if app.home_tab else "messages")
    channel = open_direct(ask.slack, ask.workspace, [installed.bot_user], ask.me.id)
    view = ask.workspace.homes.get((app.id, ask.me.id))
    event = home_opened(ask.me.id, channel, tab, view, ask.slack.stamp(ask.workspace))
    ask.slack.publish(ask.workspace, event, only=app)
    return {
        "channel": channel_row(channel, ask.me.id),
        "view": view_shape(view) if view is not None else None,
    }


async def acknowledge(ask: Ask) -> JSON:
    """What the app said to a delivery that somebody carried to it by hand."""
    status = int(ask.number("status", 200))
    good = 200 <= status < 300
    ack = Ack("acknowledged" if good else "refused", ask.args.get("body"), status, "" if good else "http_error", good)
    delivery = ask.slack.by_hand.acknowledge(ask.needed("delivery"), ack)
    waiting = ask.slack.unanswered.pop(delivery.id, None)
    if waiting is None:
        await delivery.settled.wait()
        return {"outcome": "acknowledged" if good else "failed"}
    return await _standing(ask, waiting)


def deliveries(ask: Ask) -> JSON:
    app = ask.app().id if ask.has("app") else None
    return {"deliveries": [each.shape(payload=True) for each in ask.slack.by_hand.waiting(app)]}


async def outcome_of(ask: Ask, run: Coroutine[Any, Any, JSON]) -> JSON:
    sent = SENT.get()
    return await _standing(ask, Unanswered(asyncio.ensure_future(run), [] if sent is None else sent))


async def _standing(ask: Ask, doing: Unanswered) -> JSON:
    """The outcome; or, with an app that is dispatched by hand, that its answer is awaited."""
    while not doing.task.done():
        noticed = ask.slack.by_hand.watch()
        delivery = doing.delivery()
        if delivery is not None:
            ask.slack.unanswered[delivery.id] = doing
            return {"outcome": "pending"}
        await doing.until(noticed)
    return doing.task.result()


DEEDS = {
    "command": command,
    "shortcut": shortcut,
    "interact": interact,
    "open-home": open_home,
    "ack": acknowledge,
}
