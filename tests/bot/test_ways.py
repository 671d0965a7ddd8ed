"""How a channel wants us is read once for many messages, and never outlives what somebody said since."""

from dataclasses import dataclass, field

import pytest

from bot.manners import EVERYWHERE, Manner, Manners
from bot.message import Message
from bot.people import People
from bot.ways import KEPT_FOR, Kept
from store.database import Database
from store.workspace import Workspace

SAID = Message("T1", "C1", "2.0", "U1", "hello", thread="1.0")


@dataclass
class Here:
    """One process: what it keeps, and who tells it of changes. `elsewhere` is another process on the same database."""

    workspace: Workspace
    now: float = 0.0
    kept: Kept = field(init=False)
    manners: Manners = field(init=False)
    people: People = field(init=False)
    elsewhere: Manners = field(init=False)

    def __post_init__(self) -> None:
        self.kept = Kept(Manners(self.workspace, Manner()), lambda: self.now)
        self.manners = Manners(self.workspace, Manner(), changed=self.kept.changed)
        self.people = People(self.workspace, lambda title: None, changed=self.kept.changed)
        self.elsewhere = Manners(self.workspace, Manner())

    def silence(self, message: Message = SAID) -> str:
        return self.kept.of(message.channel).silence(message, self.now)


@pytest.fixture
def here(sqlite: Database) -> Here:
    return Here(Workspace(sqlite, "T1"))


def test_nobody_said_anything_and_nothing_is_silent(here: Here) -> None:
    assert here.silence() == ""


def test_what_was_said_here_counts_with_the_next_message(here: Here) -> None:
    assert here.silence() == ""

    here.manners.mute("C1", "1.0", "U2")
    assert here.silence() == "this thread is muted"
    here.manners.unmute("C1", "1.0")
    assert here.silence() == ""
    here.manners.mute("C1", "", "U2")
    assert here.silence() == "this channel is muted"
    here.manners.unmute("C1")
    here.people.opt_out("U1")
    assert here.silence() == "the author wants no notes"
    here.people.opt_in("U1")
    here.manners.wish(EVERYWHERE, style="off")
    assert here.silence() == "notes are switched off in this channel"


def test_what_was_said_to_another_process_counts_within_seconds(here: Here) -> None:
    assert here.silence() == ""
    here.elsewhere.mute("C1", "", "U2")

    here.now = KEPT_FOR - 0.1
    assert here.silence() == ""
    here.now = KEPT_FOR
    assert here.silence() == "this channel is muted"


def test_a_mute_ends_when_it_said_it_would_without_being_read_again(here: Here) -> None:
    here.manners.mute("C1", "1.0", "U2", until=1.0)
    assert here.silence() == "this thread is muted"

    here.now = 1.0

    assert here.silence() == ""


def test_a_mute_holds_where_it_was_said_and_nowhere_else(here: Here) -> None:
    here.manners.mute("C1", "1.0", "U2")

    assert here.silence(Message("T1", "C1", "9.0", "U1", "hello")) == ""
    assert here.silence(Message("T1", "C2", "2.0", "U1", "hello", thread="1.0")) == ""


def test_what_changes_while_it_is_read_is_not_kept_as_it_was(here: Here) -> None:
    """The mute is committed after we have read and before we keep what we read."""
    read = here.kept._read

    def slowly(channel: str) -> object:
        found = read(channel)
        here.manners.mute("C1", "", "U2")
        return found

    here.kept._read = slowly  # type: ignore[method-assign, assignment] # the moment in between is ours to choose
    here.silence()
    here.kept._read = read  # type: ignore[method-assign] # as it was

    assert here.silence() == "this channel is muted"
