"""Where parts are put together from settings. Imports wait inside the builders, so that a command pays only for its own."""

import os
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from bot.errors import NotHere, Refusal
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.app import Bot
    from bot.reader import Reader
    from glossary.glossary import Glossary
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


def bot(chosen: Settings, opened: "Database", report: Report = lambda step: None) -> "Bot":
    """The bot with the real glossary. What the model computes is shared; each workspace lays its own edits over it."""
    from bot.app import Bot
    from bot.manners import Manner
    from bot.reader import Readers
    from bot.teams import Teams
    from glossary.disciplines import discipline_of
    from index.encoder.batching import BatchingEncoder

    readers = Readers(glossary(chosen, BatchingEncoder(encoder(chosen, report))))
    shipped = tuple(readers.shipped.terms.values())
    return Bot.of(Teams(opened, readers, discipline_of, Manner(style=chosen.style), shipped), readers.warm)


def unplugged() -> "Bot":
    """A bot that can say what it needs, and nothing else: no database, no model."""
    from bot.app import Bot
    from bot.teams import Teams
    from store.database import Database

    def closed(workspace: object) -> "Reader":
        raise NotHere("this bot is not plugged in")

    return Bot.of(Teams(Database.at("sqlite://"), closed, lambda title: None))


def glossary(chosen: Settings, with_encoder: "Encoder") -> "Glossary":
    """The shipped words, ready to read; what is missing from its cache is computed when first needed."""
    from glossary.glossary import Glossary
    from glossary.loader import BadTerm, load_terms

    try:
        terms = load_terms()
    except BadTerm as error:
        raise Refusal(str(error)) from error
    return Glossary.open(terms, with_encoder, chosen.folder / "senses.db")
