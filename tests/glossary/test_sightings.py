"""Acronyms nobody explains are counted, suggested when they are frequent, and nothing more."""

import pytest

from glossary.sightings import Sightings, unexplained
from store.database import Database
from store.workspace import Workspace


@pytest.fixture
def sightings(database: Database) -> Sightings:
    return Sightings(Workspace(database, "T1"), clock=lambda: 1.0)


def test_what_is_rare_is_not_suggested(sightings: Sightings) -> None:
    sightings.note({"RBX"})
    sightings.note({"RBX", "GTV"})
    assert sightings.waiting(()) == []

    sightings.note({"RBX"})

    assert [(one.word, one.times) for one in sightings.waiting(())] == [("RBX", 3)]


def test_what_is_defined_or_unwanted_is_suggested_no_more(sightings: Sightings) -> None:
    for _ in range(3):
        sightings.note({"RBX", "GTV"})

    sightings.settle("GTV")

    assert [one.word for one in sightings.waiting(("rbx",))] == []


def test_another_workspace_sees_none_of_it(sightings: Sightings, database: Database) -> None:
    for _ in range(3):
        sightings.note({"RBX"})

    assert Sightings(Workspace(database, "T2")).waiting(()) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the RBX is down", {"RBX"}),
        ("both RBXs are down", {"RBX"}),
        ("the remote build executor (RBX) is down", set()),
        ("PSI is fine, see `RBX`", set()),
        ("WHY IS EVERYTHING SO LOUD HERE", set()),
        ("ok, FYI, see the PDF", set()),
        ("nothing here", set()),
    ],
)
def test_only_what_neither_the_message_nor_the_dictionary_explains(text: str, found: set[str]) -> None:
    assert unexplained(text, known=lambda word: word == "PSI") == found
