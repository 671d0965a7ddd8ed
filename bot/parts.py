"""Where parts are put together from settings. Imports wait inside the builders, so that a command pays only for its own."""

import errno
import os
import shutil
import weakref
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import NotHere, Refusal, Unreadable
from bot.settings import Settings

if TYPE_CHECKING:
    from threading import Event

    from bot.app import Bot
    from bot.archive import Archive
    from bot.reader import Reader
    from changes.announcing import Announcing
    from changes.finder import Finder as ChangeFinder
    from changes.recognise import Recogniser
    from glossary.glossary import Glossary
    from glossary.lexicon import Lexicon
    from glossary.lookup import Lookup
    from glossary.model import Term
    from index.encoder.protocol import Encoder
    from index.kept import KeptVectors
    from playbooks.finder import Finder
    from playbooks.model import Page
    from store.database import Database
    from store.workspace import Workspace

Report = Callable[[str], None]
ROOM = 100 * 2**20  # for the graph of the model that comes along


@cache
def settings() -> Settings:
    return Settings.from_env(os.environ)


def encoder(chosen: Settings, report: Report = lambda step: None) -> "Encoder":
    from index.encoder.choose import Choice, MissingModel, open_encoder

    _ground(chosen)
    try:
        return open_encoder(Choice(chosen.folder / "models", chosen.encoder, chosen.model, chosen.threads), report)
    except MissingModel as error:
        raise Refusal(str(error)) from error


def _ground(chosen: Settings) -> None:
    """A home that can hold nothing is named before a model is loaded in vain; one that is built may be read-only."""
    from index.throwaway import make_folder

    make_folder(chosen.folder)
    if chosen.encoder == "reference" or any((chosen.folder / "models").glob("*.onnx")):
        return
    if not os.access(chosen.folder, os.W_OK):
        raise PermissionError(errno.EACCES, "it may only be read", str(chosen.folder))
    if shutil.disk_usage(chosen.folder).free < ROOM:
        raise OSError(
            errno.ENOSPC, f"the disk is full; the language model needs {ROOM // 2**20} MB", str(chosen.folder)
        )


def database(chosen: Settings) -> "Database":
    """Open, with every migration run."""
    from store.database import Database

    return _upgraded(chosen, Database.at)


def database_to_copy(chosen: Settings) -> "Database":
    """One that may only be read is copied as it stands; any other gets today's tables first, as with every command."""
    from store.database import Database

    return _upgraded(chosen, Database.to_read, sealed_too=False)


def _upgraded(chosen: Settings, at: "Callable[[str], Database]", *, sealed_too: bool = True) -> "Database":
    from store.database import UnusableDatabase
    from store.migrate import upgrade

    try:
        opened = at(chosen.database)
        weakref.finalize(opened, opened.engine.dispose)  # at the latest when we end: SQLite leaves one file then
        if sealed_too or not opened.sealed:
            upgrade(opened)
    except UnusableDatabase as error:
        raise Refusal(f"{error}. `parlance doctor` checks it, and DATABASE_URL says which it is") from error
    return opened


