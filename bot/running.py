"""The bot at work: connected, healthy, until it is told to stop; then it finishes what it has begun."""

import asyncio
import contextlib
import signal
import socket
import threading
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

import aiohttp
import uvicorn
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from starlette.applications import Starlette

from bot.app import Bot
from bot.errors import Refusal
from bot.logs import log
from bot.settings import Settings
from bot.slack import TIMEOUT, application, client, watch
from bot.web import Health, web, without_slack
from store.database import Database

FINISH_SECONDS = 10.0
EVERYWHERE = "0.0.0.0"


class PortTaken(Refusal):
    def __init__(self, port: int, why: str) -> None:
        super().__init__(f"Port {port} cannot be used ({why}). Choose another with PORT, for example PORT={port + 1}.")


@dataclass(frozen=True)
class Running:
    """What `serve` needs. `stop` is set by a signal, or by a test."""

    settings: Settings
    bot: Bot
    database: Database
    stop: asyncio.Event
    on_ready: Callable[[], None] = lambda: None

    async def over_http(self, at: socket.socket) -> None:
        with at:
            async with self._app() as app:
                served = web(app, self.bot, Health.of(self.bot, _always))
                async with listening(served, at):
                    log.info("running", mode="http", port=port_of(at))
                    await self._work()

    async def over_socket(self, at: socket.socket | None = None) -> None:
        """`at` is for health, programs and calendars; Slack itself needs no door of ours."""
        with at or contextlib.nullcontext():
            async with self._app() as app:
                handler = AsyncSocketModeHandler(app, self.settings.app_token)
                served = without_slack(app, self.bot, Health.of(self.bot, handler.client.is_connected))
                async with listening(served, at) if at else contextlib.nullcontext():
                    await handler.client.connect()  # type: ignore[no-untyped-call]
                    log.info("running", mode="socket", port=at and port_of(at))
                    try:
                        await self._work()
                    finally:
                        await handler.client.close()  # type: ignore[no-untyped-call]

    async def _work(self) -> None:
        self.on_ready()
        cold = threading.Event()
        warming = asyncio.ensure_future(self.bot.door(self.bot.warm, cold))
        await self.stop.wait()
        cold.set()
        await warming

    @contextlib.asynccontextmanager
    async def _app(self) -> AsyncIterator[AsyncApp]:
        """Leaving it waits for the listeners that are at work: an acknowledged click is a promise."""
        async with aiohttp.ClientSession(timeout=TIMEOUT) as session:
            app = application(self.settings, self.bot, self.database, client(self.settings, session))
            in_flight = watch(app)
            yield app
            finished = await in_flight.done(FINISH_SECONDS)
            log.info("stopped", state="finished" if finished else "left work undone")


@contextlib.asynccontextmanager
async def listening(app: Starlette, at: socket.socket) -> AsyncIterator[None]:
    """Serves while the block lasts, at what `bind` gave; it is closed afterwards."""
    config = uvicorn.Config(app, log_config=None, access_log=False, timeout_graceful_shutdown=int(FINISH_SECONDS))
    server = _Server(config)
    serving = asyncio.ensure_future(server.serve(sockets=[at]))
    try:
        yield
    finally:
        server.should_exit = True
        await serving
        at.close()


def bind(port: int, host: str = EVERYWHERE) -> socket.socket:
    """Before anything else is begun: 0 finds a port, and a taken one is a sentence, not a stack trace."""
    # TCP by name: only then does asyncio switch off Nagle's delay, which may hold an answer back for 40 ms.
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((host, port))
    except OSError as error:
        bound.close()
        raise PortTaken(port, (error.strerror or str(error)).lower()) from error
    bound.listen(1024)
    bound.settimeout(0)
    return bound


def port_of(bound: socket.socket) -> int:
    return int(bound.getsockname()[1])


def stop_at_signals(stop: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    for one in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows
            loop.add_signal_handler(one, stop.set)


class _Server(uvicorn.Server):
    """Signals are ours: uvicorn would end the process before the listeners are done."""

    @contextlib.contextmanager
    def capture_signals(self):  # type: ignore[no-untyped-def]
        yield


async def _always() -> bool:
    return True
