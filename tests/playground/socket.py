"""A bare Socket Mode client: it acknowledges only when told to."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from tests.playground.bolt import socket_app
from tests.playground.client import PATIENCE, Answer, Control


class Socket:
    def __init__(self, socket: ClientConnection, credentials: dict[str, str], hello: Answer) -> None:
        self.socket, self.credentials, self.hello = socket, credentials, hello

    @classmethod
    @asynccontextmanager
    async def connected(cls, control: Control, credentials: dict[str, str]) -> AsyncIterator[Socket]:
        url = await asyncio.to_thread(ticket, control, credentials)
        async with connect(url, open_timeout=PATIENCE) as socket:
            yield cls(socket, credentials, json.loads(await socket.recv()))

    async def message(self) -> Answer:
        async with asyncio.timeout(60):
            said: Answer = json.loads(await self.socket.recv())
        return said

    async def envelope(self, *, acknowledge: bool = True, payload: Any = None) -> Answer:
        said = await self.message()
        if acknowledge:
            ack = {"envelope_id": said["envelope_id"]} | ({} if payload is None else {"payload": payload})
            await self.socket.send(json.dumps(ack))
        return said

    async def closed(self) -> None:
        async with asyncio.timeout(60):
            try:
                while True:
                    await self.socket.recv()
            except ConnectionClosed:
                pass


def ticket(control: Control, credentials: dict[str, str]) -> str:
    headers = {"Authorization": f"Bearer {credentials['app_token']}"}
    answer = httpx.post(f"{control.base_url}apps.connections.open", headers=headers, timeout=PATIENCE).json()
    return str(answer["url"])


@asynccontextmanager
async def opened(control: Control) -> AsyncIterator[Socket]:
    async with Socket.connected(control, socket_app(control, "Plug")) as socket:
        yield socket