def ready(
    chosen: Settings,
    report: Report = lambda step: None,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> "Glossary":
    """The glossary with all that its reading needs; what is missing is computed now, which takes minutes once."""
    from index.encoder.batching import BatchingEncoder

    opened = glossary(chosen, BatchingEncoder(encoder(chosen, report)))
    opened.build(progress)
    return opened


def bot(chosen: Settings, opened: "Database", words: "Glossary") -> "Bot":
    """The bot with the real glossary. What the model computes is shared; each workspace lays its own edits over it."""
    from bot.app import Bot
    from bot.library import Library
    from bot.lookups import Lookups
    from bot.manners import Manner
    from bot.reader import Readers
    from bot.recognising import Recognising
    from bot.teams import Teams
    from glossary.disciplines import discipline_of

    batching = words.disambiguator.encoder
    readers = Readers(words)
    shipped = tuple(readers.shipped.terms.values())
    lookups = Lookups(shipped, vectors(chosen, batching))
    library = Library(tuple(pages()), lambda told: finder(chosen, batching, told))

    past = archive(chosen, lambda: batching)

    def warm(stop: "Event") -> None:
        library.warm(stop)
        lookups.warm(stop)
        readers.warm(stop)
        past.warm(opened, stop)

    manner = Manner(style=chosen.style)
    teams = Teams(opened, readers, discipline_of, manner, shipped, lookups, chosen.trial_days, past.announcing)
    made = Bot.of(teams, warm, library, past)
    recognising = Recognising(lambda: recogniser(batching))
    recognising.prepare()
    return replace(made, address=chosen.public_url, recognising=recognising)


def unplugged() -> "Bot":
    """A bot that can say what it needs, and nothing else: no database, no model."""
    from bot.app import Bot
    from bot.teams import Teams
    from store.database import Database

    def closed(workspace: object) -> "Reader":
        raise NotHere("this bot is not plugged in")

    return Bot.of(Teams(Database.at("sqlite://"), closed, lambda title: None))


def vectors(chosen: Settings, with_encoder: "Encoder") -> "KeptVectors":
    """What the passages of the dictionary look like to the model, kept from one start to the next."""
    from index.kept import KeptVectors

    return KeptVectors(with_encoder, chosen.folder / "lookup.db")


def lexicon(here: "Workspace") -> "Lexicon":
    """The shipped words with the workspace's edits laid over them."""
    from glossary.lexicon import Lexicon

    return Lexicon(here, shipped_terms())


def shipped_terms() -> "tuple[Term, ...]":
    from glossary.loader import BadTerm, load_terms

    try:
        return tuple(load_terms(kept=settings().folder / "terms.json"))
    except BadTerm as error:
        raise Unreadable(str(error.path), error.line, error.why) from error


def lookup(chosen: Settings, terms: "Iterable[Term]", report: Report = lambda step: None) -> "Lookup":
    from glossary.lookup import Lookup

    def told(done: int, of: int) -> None:
        report(f"reading the dictionary: {done} of {of} texts")

    return Lookup.of(terms, vectors(chosen, encoder(chosen, report)), told)


def glossary(chosen: Settings, with_encoder: "Encoder") -> "Glossary":
    """The shipped words, ready to read; what is missing from its cache is computed when first needed."""
    from glossary.glossary import Glossary

    return Glossary.open(shipped_terms(), with_encoder, chosen.folder / "senses.db")


def workspace(chosen: Settings, named: str = "", *, begins: bool = False) -> "Workspace":
    """The one that is named, or the only one that this database knows; an empty database begins with `local`."""
    from bot.workspaces import the_workspace
    from store.database import Database

    return the_workspace(_upgraded(chosen, Database.to_read), named, begins=begins)


def recogniser(with_encoder: "Encoder") -> "Recogniser":
    from changes.recognise import Recogniser

    return Recogniser.open(with_encoder)


def announcing(chosen: Settings, here: "Workspace") -> "Announcing":
    """Wishes by meaning need the model; it is loaded only when somebody has one."""
    return archive(chosen, lambda: encoder(chosen)).announcing(here)


def archive(chosen: Settings, open_encoder: "Callable[[], Encoder]") -> "Archive":
    """What changes look like to the model is kept from one start to the next."""
    from bot.archive import Archive
    from changes.topics import Topics

    def topics() -> "Topics":
        from index.kept import KeptVectors

        with_encoder = open_encoder()
        return Topics(with_encoder, KeptVectors(with_encoder, chosen.folder / "changes.db"))

    def finder() -> "ChangeFinder":
        from changes.finder import Finder
        from index.catalogue import Catalogue

        return Finder(Catalogue(chosen.folder / "catalogue.db", open_encoder()))

    return Archive(topics, finder)


def pages(folder: Path | None = None) -> "list[Page]":
    """The shipped playbooks, or those in a folder of one's own."""
    from playbooks.files import BadPage
    from playbooks.loader import load_pages

    try:
        return load_pages(folder) if folder else load_pages(kept=settings().folder / "pages.json")
    except BadPage as error:
        raise Unreadable(str(error.path), error.line, error.why) from error


def finder(chosen: Settings, with_encoder: "Encoder", report: Report = lambda step: None) -> "Finder":
    """Ready to search; what the tellings look like to the model is computed at the first start and kept."""
    from index.kept import KeptVectors
    from playbooks.finder import Finder
    from playbooks.research import Research

    def told(done: int, of: int) -> None:
        report(f"reading the playbooks: {done} of {of} texts")

    kept = KeptVectors(with_encoder, chosen.folder / "playbooks.db")
    known = chosen.folder / "playbooks.npz"
    return Finder.of(pages(), Research.load(), with_encoder, lambda texts: kept.of(texts, told), known)
