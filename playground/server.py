"""The playground as one ASGI application."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket

from playground import hooks, page_files
from playground.control import endpoint as control
from playground.control import socket as live
from playground.deeds.apps import employ, show
from playground.refusal import Refusal
from playground.seed.worlds import Worlds
from playground.slack import Slack, build
from playground.web_api import endpoint as web_api

LOG = logging.getLogger("playground")
Handler = Callable[[Slack, Request], Awaitable[Response] | Response]


@dataclass(frozen=True, slots=True)
class Options:
    """How a server starts."""

    workspace: Path | None = None
    empty: bool = False
    limits: bool = True
    page: bool = True
    local: bool = True
    """Only names of this machine are answered: no foreign page reaches us under a name of its own."""
    credentials: tuple[tuple[str, str], ...] = ()

    @property
    def world(self) -> str:
        return "file" if self.workspace is not None else "empty" if self.empty else "seed"


def opened(origin: str, options: Options) -> Slack:
    """A Slack with its workspace and the apps that belong to it."""
    slack = build(origin, limits=options.limits)
    slack.local = options.local
    slack.worlds, slack.started_with = Worlds(options.workspace), options.world
    world = slack.worlds.get(options.world, slack.clock.now())
    workspace = world.thaw()
    slack.tour = world.tour
    slack.settle_in(workspace)
    for place, raw in enumerate(world.apps):
        # The first app is the one under test: its credentials may be fixed from outside.
        employ(slack, workspace, raw, dict(options.credentials) if place == 0 else {})
    slack.sockets.on_change = partial(_show_connection, slack)
    return slack


def _show_connection(slack: Slack, app_id: str, change: str) -> None:
    for workspace in slack.workspaces.values():
        slack.log.note(workspace.id, app_id, "from_app", "socket", change, "ok")
        show(slack, workspace, slack.registry.apps[app_id])
    if change == "opened":
        slack.dispatcher.connected(app_id)


def application(slack: Slack, *, page: bool = True) -> Starlette:
    return Starlette(
        routes=[*_control_routes(slack), *_slack_routes(slack), *_page_routes(slack, page=page), *_api_routes(slack)],
        lifespan=partial(_lifespan, slack),
        exception_handlers={Refusal: _refused, Exception: _surprise},
    )


def _control_routes(slack: Slack) -> list[BaseRoute]:
    return [
        _route(slack, "/_control/messages/{channel:path}", control.messages, "GET"),
        _route(slack, "/_control/view/{view}", control.view, "GET"),
        _route(slack, "/_control/{name}", control.look, "GET"),
        _route(slack, "/_control/{name}", control.do, "POST"),
        WebSocketRoute("/_page/live", _socket(slack, live.serve)),
    ]


def _slack_routes(slack: Slack) -> list[BaseRoute]:
    return [
        WebSocketRoute("/link/", _socket(slack, _serve_socket_mode)),
        _route(slack, "/upload/v1/{team}/{file}", hooks.receive_upload, "POST"),
        _route(slack, "/{kind:str}/{team:str}/{number:str}/{key:str}", hooks.respond, "POST"),
        _route(slack, "/files-pri/{file}/download/{name:path}", hooks.private_file, "GET"),
        _route(slack, "/files-pri/{file}/{name:path}", hooks.private_file, "GET"),
        _route(slack, "/files/{file}/{name:path}", hooks.page_file, "GET"),
        _route(slack, "/avatars/{user}", hooks.avatar, "GET"),
        _route(slack, "/oauth/v2/authorize", hooks.authorize, "GET"),
    ]


def _page_routes(slack: Slack, *, page: bool) -> list[BaseRoute]:
    if not page:
        return [_route(slack, "/", _no_page, "GET")]
    return [
        _route(slack, "/", _index, "GET"),
        _route(slack, "/archives/{channel}", _archive, "GET"),
        _route(slack, "/archives/{channel}/{message}", _archive, "GET"),
        Mount("/page", page_files.PageFiles()),
    ]


def _api_routes(slack: Slack) -> list[BaseRoute]:
    methods = ("GET", "POST")
    return [
        _route(slack, "/api/{method}", web_api.serve, *methods),
        _route(slack, "/api/", web_api.serve, *methods),
        _route(slack, "/{method}", web_api.serve, *methods),
    ]


class _Endpoint:
    """An ASGI endpoint of its own: it can hang up without an answer."""

    def __init__(self, slack: Slack, handler: Handler) -> None:
        self.slack, self.handler = slack, handler

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            answer = self.handler(self.slack, Request(scope, receive))
            response = answer if isinstance(answer, Response) else await answer
        except web_api.Cut:
            response = HangUp()
        await response(scope, receive, send)


class HangUp(Response):
    """No answer at all: the connection is cut."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        # ASGI has no word for this; behind `receive` stands uvicorn's request, which knows its transport.
        transport = getattr(getattr(receive, "__self__", None), "transport", None)
        if transport is None:
            await Response(status_code=502)(scope, receive, send)
            return
        transport.abort()
        while (await receive())["type"] != "http.disconnect":
            pass


def _route(slack: Slack, path: str, handler: Handler, *methods: str) -> Route:
    return Route(path, _Endpoint(slack, handler), methods=list(methods))


def _socket(
    slack: Slack, serve: Callable[[Slack, WebSocket], Awaitable[None]]
) -> Callable[[WebSocket], Awaitable[None]]:
    async def endpoint(socket: WebSocket) -> None:
        await serve(slack, socket)

    return endpoint


async def _serve_socket_mode(slack: Slack, socket: WebSocket) -> None:
    await slack.sockets.serve(socket)


def _index(_slack: Slack, _request: Request) -> Response:
    return page_files.index()


def _no_page(_slack: Slack, _request: Request) -> Response:
    return PlainTextResponse("The playground is running, without its page. The control API is under /_control/.\n")


def _archive(_slack: Slack, request: Request) -> Response:
    """A permalink leads into the page."""
    channel, message = request.path_params["channel"], request.path_params.get("message", "")
    digits = message.removeprefix("p")
    where = f"&ts={digits[:-6]}.{digits[-6:]}" if digits.isdigit() else ""
    return RedirectResponse(f"/?channel={channel}{where}")


async def _refused(_request: Request, refusal: Exception) -> Response:
    """At one of the doors beside the Web API: an upload, a file, a response URL."""
    told = refusal.answer() if isinstance(refusal, Refusal) else {}
    return JSONResponse(told, 404)


async def _surprise(_request: Request, error: Exception) -> Response:
    """Our own mistake: Slack's answer to the app, the stack trace to whoever runs the server."""
    LOG.error("internal error", exc_info=error)
    return JSONResponse({"ok": False, "error": "internal_error"}, 500)


@asynccontextmanager
async def _lifespan(slack: Slack, _app: Starlette) -> AsyncIterator[None]:
    yield
    slack.dispatcher.clear()
    await slack.http.close()
