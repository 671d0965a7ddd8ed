"""The life of a term: shipped entries with the workspace's edits laid over them, each edit a version that can be undone."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

import sqlalchemy as sa

from glossary import editing
from glossary.model import Term
from glossary.versions import Edit, Kind, Version, Versions
from glossary.writer import as_yaml
from store.workspace import Workspace

Step = Callable[[sa.Connection], object]
Heard = Callable[[Sequence[tuple[Term, Term]], str], object]
"""Is told of every edit, whichever way it came: entries before and after, and who made it."""
STALE_AFTER_DAYS = 180


class UnknownTerm(LookupError):
    """The dictionary has no such word."""

    def __init__(self, name: str) -> None:
        super().__init__(f"The dictionary has no “{name}” yet.")
        self.name = name


class AlreadyDefined(ValueError):
    def __init__(self, term: Term) -> None:
        super().__init__(f"“{term.name}” is in the dictionary already. Add a meaning to it, or edit one.")
        self.term = term


class EditConflict(ValueError):
    """Somebody else was first; `current` is what they made of it, and what was typed is the caller's to keep."""

    def __init__(self, current: "Entry") -> None:
        super().__init__(f"“{current.term.name}” was changed by somebody else in the meantime.")
        self.current = current


@dataclass(frozen=True)
class Entry:
    """A term and the version it is at; version 0 is the shipped one, untouched."""

    term: Term
    version: int


@dataclass(frozen=True)
class Taken:
    """What an import did, by name."""

    new: tuple[str, ...]
    extended: tuple[str, ...]
    unchanged: tuple[str, ...]


@dataclass(frozen=True)
class _Layers:
    generation: int
    entries: Mapping[str, Entry]


