"""`parlance run`: the bot in a real workspace; what is set in the environment says how it connects."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from enum import StrEnum
from socket import socket
from typing import TYPE_CHECKING, Annotated

import typer

from bot import parts
from bot.commands import building
from bot.errors import Refusal
from bot.settings import Settings

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager

    from bot.app import Bot
    from bot.delivery.sender import Sender
    from glossary.glossary import Glossary
    from store.database import Database

app = typer.Typer(add_completion=False)
HEALTH_THREADS = 2


class Part(StrEnum):
    WEB = "web"
    WORKER = "worker"
    ALL = "all"


@app.command(epilog="Example: SLACK_BOT_TOKEN=… SLACK_APP_TOKEN=… parlance run")
def run(
    part: Annotated[
        Part, typer.Argument(help="web: hear Slack over HTTP. worker: deliveries only. all: whatever is set up.")
    ] = Part.ALL,
) -> None:
    """Run the bot. With SLACK_APP_TOKEN it uses Socket Mode, with SLACK_SIGNING_SECRET HTTP."""
    chosen = parts.settings()
    mode = mode_of(chosen, part)
    if mode == "worker":
        asyncio.run(_deliver(chosen))
        return
    from bot.running import bind

    door = bind(chosen.port)
    asyncio.run(_run(chosen, building.built(chosen), door, mode, part))


def mode_of(settings: Settings, part: Part) -> str:
    """`socket`, `http` or `worker`; a sentence when something is missing for it."""
    if part is Part.WORKER:
        return "worker"
    if not settings.bot_token and not settings.installs_many:
        raise Refusal(
            "No token: set SLACK_BOT_TOKEN (your app's page, OAuth & Permissions), or SLACK_CLIENT_ID and "
            "SLACK_CLIENT_SECRET for many workspaces. `parlance play` needs neither."
        )
    if settings.app_token and part is Part.ALL:
        return "socket"
    if settings.signing_secret:
        return "http"
    wanted = "SLACK_SIGNING_SECRET (Basic Information, App Credentials)"
    other = " or SLACK_APP_TOKEN (App-Level Tokens, scope connections:write)" if part is Part.ALL else ""
    raise Refusal(f"Slack cannot reach us yet: set {wanted}{other}.")


async def _run(chosen: Settings, words: "Glossary", door: socket, mode: str, part: Part) -> None:
    from bot import logs

    logs.configure(chosen.log)
    database = parts.database(chosen)
    await serve(chosen, database, parts.bot(chosen, database, words), door, mode, part)


async def serve(
    chosen: Settings, database: "Database", bot: "Bot", door: socket, mode: str, part: Part = Part.ALL
) -> None:
    """Until a signal comes; then what was begun is finished, and everything is closed in turn."""
    from bot.running import Running, stop_at_signals

    stop = asyncio.Event()
    stop_at_signals(stop)
    running = Running(chosen, bot, database, stop)
    try:
        async with contextlib.AsyncExitStack() as stack:
            if part is Part.ALL:
                await stack.enter_async_context(_office(chosen, database))
            await (running.over_socket(door) if mode == "socket" else running.over_http(door))
    finally:
        bot.door.close()
        database.close()


async def _deliver(chosen: Settings) -> None:
    """No model, no door to Slack's events: a worker only sends."""
    from bot import logs
    from bot.running import stop_at_signals

    logs.configure(chosen.log)
    stop = asyncio.Event()
    stop_at_signals(stop)
    database, port = parts.database(chosen), chosen.worker_port
    try:
        async with _office(chosen, database) as sender, _watched(port, database, sender):
            logs.log.info("running", mode="worker", port=port or None)
            await stop.wait()
    finally:
        database.close()


@contextlib.asynccontextmanager
async def _watched(port: int, database: "Database", sender: "Sender") -> AsyncIterator[None]:
    """On a port of its own a worker says how it is, to whatever watches over it."""
    if not port:
        yield
        return
    from bot.door import Door
    from bot.metrics import Metrics
    from bot.running import bind, listening
    from bot.web import Health, health_only

    door = Door(HEALTH_THREADS)
    try:
        health = Health(database, door, Metrics.fresh(), {"deliveries": sender.works})
        async with listening(health_only(health), bind(port)):
            yield
    finally:
        door.close()


def _office(chosen: Settings, database: "Database") -> "AbstractAsyncContextManager[Sender]":
    from bot.delivery.office import office

    return office(chosen, database)
