"""Words and disciplines are counted, on both databases; persons are not."""

import pytest

from glossary.history import History, Judgement, Note, Pin
from glossary.usage import Fate, Meant, Usage, Used
from store.database import Database
from store.workspace import Workspace

NOW = 1_800_000_000.0


@pytest.fixture
def workspace(database: Database) -> Workspace:
    return Workspace(database, "T1")


def heard(workspace: Workspace, ts: str, term: str, *, at: float = NOW, channel: str = "C1") -> Note | None:
    judgement = Judgement(channel, ts, ts, "U1", term, "ask", "", "", (("a", 0.5),))
    return History(workspace, clock=lambda: at).claim(judgement, "thread")


def test_what_is_used_most_comes_first(workspace: Workspace) -> None:
    for ts, term in (("1.0", "churn"), ("2.0", "drift"), ("3.0", "churn")):
        heard(workspace, ts, term)

    assert Usage(workspace, lambda: NOW).top("C1") == [Used("churn", 2), Used("drift", 1)]


def test_only_what_turned_up_lately_is_new(workspace: Workspace) -> None:
    heard(workspace, "1.0", "churn", at=NOW - 60 * 86400)
    heard(workspace, "2.0", "churn")
    heard(workspace, "3.0", "drift")
    heard(workspace, "4.0", "recall", channel="C2")

    assert Usage(workspace, lambda: NOW).fresh(["C1"]) == [Used("drift", 1)]
    assert Usage(workspace, lambda: NOW).fresh([]) == []


def test_what_became_of_notes_is_counted_by_word(workspace: Workspace) -> None:
    first, second = heard(workspace, "1.0", "churn"), heard(workspace, "2.0", "churn")
    assert first
    assert second
    History(workspace).settle(first, "answered")
    History(workspace).settle(second, "dismissed")

    assert Usage(workspace, lambda: NOW).fates() == [Fate("churn", 2, 1, 1)]


def test_what_a_discipline_means_is_counted_without_whose_it_was(workspace: Workspace) -> None:
    history = History(workspace, clock=lambda: NOW)
    for thread, person, sense in (("1.0", "U1", "speed"), ("2.0", "U2", "speed"), ("3.0", "U3", "quality")):
        history.pin(Pin("C1", thread, "performance", sense, "", person, by_author=True))
    usage = Usage(workspace, lambda: NOW)

    meant = usage.meant({"U1": "operations", "U2": "operations", "U3": "data-science"})

    assert meant == [
        Meant("performance", "data-science", (("quality", 1),)),
        Meant("performance", "operations", (("speed", 2),)),
    ]


def test_an_open_question_waits_for_the_author(workspace: Workspace) -> None:
    heard(workspace, "1.0", "churn")

    assert [note.term for note in Usage(workspace, lambda: NOW).asked_of("U1")] == ["churn"]
    assert Usage(workspace, lambda: NOW).asked_of("U2") == []
