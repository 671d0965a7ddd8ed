"""Finding what was announced: how often the right change comes first, and what a search costs beside encoding alone."""

import json
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks import turns
from benchmarks.encoders import CACHE
from benchmarks.material import messages, own_messages
from benchmarks.report import Section
from benchmarks.search import Prepared, near_real
from benchmarks.turns import Times
from bot.archive import Wordless
from changes.finder import Finder
from changes.ledger import Ledger
from changes.model import Draft
from index.catalogue import Catalogue
from index.encoder.choose import Choice, open_encoder
from index.encoder.protocol import Encoder
from index.vectors import Sentences
from store.database import Database
from store.migrate import upgrade
from store.workspace import Workspace

TITLE = "Changes: finding what was announced"
OWN = Path(__file__).resolve().parents[1] / "tests" / "data"
SIZES = (10, 10_000)
QUESTIONS = 60
NEWS = 5
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


@dataclass(frozen=True)
class Question:
    """`wanted`: titles, any of which is right; none where nobody announced such a thing."""

    text: str
    wanted: frozenset[str]


@dataclass(frozen=True)
class Figures:
    """`silent`: the share of what nobody announced that finds nothing."""

    first: float
    three: float
    reciprocal: float
    silent: float


def run() -> list[Section]:
    encoder = open_encoder(Choice(CACHE))
    return [_quality(encoder), _speed(encoder)]


def measured(encoder: Sentences, folder: Path) -> Figures:
    """On our own changes and questions."""
    here = workspace(folder, own_changes())
    with closing(Catalogue(folder / "catalogue.db", encoder)) as catalogue:
        finder = Finder(catalogue)
        asked = [(one, [found.change.title for found in finder.search(here, one.text)]) for one in own_questions()]
    here.database.close()
    places = [_place(titles, one.wanted) for one, titles in asked if one.wanted]
    return Figures(
        statistics.mean(place == 1 for place in places),
        statistics.mean(place <= 3 for place in places),
        statistics.mean(1 / place for place in places),
        statistics.mean(not titles for one, titles in asked if not one.wanted),
    )


def own_changes() -> list[tuple[Draft, str]]:
    """Each with who announced it."""
    found = []
    for one in _lines("changes_own.jsonl"):
        texts = {name: one[name] for name in ("what", "why", "to_do", "contact")}
        found.append((Draft(one["title"], one["kind"], tuple(one["assets"]), **texts), one["announcer"]))
    return found


def own_questions() -> list[Question]:
    titles = {one["id"]: one["title"] for one in _lines("changes_own.jsonl")}
    return [
        Question(one["query"], frozenset(titles[id_] for id_ in one["wanted"]))
        for one in _lines("change_questions_own.jsonl")
    ]


def workspace(folder: Path, announced: Sequence[tuple[Draft, str]]) -> Workspace:
    database = Database.at(f"sqlite:///{folder / 'parlance.db'}")
    upgrade(database)
    here = Workspace(database, "T1")
    ledger = Ledger(here)
    with ledger.begin() as connection:
        for content, by in announced:
            ledger.announce(connection, ledger.record(connection, content, by, NOW).id, NOW)
    return here


def _quality(encoder: Encoder) -> Section:
    rows = []
    for name, one in (("words alone", Wordless()), ("words and meaning", encoder)):
        with tempfile.TemporaryDirectory() as folder:
            found = measured(one, Path(folder))
        shares = (found.first, found.three, found.reciprocal, found.silent)
        rows.append([name, *(f"{share:.3f}" for share in shares)])
    note = (
        f"{len(own_questions())} questions about {len(own_changes())} changes, all of our own; the last column: "
        "the share of questions about what nobody announced that find nothing."
    )
    return Section("Quality", note, ["by", "hit@1", "hit@3", "MRR", "rightly nothing"], rows)


def _speed(encoder: Encoder) -> Section:
    rows = []
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            rows.append(_timed(encoder, size, Path(folder)))
    note = (
        f"{QUESTIONS} questions, both taking turns; medians of processor time of all threads, and the middle half of the "
        f"ratios. After an announcement: median of {NEWS}."
    )
    columns = ["changes", "encoding the question, ms", "our search, ms", "ratio", "the first after an announcement, ms"]
    return Section("Time", note, columns, rows)


def _timed(encoder: Encoder, size: int, folder: Path) -> list[object]:
    texts = messages(4 * size + 4, words_each=12)
    drafts = [
        Draft(texts[4 * place], "schema", (f"shop.t{place % 997}.c{place}",), what=" ".join(texts[4 * place + 1 :][:3]))
        for place in range(size)
    ]
    here = workspace(folder, [(one, "U1") for one in drafts])
    vectors = near_real(encoder.encode(own_messages()[:2000]), size)
    with closing(Catalogue(folder / "catalogue.db", Prepared(encoder, vectors))) as catalogue:
        finder = Finder(catalogue)
        while finder.prepare(here):
            pass
        works: dict[str, Callable[[str], object]] = {
            "bare": lambda question: encoder.encode([question]),
            "ours": lambda question: finder.search(here, question),
        }
        times = turns.taken(works, own_messages()[2000 : 2000 + QUESTIONS])
        news = [_after_an_announcement(here, finder, drafts[0]) for _ in range(NEWS)]
    here.database.close()
    ours, bare = times["ours"], times["bare"]
    return [f"{size:,}", bare.milliseconds, ours.milliseconds, ours.over(bare), Times(tuple(news)).milliseconds]


def _after_an_announcement(here: Workspace, finder: Finder, content: Draft) -> float:
    ledger = Ledger(here)
    with ledger.begin() as connection:
        ledger.announce(connection, ledger.record(connection, content, "U1", NOW).id, NOW)
    return turns.seconds(partial(finder.search, here), "who reads the orders", time.process_time)


def _place(titles: Sequence[str], wanted: frozenset[str]) -> float:
    return next((float(place) for place, title in enumerate(titles, 1) if title in wanted), float("inf"))


def _lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (OWN / name).read_text(encoding="utf-8").splitlines()]
