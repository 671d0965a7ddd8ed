"""Where parts are put together from settings. Imports wait inside the builders, so that a command pays only for its own."""

import os
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from bot.errors import Refusal
from bot.settings import Settings

if TYPE_CHECKING:
    from index.catalogue import Catalogue
    from index.encoder.protocol import Encoder
    from store.database import Database

Report = Callable[[str], None]


@cache
def settings() -> Settings:
    return Settings.from_env(os.environ)


def encoder(chosen: Settings, report: Report = lambda step: None) -> "Encoder":
    from index.encoder.choose import Choice, MissingModel, open_encoder

    try:
        return open_encoder(Choice(chosen.folder / "models", chosen.encoder, chosen.model, chosen.threads), report)
    except MissingModel as error:
        raise Refusal(str(error)) from error


def catalogue(chosen: Settings, with_encoder: "Encoder") -> "Catalogue":
    from index.catalogue import Catalogue
    from index.shelf import ReadOnlyShelf

    try:
        return Catalogue.at(chosen.folder / "index.db", with_encoder)
    except ReadOnlyShelf as error:
        raise Refusal(str(error)) from error


def database(chosen: Settings) -> "Database":
    """Open, with every migration run."""
    from store.database import Database, UnusableDatabase
    from store.migrate import upgrade

    try:
        opened = Database.at(chosen.database)
    except UnusableDatabase as error:
        raise Refusal(str(error)) from error
    upgrade(opened)
    return opened
