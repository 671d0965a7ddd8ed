"""A decision stands once its author has confirmed it, is one however often it is marked, and leaves as a tame table."""

from dataclasses import replace

import pytest

from glossary.resolutions import OnlyTheAuthor, Resolution, Resolutions, as_csv
from store.database import Database
from store.workspace import Workspace

ONE = Resolution(
    "", "C1", "", "1.0", "https://x.example/p1", "We ship on Friday.", (("churn", "customers"),), "U1", "U2"
)


@pytest.fixture
def resolutions(database: Database) -> Resolutions:
    return Resolutions(Workspace(database, "T1"), clock=lambda: 1_800_000_000.0)


def test_somebody_elses_words_wait_for_their_author(resolutions: Resolutions) -> None:
    marked = resolutions.mark(ONE)
    assert resolutions.standing(["C1"]) == []

    with pytest.raises(OnlyTheAuthor):
        resolutions.confirm(marked.id, by="U2")
    resolutions.confirm(marked.id, by="U1")

    assert [one.text for one in resolutions.standing(["C1"])] == ["We ship on Friday."]


def test_ones_own_words_stand_at_once_and_marking_again_changes_them(resolutions: Resolutions) -> None:
    resolutions.mark(replace(ONE, marked_by="U1"))

    resolutions.mark(replace(ONE, marked_by="U1", text="We ship on Monday."))

    assert [one.text for one in resolutions.standing(["C1"])] == ["We ship on Monday."]


def test_nobody_else_changes_what_the_author_confirmed(resolutions: Resolutions) -> None:
    resolutions.mark(replace(ONE, marked_by="U1"))

    resolutions.mark(replace(ONE, text="We never ship."))

    assert [one.text for one in resolutions.standing(["C1"])] == ["We ship on Friday."]


def test_they_are_found_by_word_and_channel_and_not_from_another_workspace(
    resolutions: Resolutions, database: Database
) -> None:
    resolutions.mark(replace(ONE, marked_by="U1"))

    assert len(resolutions.standing(["C1"], "Churn")) == 1
    assert resolutions.standing(["C1"], "drift") == []
    assert resolutions.standing(["C2"]) == []
    assert Resolutions(Workspace(database, "T2")).standing(["C1"]) == []


def test_a_spreadsheet_takes_no_cell_for_a_formula() -> None:
    assert "'=1+1" in as_csv([replace(ONE, text="=1+1")])