class Lexicon:
    """One workspace's dictionary. Safe from several threads and processes: every save says which version it edits."""

    def __init__(
        self,
        workspace: Workspace,
        shipped: tuple[Term, ...],
        clock: Callable[[], float] = time.time,
        heard: Heard = lambda edits, by: None,
    ) -> None:
        self._database = workspace.database
        self._versions = Versions(workspace, clock)
        self._heard = heard
        self._shipped = {term.name.casefold(): Entry(term, 0) for term in shipped}
        self._layers = _Layers(-1, {})

    @property
    def generation(self) -> int:
        return self._versions.generation

    def terms(self) -> tuple[Term, ...]:
        return tuple(entry.term for entry in self._entries().values())

    def find(self, name: str) -> Entry | None:
        """By name or alias."""
        entries, wanted = self._entries(), name.strip().casefold()
        return entries.get(wanted) or next((one for one in entries.values() if wanted in _folded(one.term)), None)

    def entry(self, name: str) -> Entry:
        """As `find`, for whoever cannot go on without it."""
        found = self.find(name)
        if found is None:
            raise UnknownTerm(name)
        return found

    def define(self, name: str, definition: str, discipline: str, by: str) -> Entry:
        term = editing.new_term(name, definition, discipline)
        known = self.find(term.name)
        if known is not None:
            raise AlreadyDefined(known.term)
        return self._save(term.name, term, self._last_version(term.name), Edit("defined", by))

    def save(
        self,
        term: Term,
        base: int,
        by: str,
        note: str = "",
        kind: Kind = "edited",
        first: Step = lambda connection: None,
    ) -> Entry:
        """The edit of version `base`, refused when that is no longer the current one; `first` happens with it or not at all."""
        return self._save(term.name, term, base, Edit(kind, by, note), first)

    def remove(self, name: str, base: int, by: str, note: str = "") -> None:
        """The entry goes out of sight; its history stays, and undo brings it back."""
        self._save(self.entry(name).term.name, None, base, Edit("removed", by, note))

    def merge(self, duplicate: str, into: str, by: str) -> Entry:
        """One entry with the names and meanings of both; the duplicate's entry leaves in the same transaction."""
        gone, kept = self.entry(duplicate), self.entry(into)
        if gone.term.name == kept.term.name:
            raise editing.BadEdit(f"“{duplicate}” and “{into}” are the same entry.")
        with self._database.begin() as connection:
            self._write(connection, gone.term.name, None, gone.version, Edit("merged", by, f"into {kept.term.name}"))
            joined = editing.merged(gone.term, kept.term)
            edit = Edit("merged", by, f"with {gone.term.name}")
            version = self._write(connection, kept.term.name, joined, kept.version, edit)
        self._heard([(kept.term, joined), (gone.term, replace(joined, name=gone.term.name))], by)
        return Entry(joined, version)

    def take_over(self, terms: Iterable[Term], by: str, note: str = "") -> Taken:
        """Imported entries: unknown words are added, known ones get further meanings and names; nothing is overwritten.

        Everything or nothing: one transaction.
        """
        with self._database.begin() as connection:
            joined = self._joined(terms)
            new = [term for known, term in joined if known is None]
            extended = [(known, term) for known, term in joined if known is not None and term != known.term]
            for term in new:
                self._write(connection, term.name, term, self._last_version(term.name), Edit("imported", by, note))
            for known, term in extended:
                self._write(connection, known.term.name, term, known.version, Edit("imported", by, note))
        self._heard([(known.term, term) for known, term in extended], by)
        unchanged = tuple(term.name for known, term in joined if known is not None and term == known.term)
        return Taken(tuple(term.name for term in new), tuple(term.name for _, term in extended), unchanged)

    def reviewed(self, name: str, by: str, today: date) -> Entry:
        """Somebody says: still right."""
        entry = self.entry(name)
        return self.save(replace(entry.term, reviewed=today), entry.version, by, "still right", "reviewed")

    def stale(self, today: date, days: int = STALE_AFTER_DAYS) -> list[Entry]:
        """Entries this workspace answers for that nobody has confirmed or edited for so long, oldest first."""
        edited = self._versions.newest()
        aged = [(_last_look(one.term, edited.get(one.term.name.casefold())), one) for one in self._entries().values()]
        return [one for seen, one in sorted(aged, key=lambda pair: str(pair[0])) if seen and (today - seen).days > days]

    def history(self, name: str) -> list[Version]:
        """Newest first; the shipped entry is its last line."""
        shipped = self._shipped.get(name.strip().casefold())
        first = [Version(0, shipped.term, "defined", "", "shipped", 0.0)] if shipped else []
        return [*self._versions.of(name), *first]

    def undo(self, name: str, by: str) -> Entry | None:
        """The entry as it was before its newest version, as a version of its own; None when it did not exist then."""
        past = self.history(name)
        if not past or past[0].number == 0:
            raise editing.BadEdit(f"Nothing was changed about “{name}” that could be undone.")
        before = past[1].term if len(past) > 1 else None
        entry = self._save(name, before, past[0].number, Edit("undone", by, f"undoes version {past[0].number}"))
        return entry if before is not None else None

    def export(self, name: str) -> str:
        """The entry as the YAML of a pull request."""
        return as_yaml(self.entry(name).term)

    def _save(
        self, name: str, term: Term | None, base: int, edit: Edit, first: Step = lambda connection: None
    ) -> Entry:
        nothing, before = Term(name, ()), self._led_to(name)
        with self._database.begin() as connection:
            first(connection)
            version = self._write(connection, name, term, base, edit)
        self._heard([(before, term or nothing)], edit.author)
        return Entry(term or nothing, version)

    def _led_to(self, name: str) -> Term:
        """What the word meant to whoever looked it up, also under another entry's name."""
        known = self.find(name)
        return replace(known.term, name=name) if known else Term(name, ())

    def _joined(self, terms: Iterable[Term]) -> list[tuple[Entry | None, Term]]:
        """What the entries are to become, each once: a file may tell of one word twice, or by two of its names."""
        found: dict[str, tuple[Entry | None, Term]] = {}
        for term in terms:
            known = self.find(term.name)
            name = (known.term if known else term).name.casefold()
            so_far = found[name][1] if name in found else known and known.term
            found[name] = known, editing.merged(term, so_far) if so_far else term
        return list(found.values())

    def _write(self, connection: sa.Connection, name: str, term: Term | None, base: int, edit: Edit) -> int:
        if not self._versions.add(connection, name, base + 1, term, edit):
            raise EditConflict(self.entry(name))
        return base + 1

    def _entries(self) -> Mapping[str, Entry]:
        generation = self.generation
        if self._layers.generation != generation:
            self._layers = _Layers(generation, self._laid_over())
        return self._layers.entries

    def _laid_over(self) -> dict[str, Entry]:
        entries = dict(self._shipped)
        for name, last in self._versions.newest().items():
            if last.term is None:
                entries.pop(name, None)
            else:
                entries[name] = Entry(last.term, last.number)
        return dict(sorted(entries.items()))

    def _last_version(self, name: str) -> int:
        past = self.history(name)
        return past[0].number if past else 0


def _folded(term: Term) -> set[str]:
    return {name.casefold() for name in term.names}


def _last_look(term: Term, edited: Version | None) -> date | None:
    seen = [datetime.fromtimestamp(edited.at, UTC).date()] if edited else []
    return max([*seen, *([term.reviewed] if term.reviewed else [])], default=None)
