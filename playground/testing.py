"""A playground for the length of a test session: in a thread of its own, on a free port."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import uvicorn

from playground.server import Options
from playground.serving import listening, origin_of, prepared
from playground.slack import Slack


@dataclass(frozen=True, slots=True)
class Running:
    """Where it runs. `slack` is its inside, which belongs to its thread: look, do not touch."""

    url: str
    slack: Slack

    @property
    def base_url(self) -> str:
        """What a Slack client takes for Slack."""
        return f"{self.url}/api/"


@contextmanager
def running(options: Options | None = None, *, host: str = "127.0.0.1", port: int = 0) -> Iterator[Running]:
    bound = listening(host, port)
    slack, server = prepared(origin_of(bound), options or Options())
    ready = threading.Event()
    thread = threading.Thread(target=_serve, args=(server, bound, ready), name="playground", daemon=True)
    thread.start()
    ready.wait(60)
    try:
        yield Running(origin_of(bound), slack)
    finally:
        server.should_exit = True
        thread.join(60)
        bound.close()


def _serve(server: uvicorn.Server, bound: socket.socket, ready: threading.Event) -> None:
    asyncio.run(_until_told(server, bound, ready))


async def _until_told(server: uvicorn.Server, bound: socket.socket, ready: threading.Event) -> None:
    serving = asyncio.ensure_future(server.serve(sockets=[bound]))
    while not server.started and not serving.done():
        await asyncio.sleep(0.001)
    ready.set()
    await serving
