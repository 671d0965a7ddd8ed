"""Words are found by what they mean once the model has read the dictionary, and by their names before."""

from threading import Event

import pytest

from bot.lookups import Lookups
from glossary.lexicon import Lexicon
from glossary.model import Sense, Term
from index.encoder.toy import ToyEncoder
from index.kept import KeptVectors
from store.database import Database
from store.workspace import Workspace

LATENCY = Term("latency", (Sense("latency", "operations", "fast", described_as=("fast answers",)),), aliases=("lag",))
ACCURACY = Term("accuracy", (Sense("accuracy", "data-science", "right", described_as=("right answers",)),))
SHIPPED = (LATENCY, ACCURACY)


@pytest.fixture
def lookups() -> Lookups:
    return Lookups(SHIPPED, KeptVectors(ToyEncoder(("fast", "right"))))


@pytest.fixture
def lexicon(database: Database) -> Lexicon:
    return Lexicon(Workspace(database, "T1"), SHIPPED)


def test_until_it_is_warm_words_are_found_by_their_names(lookups: Lookups, lexicon: Lexicon) -> None:
    finder = lookups(lexicon)

    assert finder.find("fast answers", "").entry is None
    assert finder.find("lag", "").entry == lexicon.entry("latency")


def test_then_by_what_people_say_they_are(lookups: Lookups, lexicon: Lexicon) -> None:
    lookups.warm(Event())

    found = lookups(lexicon).find("fast answers", "")

    assert (found.entry, found.by_name) == (lexicon.entry("latency"), False)


def test_a_word_that_was_just_defined_is_found(lookups: Lookups, lexicon: Lexicon) -> None:
    lookups.warm(Event())
    finder = lookups(lexicon)
    finder.find("latency", "")

    lexicon.define("PSI", "right fast", "statistics", by="U1")

    assert finder.find("psi", "").entry == lexicon.entry("PSI")
