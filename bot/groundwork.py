"""What the bot needs of its own machine, checked without changing it: folder, disk, database, model and index."""

import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot import parts
from bot.doctor import Check, bad, good, unneeded
from bot.errors import Refusal
from bot.settings import Settings

if TYPE_CHECKING:
    from index.encoder.protocol import Encoder
    from store.database import Database

LEAST_FREE = 300 * 1024**2  # the encoder's graph alone takes ninety megabytes


def free_on_disk(folder: Path) -> int:
    return shutil.disk_usage(folder).free


@dataclass(frozen=True)
class Ground:
    """Blocking, and without any Slack."""

    settings: Settings
    free: Callable[[Path], int] = free_on_disk

    def checks(self) -> Iterator[Check]:
        folder = self._folder()
        yield folder
        if folder.ok:
            yield self._disk()
        yield self._database()
        model, encoder = self._model()
        yield model
        if folder.ok:
            yield self._cache()
        yield self._index(encoder) if encoder else unneeded("index", "cannot be looked at without the model")

    def _folder(self) -> Check:
        folder = self.settings.folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
            probe = folder / ".doctor"
            probe.touch()
            probe.unlink()
        except OSError as error:
            return bad("folder", f"{folder}: {error.strerror}", "Name another with PARLANCE_HOME.")
        return good("folder", str(folder))

    def _disk(self) -> Check:
        free = self.free(self.settings.folder)
        says = f"{free / 1024**3:.1f} GB free"
        if free < LEAST_FREE:
            return bad("disk", says, "Make room there, or name a folder on another disk with PARLANCE_HOME.")
        return good("disk", says)

    def _database(self) -> Check:
        from store.database import Database, UnusableDatabase

        try:
            database = Database.at(self.settings.database)
        except UnusableDatabase as error:
            return bad("database", str(error), "Check DATABASE_URL, or the rights of the home folder.")
        try:
            return _state(database)
        except UnusableDatabase as error:
            return bad("database", str(error), "Start it, or check DATABASE_URL: host, name, user, password.")
        finally:
            database.close()

    def _model(self) -> "tuple[Check, Encoder | None]":
        try:
            encoder = parts.encoder(self.settings)
            began = time.perf_counter()
            encoder.encode(["is everything well?"])
        except OSError as error:
            says = f"cannot write {error.filename}: {error.strerror}" if error.filename else str(error).splitlines()[0]
            return bad("model", says, "Make room, mend its rights, or name another home with PARLANCE_HOME."), None
        except (Refusal, ValueError) as error:
            mend = "Install again, or name a folder that holds a sentence model with PARLANCE_MODEL."
            return bad("model", str(error).splitlines()[0], mend), None
        return good("model", f"{encoder.name}, {1000 * (time.perf_counter() - began):.0f} ms for a sentence"), encoder

    def _cache(self) -> Check:
        """Graphs of the model that an older version built go by themselves, some days after it last ran."""
        from index.encoder.seal import is_as_built

        graphs = sorted((self.settings.folder / "models").glob("*.onnx"))
        if not graphs:
            return unneeded("cache", "no graph of the model is kept")
        for graph in graphs:
            if not is_as_built(graph):
                return bad("cache", f"{graph} is damaged", "Remove that file; the next start builds it anew.")
        size = sum(graph.stat().st_size for graph in graphs)
        return good("cache", f"{len(graphs)} graph{'s' * (len(graphs) > 1)} of the model, {size / 1e6:.0f} MB")

    def _index(self, encoder: "Encoder") -> Check:
        """What is missing is no fault: the next start computes it, and takes longer."""
        path = self.settings.folder / "senses.db"
        if not path.exists():
            return unneeded("index", "not built yet; the first start builds it, or `parlance index` now")
        try:
            glossary = parts.glossary(self.settings, encoder)
        except OSError as error:
            return bad("index", f"{path}: {error.strerror}", "Remove that file; `parlance index` makes it anew.")
        missing, of = glossary.missing(), len(glossary.terms)
        glossary.close()
        if missing:
            are, them = ("is", "it") if missing == 1 else ("are", "them")
            says = f"{missing} of {of} terms {are} new to it; the next start reads {them}, or `parlance index` now"
            return unneeded("index", says)
        return good("index", f"{of} terms, {path.stat().st_size / 1e6:.1f} MB")


def _state(database: "Database") -> Check:
    from store.migrate import NewerDatabase, known, newest, version

    kind = "SQLite" if database.is_sqlite else "PostgreSQL"
    if harm := database.damage():
        return bad("database", f"{kind} is damaged: {harm}", "Put a backup in its place: `parlance restore`.")
    there = version(database)
    if there is not None and there not in known():
        return bad("database", str(NewerDatabase(there)), "Start the version that made it, or put a backup back.")
    refused = database.refuses_to_write()
    if refused:
        return bad(
            "database", f"{kind} cannot be written: {refused}", "Give its user the right to write and make tables."
        )
    if there is None:
        return unneeded("database", f"{kind}, still empty; the first start makes its tables")
    if there != newest():
        return unneeded("database", f"{kind}, step {there} of {newest()}; the next start brings it up to date")
    return good("database", f"{kind}, step {there}{_to_tell(database)}")


def _to_tell(database: "Database") -> str:
    from bot.delivery.backlog import backlog

    waiting = backlog(database)
    again = f", {waiting['retrying']} of them after a failure" if waiting["retrying"] else ""
    return f"; {sum(waiting.values())} still to be told{again}" if any(waiting.values()) else ""
