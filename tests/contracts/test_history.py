"""What was said is remembered once and for all, on both databases."""

import pytest
import sqlalchemy as sa

import bot.store  # noqa: F401  its tables are part of what the steps must make
import glossary.traces  # noqa: F401
from bot.manners import Manner, Manners
from glossary.history import AuthorHasAnswered, History, Judgement, Pin
from store.database import Database, metadata
from store.workspace import Workspace

TABLES = ("heard", "judgements", "notes", "said", "pins", "preferences", "mutes", "people")
MORE = ("group_disciplines", "group_members")


def judgement(ts: str = "1.0", thread: str = "1.0", kind: str = "ask") -> Judgement:
    return Judgement("C1", ts, thread, "U1", "performance", kind, "two readings", "mixed", (("latency", 0.5),))


def history(database: Database, workspace: str = "T1", now: float = 1000.0) -> History:
    return History(Workspace(database, workspace), clock=lambda: now)


def test_the_steps_make_the_tables_that_the_code_describes(database: Database) -> None:
    inspector = sa.inspect(database.engine)

    for name in (*TABLES, *MORE):
        made = {column["name"]: column["nullable"] for column in inspector.get_columns(name)}
        assert made == {column.name: column.nullable for column in metadata.tables[name].columns}
        keys = inspector.get_pk_constraint(name)["constrained_columns"]
        assert set(keys) == {column.name for column in metadata.tables[name].primary_key}


def test_a_message_is_claimed_once(database: Database) -> None:
    assert history(database).claim(judgement(), "thread") is not None

    assert history(database).claim(judgement(), "thread") is None


def test_a_term_is_noted_once_per_thread_and_the_second_judgement_says_why(database: Database) -> None:
    history(database).claim(judgement("1.0"), "thread")

    assert history(database).claim(judgement("2.0"), "thread") is None
    second = history(database).judgement("C1", "2.0")
    assert second is not None
    assert (second.kind, second.reason) == ("", "already said in this thread")


def test_a_silence_is_kept_with_its_reason(database: Database) -> None:
    history(database).claim(judgement(kind=""))

    kept = history(database).judgement("C1", "1.0")
    assert kept is not None
    assert (kept.speaks, kept.reason, kept.senses) == (False, "two readings", (("latency", 0.5),))


def test_a_withdrawn_note_frees_its_term(database: Database) -> None:
    history(database).claim(judgement("1.0"), "thread")

    withdrawn = history(database).withdraw("C1", "1.0")

    assert withdrawn is not None
    assert history(database).claim(judgement("2.0"), "thread") is not None


def test_the_authors_answer_is_not_overruled(database: Database) -> None:
    ours = history(database)
    ours.pin(Pin("C1", "1.0", "performance", "latency", "", "U2", by_author=False))
    ours.pin(Pin("C1", "1.0", "performance", "accuracy", "", "U1", by_author=True))

    with pytest.raises(AuthorHasAnswered):
        ours.pin(Pin("C1", "1.0", "performance", "latency", "", "U2", by_author=False))
    assert ours.pins("C1", "1.0")["performance"].sense == "accuracy"


def test_the_author_may_change_their_mind(database: Database) -> None:
    ours = history(database)
    ours.pin(Pin("C1", "1.0", "performance", "accuracy", "", "U1", by_author=True))

    ours.pin(Pin("C1", "1.0", "performance", "latency", "", "U1", by_author=True))

    assert ours.pins("C1", "1.0")["performance"].sense == "latency"


def test_workspaces_do_not_see_each_other(database: Database) -> None:
    history(database, "T1").claim(judgement(), "thread")

    assert history(database, "T2").note("C1", "1.0") is None
    assert history(database, "T2").claim(judgement(), "thread") is not None


def test_an_event_is_first_once_and_remembered_for_more_than_ten_minutes(database: Database) -> None:
    assert history(database, now=0).first("Ev1")

    assert not history(database, now=900).first("Ev1")


def test_dismissals_are_counted_for_a_while(database: Database) -> None:
    ours = history(database)
    note = ours.claim(judgement(), "thread")
    assert note is not None

    ours.settle(note, "dismissed")

    assert ours.recent("C1").dismissed == 1
    assert history(database, now=1000 + 30 * 86400).recent("C1").dismissed == 0


def test_a_channels_wish_comes_before_the_workspaces(database: Database) -> None:
    manners = Manners(Workspace(database, "T1"), Manner())
    manners.wish("", style="author")
    manners.wish("C1", style="off")

    assert (manners.of("C1").style, manners.of("C2").style) == ("off", "author")


def test_a_mute_survives_a_restart(database: Database) -> None:
    Manners(Workspace(database, "T1"), Manner()).mute("C1", "1.0", "U1")

    again = Manners(Workspace(database, "T1"), Manner())
    assert (again.muted("C1", "1.0"), again.muted("C1", "2.0")) == ("thread", "")


def test_a_mute_with_an_end_ends(database: Database) -> None:
    manners = Manners(Workspace(database, "T1"), Manner(), clock=lambda: 100.0)

    manners.mute("C1", "", "U1", until=99.0)

    assert manners.muted("C1", "1.0") == ""
