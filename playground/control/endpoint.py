"""The door of the control API: JSON in, JSON out, and what went to the apps because of it."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from playground.control import apps, driving, history, looking, people, places, talk, using, world
from playground.control.ask import Ask
from playground.refusal import Refusal
from playground.slack import Slack
from playground.values import JSON, read_json
from playground.web_api.arguments import whole_body
from playground.wire.delivery import Delivery
from playground.wire.dispatcher import SENT

Deed = Callable[[Ask], JSON | Awaitable[JSON]]
DEEDS: dict[str, Any] = {
    name: deed
    for family in (apps, driving, history, people, places, talk, using, world)
    for name, deed in family.DEEDS.items()
}
LOOKS: dict[str, Any] = {**looking.LOOKS, "app": apps.look, "deliveries": using.deliveries, "export": world.export}
LOCAL = ("127.0.0.1", "localhost", "::1")
STATUS = {"foreign_host": 403, "timeout": 408, "unknown_request": 404, "not_json": 415, "request_too_large": 413}


async def do(slack: Slack, request: Request) -> Response:
    name = request.path_params["name"]
    return await _answered(slack, request, lambda: _do(slack, name, request))


async def look(slack: Slack, request: Request) -> Response:
    name = request.path_params["name"]
    return await _answered(slack, request, lambda: _look(slack, name, dict(request.query_params)))


async def messages(slack: Slack, request: Request) -> Response:
    args = {**request.query_params, "channel": request.path_params["channel"]}
    return await _answered(slack, request, lambda: _run(looking.messages, slack, args))


async def view(slack: Slack, request: Request) -> Response:
    args = {**request.query_params, "view": request.path_params["view"]}
    return await _answered(slack, request, lambda: _run(looking.view, slack, args))


def is_ours(slack: Slack, host: str | None) -> bool:
    return not slack.local or host in LOCAL


async def _answered(slack: Slack, request: Request, work: Callable[[], Awaitable[JSON]]) -> Response:
    try:
        if not is_ours(slack, request.url.hostname):
            raise Refusal("foreign_host", f"{request.url.hostname} is no name of this machine.")
        answer = await work()
    except Refusal as refusal:
        status = STATUS.get(refusal.error, 400)
        told = {**refusal.answer(), "detail": refusal.detail or refusal.error.replace("_", " "), "seq": slack.hub.seq}
        return JSONResponse(told, status)
    return JSONResponse({"ok": True, "seq": slack.hub.seq, **answer})


async def _look(slack: Slack, name: str, args: JSON) -> JSON:
    if name not in LOOKS:
        raise Refusal("unknown_request", f"There is no GET /_control/{name}.")
    return await _run(LOOKS[name], slack, args)


async def _do(slack: Slack, name: str, request: Request) -> JSON:
    if name not in DEEDS:
        raise Refusal("unknown_request", f"There is no POST /_control/{name}.")
    args = await _arguments(request, name)
    sent: list[Delivery] = []
    mark = SENT.set(sent)
    try:
        answer = await _run(DEEDS[name], slack, args)
        if args.get("wait") in (True, "true"):
            await _settled(sent)
    finally:
        SENT.reset(mark)
    return {**answer, "deliveries": [each.shape(payload=each.app.transport == "hand") for each in sent]}


async def _settled(sent: list[Delivery]) -> None:
    await asyncio.gather(*(each.settled.wait() for each in sent if each.app.transport != "hand"))


async def _run(deed: Deed, slack: Slack, args: JSON) -> JSON:
    team = args.get("team")
    ask = Ask(slack, slack.workspace(str(team) if team else None), args)
    answer = deed(ask)
    return await answer if inspect.isawaitable(answer) else answer


async def _arguments(request: Request, name: str) -> JSON:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/zip" and name == "import":
        return {**request.query_params, "zip": await whole_body(request)}
    if kind != "application/json":
        raise Refusal("not_json", "A POST here needs Content-Type: application/json.")
    try:
        args = read_json(await whole_body(request) or b"{}")
    except ValueError:
        raise Refusal("invalid_json", "That is no JSON.") from None
    if not isinstance(args, dict):
        raise Refusal("json_not_object", "A JSON object is needed.")
    return args
