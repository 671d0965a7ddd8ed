"""`python -m benchmarks.bot_server bot|echo|silent`: an app behind HTTP on a free port, to be measured."""

import asyncio
import json
import os
import socket
import sys
import threading
from typing import Any

import aiohttp
import uvicorn
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from starlette.applications import Starlette
from starlette.routing import Route

from bot import parts
from bot.commands import building
from bot.reader import Scene
from bot.settings import Settings
from bot.slack import application, client
from bot.web import Health, web

KEPT_SECONDS = 600  # a connection outlasts the turns of the others


async def main(name: str) -> None:
    chosen = Settings.from_env(os.environ)
    async with aiohttp.ClientSession() as session:
        served = _ours(chosen, session) if name == "bot" else _bare(chosen, session, name)
        bound = socket.socket()
        bound.bind(("127.0.0.1", 0))
        bound.listen(2048)
        print(f"ready {json.dumps({'url': f'http://127.0.0.1:{bound.getsockname()[1]}'})}", flush=True)
        config = uvicorn.Config(served, log_config=None, access_log=False, timeout_keep_alive=KEPT_SECONDS)
        await uvicorn.Server(config).serve(sockets=[bound])


def _ours(chosen: Settings, session: aiohttp.ClientSession) -> Starlette:
    database = parts.database(chosen)
    bot = parts.bot(chosen, database, building.built(chosen))
    bot.library.warm(threading.Event())
    team = bot.teams.of(_team(chosen))
    team.manners.wish("", notes_an_hour=100_000)
    said = "performance got worse"  # the one word that is measured; to have read all of them is a matter of start-up
    team.reader.read(said, team.reader.match(said), Scene("", "", "", ""))
    app = application(chosen, bot, database, client(chosen, session))
    return web(app, bot, Health.of(bot, _yes))


def _team(chosen: Settings) -> str:
    from slack_sdk import WebClient

    return str(WebClient(chosen.bot_token, base_url=chosen.slack_url).auth_test()["team_id"])


def _bare(chosen: Settings, session: aiohttp.ClientSession, name: str) -> Starlette:
    app = AsyncApp(client=client(chosen, session), signing_secret=chosen.signing_secret)

    async def silent(event: dict[str, Any]) -> None:
        """Heard."""

    async def echo(event: dict[str, Any], say: Any) -> None:
        try:
            await say(event["text"], channel=event["channel"])
        except Exception:  # noqa: BLE001  the channel does not exist: the call is what is measured
            return

    app.event("message")(echo if name == "echo" else silent)
    return Starlette(routes=[Route("/slack/events", AsyncSlackRequestHandler(app).handle, methods=["POST"])])


async def _yes() -> bool:
    return True


if __name__ == "__main__":
    from bot.logs import configure

    configure("json")
    asyncio.run(main(sys.argv[1]))
