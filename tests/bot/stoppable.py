"""The bot as `parlance run` serves it, with a reader that needs no model: a process that a test may stop or kill."""

import asyncio
import os
from dataclasses import replace

from bot import parts
from bot.app import Bot
from bot.commands.run import serve
from bot.logs import configure
from bot.manners import Manner
from bot.running import bind
from bot.settings import Settings
from bot.teams import Teams
from tests.conversations.toy_reader import TITLES, ToyReader


def main() -> None:
    configure("json")
    chosen = Settings.from_env(os.environ)
    database = parts.database(chosen)
    teams = Teams(database, lambda workspace: ToyReader(), TITLES.get, Manner(style="thread"))
    bot = replace(Bot.of(teams), address=chosen.public_url)
    asyncio.run(serve(chosen, database, bot, bind(chosen.port), "socket" if chosen.app_token else "http"))


if __name__ == "__main__":
    main()
