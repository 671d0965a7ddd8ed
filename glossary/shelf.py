"""What was computed for each term, in a file that can be thrown away; a term is computed again only when it changed."""

import hashlib
import io
import sqlite3
import weakref
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any
from zipfile import BadZipFile

import numpy as np

from glossary.model import Term
from glossary.scoring.evidence import CueWords, Evidence, encoded_texts, evidence, texts_of
from index.encoder.protocol import Encoder
from index.throwaway import looked_through, mended, opened, told_of

VERSION = 3
NEAR = 5000
AT_ONCE = 8  # terms encoded together
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Known:
    """All that reading needs to know of a term; it keeps the term so that no other takes its place in memory."""

    term: Term
    evidence: Evidence
    cues: CueWords


class Shelf:
    """Without a path it lives in memory. Any thread may ask."""

    def __init__(self, encoder: Encoder, path: Path | None = None) -> None:
        self._encoder = encoder
        self._lock = Lock()
        self._near: dict[int, Known] = {}
        self._path = path
        self._hold(opened(path, _prepared))

    def close(self) -> None:
        self._file.close()

    def known(self, term: Term) -> Known:
        """Looked up by the term's identity: hashing a whole entry for each message would cost as much as reading it."""
        found = self._near.get(id(term))
        if found is None or found.term is not term:
            found = Known(term, self._evidence(term), CueWords.of(term))
            if len(self._near) >= NEAR:  # entries that were edited since would pile up
                self._near = {}  # a new one: another thread may be looking into the old
            self._near[id(term)] = found
        return found

    def evidence(self, term: Term) -> Evidence:
        return self.known(term).evidence

    def _evidence(self, term: Term) -> Evidence:
        key = self._key(term)
        return self._kept(key) or self._build([term])[key]

    def fill(self, terms: Iterable[Term], progress: Progress = lambda done, of: None) -> int:
        """Compute what is missing; returns how many terms that were."""
        wanted = {self._key(term): term for term in terms}
        kept = self._keys()
        missing = [term for key, term in wanted.items() if key not in kept]
        for start in range(0, len(missing), AT_ONCE):
            progress(start, len(missing))
            self._build(missing[start : start + AT_ONCE])
        with self._lock, told_of(self._path), self._file:
            gone = [(key,) for key in kept - wanted.keys()]
            self._file.executemany("delete from evidence where key = ?", gone)
        progress(len(missing), len(missing))
        return len(missing)

    def missing(self, terms: Iterable[Term]) -> list[Term]:
        kept = self._keys()
        return [term for term in terms if self._key(term) not in kept]

    def _keys(self) -> set[str]:
        return {key for (key,) in self._rows("select key from evidence")}

    def _kept(self, key: str) -> Evidence | None:
        """What is damaged is not kept."""
        rows = self._rows("select arrays from evidence where key = ?", key)
        try:
            return _unpacked(rows[0][0]) if rows else None
        except (BadZipFile, EOFError, KeyError, OSError, TypeError, ValueError):
            return None

    def _rows(self, query: str, *values: str) -> list[Any]:
        with self._lock, told_of(self._path):
            return mended(lambda: self._file.execute(query, values).fetchall(), self._begin_anew)

    def _begin_anew(self) -> None:
        self._file.close()
        self._hold(looked_through(self._path, _prepared))

    def _hold(self, file: sqlite3.Connection) -> None:
        self._file = file
        weakref.finalize(self, file.close)

    def _build(self, terms: Sequence[Term]) -> dict[str, Evidence]:
        texts = encoded_texts(self._encoder, [text for term in terms for text in texts_of(term)])
        built = {self._key(term): evidence(term, texts) for term in terms}
        with self._lock, told_of(self._path), self._file:
            rows = [(key, _packed(one)) for key, one in built.items()]
            self._file.executemany("insert or replace into evidence values (?, ?)", rows)
        return built

    def _key(self, term: Term) -> str:
        """Editing an entry changes its key, and so does another encoder."""
        told = repr((VERSION, self._encoder.name, term.names, term.senses, term.everyday, term.unclear))
        return hashlib.blake2b(told.encode(), digest_size=16).hexdigest()


def _prepared(where: str) -> sqlite3.Connection:
    file = sqlite3.connect(where, uri=True, timeout=30, check_same_thread=False)
    file.execute("pragma journal_mode = wal")
    file.execute("create table if not exists evidence (key text primary key, arrays blob)")
    return file


def _packed(one: Evidence) -> bytes:
    out = io.BytesIO()
    np.savez(
        out,
        shown=one.shown.astype(np.float16),
        told=one.told.astype(np.float16),
        cues=one.cues.astype(np.float16),
        cue_of=one.cue_of,
        examples=one.examples,
        whole=one.whole,
    )
    return out.getvalue()


def _unpacked(blob: bytes) -> Evidence:
    with np.load(io.BytesIO(blob)) as arrays:
        return Evidence(
            shown=arrays["shown"].astype(np.float32),
            told=arrays["told"].astype(np.float32),
            cues=arrays["cues"].astype(np.float32),
            cue_of=arrays["cue_of"],
            examples=arrays["examples"],
            whole=bool(arrays["whole"]),
        )
