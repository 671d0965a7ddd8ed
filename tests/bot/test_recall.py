"""What was said before is remembered for a while, in memory, within bounds."""

from bot.message import Message
from bot.recall import TEXTS, THREADS, Recall, Turn


def said(text: str, ts: str, thread: str = "") -> Message:
    return Message("T1", "C1", ts, "U1", text, thread)


def test_a_message_sees_what_came_before_it_and_nothing_later() -> None:
    recall = Recall()
    recall.note(said("first", "1.0"))
    recall.note(said("third", "3.0", "1.0"))

    assert recall.before(said("second", "2.0", "1.0")) == (Turn("1.0", "U1", "first"),)


def test_only_the_last_few_messages_and_threads_are_kept() -> None:
    recall = Recall()
    for n in range(TEXTS + 5):
        recall.note(said(f"text {n}", f"{n + 1:03}.0", "001.0"))
    assert len(recall.before(said("now", "999.0", "001.0"))) == TEXTS

    for n in range(THREADS):
        recall.note(said("another", f"5{n:06}.0"))

    assert recall.before(said("now", "999.0", "001.0")) == ()


def test_what_was_taken_back_counts_no_longer() -> None:
    recall = Recall()
    recall.note(said("first", "1.0"))

    recall.forget(said("", "1.0"))

    assert recall.before(said("second", "2.0", "1.0")) == ()
