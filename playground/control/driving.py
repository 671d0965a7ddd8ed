"""Time, limits, faults and connections: the levers of a test."""

from __future__ import annotations

import asyncio

from playground.control.ask import Ask
from playground.control.looking import settings
from playground.live.hub import Happening
from playground.live.match import contains
from playground.refusal import Refusal
from playground.values import JSON

LATEST = 4_102_444_800


async def clock(ask: Ask) -> JSON:
    time = ask.slack.clock
    if "running" in ask.args:
        time.start() if ask.flag("running") else time.stop()
    moment = ask.number("now", time.now()) + ask.number("advance", 0)
    if not 0 <= moment < LATEST:
        raise Refusal("invalid_argument", "The clock shows a time between 1970 and 2100.")
    if ask.has("now") or ask.has("advance"):
        time.set(moment)
    for _ in range(3):
        await asyncio.sleep(0)  # what came due begins before we answer
    _tell(ask)
    return {"clock": settings(ask)["clock"]}


def limits(ask: Ask) -> JSON:
    ask.slack.limits.on = ask.flag("on")
    ask.slack.limits.clear()
    _tell(ask)
    return {"limits": ask.slack.limits.on}


def faults(ask: Ask) -> JSON:
    active = ask.slack.faults
    if ask.flag("clear"):
        active.clear()
    if ask.has("remove"):
        active.remove(ask.text("remove"))
    for raw in ask.listing("add"):
        if not isinstance(raw, dict):
            raise Refusal("invalid_fault", 'A fault is an object: {"on": …, "do": …}.')
        active.add(raw)
    _tell(ask)
    return {"faults": [fault.shape() for fault in active.active]}


def connection(ask: Ask) -> JSON:
    sockets, app = ask.slack.sockets, ask.app().id
    deeds = {"refresh": sockets.refresh, "drop": sockets.drop, "warn": sockets.warn, "disable": sockets.disable}
    what = ask.needed("do")
    if what not in deeds:
        raise Refusal("invalid_argument", f"{what!r} is none of {', '.join(deeds)}.")
    deeds[what](app)
    return {"connections": sockets.count(app)}


async def wait(ask: Ask) -> JSON:
    """Until something fitting happened."""
    viewer = ask.me.id if ask.has("as") else None
    match, team = ask.args.get("match") or {}, ask.workspace.id
    if not isinstance(match, dict):
        raise Refusal("invalid_argument", "'match' is an object: what a happening must hold.")

    def fits(happening: Happening) -> bool:
        alike = match.get("type") in (None, happening.body["type"])
        return alike and happening.reaches(team, viewer) and contains(happening.seen_by(viewer), match)

    count = int(ask.number("count", 1))
    after = int(ask.number("after", ask.slack.hub.seq))
    found = await ask.slack.hub.wait(fits, after, count, ask.number("timeout", 5))
    events = [happening.seen_by(viewer) for happening in found]
    if len(found) < count:
        words = f"{len(found)} of {count} happened."
        raise Refusal("timeout", words, seq=ask.slack.hub.seq, events=events)
    return {"events": events}


async def settle(ask: Ask) -> JSON:
    """Until nothing is on its way any more."""
    slack = ask.slack
    try:
        async with asyncio.timeout(ask.number("timeout", 5)):
            while slack.calls_under_way or slack.dispatcher.unsettled():
                waiting = [delivery.settled.wait() for delivery in slack.dispatcher.unsettled()]
                if waiting:
                    await asyncio.gather(*waiting)
                await asyncio.sleep(0.002)
    except TimeoutError:
        names = ", ".join(delivery.name for delivery in slack.dispatcher.unsettled())
        raise Refusal("timeout", f"Still on its way: {names or 'a Web API call'}.") from None
    return {}


def _tell(ask: Ask) -> None:
    ask.slack.hub.tell(ask.workspace.id, "settings_changed", settings=settings(ask))


DEEDS = {
    "clock": clock,
    "limits": limits,
    "faults": faults,
    "connection": connection,
    "wait": wait,
    "settle": settle,
}
