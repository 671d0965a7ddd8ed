"""The HTTP side: events and clicks from Slack, installation, programs and calendars, health, metrics."""

import contextlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

import sqlalchemy as sa
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.internals import parse_body
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Message

from bot.api import Api
from bot.app import Bot
from bot.body import body_of
from bot.delivery.backlog import backlog
from bot.door import Door
from bot.metrics import Metrics
from bot.slack import client_of
from bot.surprises import Surprises
from store.database import Database

LARGEST = 2 * 1024 * 1024
Ready = Callable[[], Awaitable[bool]]


@dataclass(frozen=True)
class Health:
    """`parts` are what must be well besides the database, such as the way Slack reaches us."""

    database: Database
    door: Door
    metrics: Metrics
    parts: Mapping[str, Ready] = field(default_factory=dict)

    @classmethod
    def of(cls, bot: Bot, connected: Ready) -> "Health":
        """Of a bot: `connected` says whether Slack can reach us; over HTTP it always can."""
        return cls(bot.teams.database, bot.door, bot.metrics, {"slack": connected})

    async def live(self, request: Request) -> Response:
        return PlainTextResponse("alive\n")

    async def ready(self, request: Request) -> Response:
        parts = {"database": await self.door(_answers, self.database)}
        parts |= {name: await ready() for name, ready in self.parts.items()}
        return JSONResponse(parts, 200 if all(parts.values()) else 503)

    async def page(self, request: Request) -> Response:
        """Without the database, which readiness tells, the rest is shown all the same."""
        with contextlib.suppress(sa.exc.SQLAlchemyError):
            self.metrics.still(await self.door(backlog, self.database))
        return Response(self.metrics.page(), media_type="text/plain; version=0.0.4; charset=utf-8")

    def routes(self) -> list[Route]:
        return [
            Route("/healthz", self.live),
            Route("/readyz", self.ready),
            Route("/metrics", self.page),
        ]


def health_only(health: Health) -> Starlette:
    """For a worker, which nobody asks for anything else."""
    return Starlette(routes=health.routes())


def without_slack(app: AsyncApp, bot: Bot, health: Health) -> Starlette:
    """For Socket Mode, where Slack needs no door of ours; programs and calendars do."""
    return Starlette(routes=[*Api(bot, partial(client_of, app)).routes(), *health.routes()])


def web(app: AsyncApp, bot: Bot, health: Health) -> Starlette:
    door = _SlackDoor(AsyncSlackRequestHandler(app), Surprises(bot.metrics, bot.outages))
    routes = [
        Route("/slack/events", door.events, methods=["POST"]),
        Route("/slack/install", door.install, methods=["GET"]),
        Route("/slack/oauth_redirect", door.install, methods=["GET"]),
    ]
    return Starlette(routes=[*routes, *Api(bot, partial(client_of, app)).routes(), *health.routes()])


@dataclass(frozen=True)
class _SlackDoor:
    handler: AsyncSlackRequestHandler
    surprises: Surprises

    async def events(self, request: Request) -> Response:
        """What cannot be Slack's is refused; what is, is never answered with a 5xx."""
        body = await body_of(request, LARGEST)
        if body is None:
            return PlainTextResponse("too large\n", 413)
        if not _readable(body, request.headers.get("content-type", "")):
            return PlainTextResponse("this is no request of Slack's\n", 400)
        try:
            return await self.handler.handle(_again(request, body))
        except Exception as error:  # noqa: BLE001  a shape that Bolt itself did not expect: repeating it would not help
            self.surprises.note(error)
            return Response(status_code=200)

    async def install(self, request: Request) -> Response:
        return await self.handler.handle(request)


def _again(request: Request, body: bytes) -> Request:
    """Bolt reads for itself what was read already."""

    async def receive() -> Message:
        return {"type": "http.request", "body": body}

    return Request(request.scope, receive)


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
