"""Bolt apps, sync and async, connected as their makers connect them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk import WebClient
from slack_sdk.web.async_client import AsyncWebClient

from tests.playground.client import Control
from tests.playground.connecting import connect
from tests.playground.manifests import manifest


def sync_app(control: Control, credentials: dict[str, str]) -> App:
    client = WebClient(token=credentials["bot_token"], base_url=control.base_url, timeout=60)
    return App(client=client, signing_secret=credentials["signing_secret"], process_before_response=True)


def async_app(control: Control, credentials: dict[str, str]) -> AsyncApp:
    client = AsyncWebClient(token=credentials["bot_token"], base_url=control.base_url, timeout=60)
    return AsyncApp(client=client, signing_secret=credentials["signing_secret"], process_before_response=True)


def socket_app(control: Control, name: str = "Socketeer") -> dict[str, str]:
    told = control.do("app", manifest=manifest(name), transport="socket", channels=["#churn-model"])
    credentials: dict[str, str] = told["credentials"]
    return credentials


@contextmanager
def connected(app: App, app_token: str) -> Iterator[SocketModeHandler]:
    handler = SocketModeHandler(app, app_token)
    # A client that reconnects while it is being closed would go on hearing what later tests say.
    handler.client.default_auto_reconnect_enabled = False
    connect(handler)
    try:
        yield handler
    finally:
        handler.close()


@asynccontextmanager
async def connected_async(app: AsyncApp, app_token: str) -> AsyncIterator[AsyncSocketModeHandler]:
    handler = AsyncSocketModeHandler(app, app_token)
    await handler.connect_async()
    try:
        yield handler
    finally:
        await handler.close_async()
