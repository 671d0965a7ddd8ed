"""Announced changes are found by what they mean, say and are called, as they are now; what nobody announced is not."""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import pytest

from benchmarks.change_search import measured
from bot.archive import Archive, Wordless
from bot.forgetting import forget
from changes.finder import Finder
from changes.ledger import Ledger
from changes.model import Change, Draft
from index.catalogue import Catalogue
from index.encoder.protocol import Encoder, Vectors
from store.database import Database
from store.workspace import Workspace

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
AMOUNTS = Draft("Amounts become decimals", "schema", ("warehouse.orders.amount",), contact="#shop-data")
LOAD = Draft(
    "The load moves", "schedule", ("warehouse.customers",), what="to four", to_do="read later", contact="<@U0LEA>"
)


class Listening(Wordless):
    def __init__(self) -> None:
        self.heard: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.heard.extend(texts)
        return super().encode(texts)


@pytest.fixture
def here(database: Database) -> Workspace:
    return Workspace(database, "T1")


@pytest.fixture
def finder(tmp_path: Path) -> Iterator[Finder]:
    catalogue = Catalogue(tmp_path / "catalogue.db", Wordless())
    yield Finder(catalogue)
    catalogue.close()


def announced(here: Workspace, content: Draft = AMOUNTS, by: str = "U0ANA") -> Change:
    ledger = Ledger(here)
    with ledger.begin() as connection:
        return ledger.announce(connection, ledger.record(connection, content, by, NOW).id, NOW)


def titles(finder: Finder, here: Workspace, question: str) -> list[str]:
    return [one.change.title for one in finder.search(here, question)]


@pytest.mark.parametrize("question", ["orders", "warehouse.orders.amount", "Decimal", "#shop-data", "<@U0ANA>"])
def test_a_change_is_found_by_each_thing_it_says_and_by_who_said_it(
    finder: Finder, here: Workspace, question: str
) -> None:
    announced(here)
    announced(here, LOAD, by="U0LEA")

    assert titles(finder, here, question)[:1] == ["Amounts become decimals"]


def test_a_change_is_found_by_its_id(finder: Finder, here: Workspace) -> None:
    change = announced(here)
    announced(here, LOAD)

    assert finder.search(here, change.id)[0].change == change


def test_what_is_announced_revised_or_closed_is_found_so_at_once(finder: Finder, here: Workspace) -> None:
    ledger, change = Ledger(here), announced(here)
    assert titles(finder, here, "decimals") == ["Amounts become decimals"]

    with ledger.begin() as connection:
        ledger.revise(connection, change.id, replace(AMOUNTS, title="Amounts become fractions"), "U0ANA", NOW)
    assert (titles(finder, here, "decimals"), titles(finder, here, "fractions")) == ([], ["Amounts become fractions"])

    with ledger.begin() as connection:
        ledger.withdraw(connection, change.id, NOW)
    assert finder.search(here, "fractions")[0].change.state == "withdrawn"


def test_a_draft_is_not_found_and_neither_is_what_another_workspace_announced(finder: Finder, here: Workspace) -> None:
    announced(Workspace(here.database, "T2"), LOAD)
    with Ledger(here).begin() as connection:
        Ledger(here).record(connection, AMOUNTS, "U0ANA", NOW)

    assert titles(finder, here, "amounts") == titles(finder, here, "load") == []


def test_who_is_forgotten_is_not_found_any_more(finder: Finder, here: Workspace, tmp_path: Path) -> None:
    announced(here, LOAD, by="U0LEA")
    assert titles(finder, here, "U0LEA") == ["The load moves"]

    forget(here, "U0LEA")

    assert (titles(finder, here, "U0LEA"), titles(finder, here, "customers")) == ([], ["The load moves"])
    with sqlite3.connect(tmp_path / "catalogue.db") as connection:
        assert connection.execute("select count(*) from passage where names like '%U0LEA%'").fetchone() == (0,)


def test_what_was_announced_before_is_read_when_the_bot_starts(here: Workspace) -> None:
    announced(here)
    encoder = Listening()
    catalogue = Catalogue(None, encoder)

    Archive(open_finder=lambda: Finder(catalogue)).warm(here.database, Event())

    assert encoder.heard == ["Amounts become decimals. schema of warehouse orders amount."]
    catalogue.close()


def test_an_empty_question_finds_nothing(finder: Finder, here: Workspace) -> None:
    announced(here)

    assert titles(finder, here, "  ") == []


def test_all_of_a_long_description_is_found(finder: Finder, here: Workspace) -> None:
    announced(here, replace(AMOUNTS, what="and so on " * 300 + "zebra", to_do="then " * 300 + "giraffe"))

    assert titles(finder, here, "zebra") == titles(finder, here, "giraffe") == ["Amounts become decimals"]


@pytest.mark.model
def test_our_own_questions_find_our_own_changes(encoder: Encoder, tmp_path: Path) -> None:
    found = measured(encoder, tmp_path)

    assert found.first >= 0.85
    assert found.three >= 0.88
    assert found.silent >= 0.7
