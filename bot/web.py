"""The HTTP side: events and clicks from Slack, installation, programs and calendars, health, metrics."""

import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial

import sqlalchemy as sa
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.internals import parse_body
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.api import Api
from bot.app import Bot
from bot.delivery.backlog import backlog
from bot.slack import client_of
from bot.surprises import Surprises
from store.database import Database

LARGEST = 2 * 1024 * 1024
Ready = Callable[[], Awaitable[bool]]


@dataclass(frozen=True)
class Health:
    """`connected` says whether Slack can reach us; over HTTP it always can."""

    database: Database
    bot: Bot
    connected: Ready

    async def live(self, request: Request) -> Response:
        return PlainTextResponse("alive\n")

    async def ready(self, request: Request) -> Response:
        parts = {"database": await self.bot.door(_answers, self.database), "slack": await self.connected()}
        return JSONResponse(parts, 200 if all(parts.values()) else 503)

    async def metrics(self, request: Request) -> Response:
        """Without the database, which readiness tells, the rest is shown all the same."""
        with contextlib.suppress(sa.exc.SQLAlchemyError):
            self.bot.metrics.still(await self.bot.door(backlog, self.database))
        return Response(self.bot.metrics.page(), media_type="text/plain; version=0.0.4; charset=utf-8")

    def routes(self) -> list[Route]:
        return [
            Route("/healthz", self.live),
            Route("/readyz", self.ready),
            Route("/metrics", self.metrics),
        ]


def health_only(app: AsyncApp, health: Health) -> Starlette:
    """For Socket Mode, where Slack needs no door of ours; programs and calendars do."""
    return Starlette(routes=[*Api(health.bot, partial(client_of, app)).routes(), *health.routes()])


def web(app: AsyncApp, health: Health) -> Starlette:
    door = _SlackDoor(AsyncSlackRequestHandler(app), Surprises(health.bot.metrics, health.bot.outages))
    routes = [
        Route("/slack/events", door.events, methods=["POST"]),
        Route("/slack/install", door.install, methods=["GET"]),
        Route("/slack/oauth_redirect", door.install, methods=["GET"]),
    ]
    return Starlette(routes=[*routes, *Api(health.bot, partial(client_of, app)).routes(), *health.routes()])


@dataclass(frozen=True)
class _SlackDoor:
    handler: AsyncSlackRequestHandler
    surprises: Surprises

    async def events(self, request: Request) -> Response:
        """What cannot be Slack's is refused; what is, is never answered with a 5xx."""
        body = await _body(request)
        if body is None:
            return PlainTextResponse("too large\n", 413)
        if not _readable(body, request.headers.get("content-type", "")):
            return PlainTextResponse("this is no request of Slack's\n", 400)
        try:
            return await self.handler.handle(request)
        except Exception as error:  # noqa: BLE001  a shape that Bolt itself did not expect: repeating it would not help
            self.surprises.note(error)
            return Response(status_code=200)

    async def install(self, request: Request) -> Response:
        return await self.handler.handle(request)


async def _body(request: Request) -> bytes | None:
    declared = request.headers.get("content-length", "0")
    if not declared.isdigit() or int(declared) > LARGEST:
        return None
    body = await request.body()  # kept by the request, which the handler reads again
    return body if len(body) <= LARGEST else None


def _readable(body: bytes, kind: str) -> bool:
    """Bolt reads the body before it looks at the signature, and expects an object."""
    try:
        parsed = parse_body(body.decode("utf-8"), kind)
    except (ValueError, TypeError, RecursionError):
        return False
    return isinstance(parsed, dict)


def _answers(database: Database) -> bool:
    try:
        with database.read() as connection:
            return bool(connection.execute(sa.text("select 1")).scalar())
    except sa.exc.SQLAlchemyError:
        return False
