"""A word is found by its name however it is typed, else by what people say it is."""

import pytest

from glossary.loader import load_terms
from glossary.lookup import Lookup
from glossary.model import Sense, Term
from glossary.naming import Named
from index.encoder.toy import ToyEncoder
from index.kept import KeptVectors

MTTR = Term("MTTR", (Sense("mttr", "operations", "fast again after trouble"),))
BANDIT = Term("multi-armed bandit", (Sense("bandit", "data-science", "trying and winning"),), aliases=("bandits",))
VALIDATION = Term("cross-validation", (Sense("cv", "data-science", "rotating parts"),))
PERFORMANCE = Term(
    "performance",
    (
        Sense("quality", "data-science", "right", described_as=("right answers",)),
        Sense("speed", "software-engineering", "fast", described_as=("fast answers",)),
    ),
    aliases=("perf",),
)
TERMS = (MTTR, BANDIT, VALIDATION, PERFORMANCE)


@pytest.fixture(scope="module")
def lookup() -> Lookup:
    return Lookup.of(TERMS, KeptVectors(ToyEncoder(("fast", "right"))))


@pytest.mark.parametrize(
    "typed",
    ["cross validation", "Cross-Validation", "crossvalidation", "cross_validation?", " cross-validations "],
)
def test_spacing_capitals_and_plurals_do_not_matter(typed: str) -> None:
    assert Named.of(TERMS).find(typed) == ("cross-validation",)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("crossvaldiation", "cross-validation"),
        ("perfomance", "performance"),
        ("multiarmed bandt", "multi-armed bandit"),
    ],
)
def test_a_slip_of_the_finger_is_forgiven(typed: str, found: str) -> None:
    assert set(Named.of(TERMS).misspelt(typed)) == {found}


def test_short_words_are_not_taken_for_others() -> None:
    assert Named.of([Term("SLA", ()), Term("ROC", ())]).misspelt("SLO") == {}


def test_initials_stand_for_the_full_name_and_back() -> None:
    assert Named.of(TERMS).expanded("MAB") == ("multi-armed bandit",)
    assert Named.of(TERMS).expanded("mean time to recovery") == ("MTTR",)


def test_a_name_comes_before_whatever_is_meant(lookup: Lookup) -> None:
    first = lookup.find("perf")[0]

    assert (first.term.name, first.how, first.by_name) == ("performance", "name", True)


def test_a_description_finds_the_meaning_it_fits(lookup: Lookup) -> None:
    first = lookup.find("fast answers")[0]

    assert (first.term.name, first.sense.id, first.how) == ("performance", "speed", "meaning")


def test_a_name_leads_readers_to_the_meaning_of_their_own_discipline(lookup: Lookup) -> None:
    assert lookup.find("performance", "software-engineering")[0].sense.id == "speed"
    assert lookup.find("performance", "data-science")[0].sense.id == "quality"


def test_nothing_is_better_than_anything(lookup: Lookup) -> None:
    assert lookup.find("   ") == []
    assert Lookup.of((), KeptVectors(ToyEncoder(("x",)))).find("anything") == []


@pytest.mark.model
@pytest.mark.xdist_group("words")
def test_the_shipped_dictionary_is_found_by_description(kept: KeptVectors) -> None:
    found = Lookup.of(load_terms(), kept)

    assert found.find("the slowest five percent of requests")[0].term.name == "p95"
    assert found.find("yearly income from subscriptions")[0].term.name == "ARR"
    assert found.find("kuberntes")[0].term.name == "Kubernetes"
    assert found.find("asdfgh qwertz") == []
