"""A Slack event becomes a plain message, or nothing."""

from typing import Any

import pytest

from bot.message import Message

SAID: dict[str, Any] = {"type": "message", "channel": "C1", "user": "U1", "text": "hello", "ts": "1.0"}


def changed(now: dict[str, Any], before: dict[str, Any] = SAID) -> dict[str, Any]:
    return {
        "type": "message",
        "subtype": "message_changed",
        "channel": "C1",
        "message": {**SAID, **now},
        "previous_message": before,
    }


def test_what_a_person_said_is_a_message() -> None:
    assert Message.from_event(SAID, "T1") == Message("T1", "C1", "1.0", "U1", "hello")


def test_a_reply_knows_its_thread() -> None:
    reply = Message.from_event({**SAID, "thread_ts": "0.5"}, "T1")

    assert reply is not None
    assert (reply.thread, reply.root) == ("0.5", "0.5")


@pytest.mark.parametrize(
    "event",
    [
        {**SAID, "bot_id": "B1"},
        {**SAID, "subtype": "bot_message"},
        {**SAID, "subtype": "channel_join"},
        {**SAID, "subtype": "channel_leave"},
        {**SAID, "subtype": "channel_topic"},
        {**SAID, "subtype": "a_subtype_of_next_year"},
        {**SAID, "user": "USLACKBOT"},
        {**SAID, "user": None},
        {**SAID, "text": 7},
        {},
        changed({"text": "hello"}),
        changed({"text": "hello", "attachments": [{"title": "unfurled"}]}),
        changed({"text": "bye", "bot_id": "B1"}),
        {"type": "message", "subtype": "message_changed", "channel": "C1"},
        {"type": "message", "subtype": "message_deleted", "channel": "C1"},
    ],
)
def test_what_nobody_said_is_nothing(event: dict[str, Any]) -> None:
    assert Message.from_event(event, "T1") is None


def test_an_edit_carries_the_new_text_and_its_moment() -> None:
    message = Message.from_event(changed({"text": "bye", "edited": {"ts": "2.0"}}), "T1")

    assert message == Message("T1", "C1", "1.0", "U1", "bye", event="edited", edited="2.0")


def test_a_deleted_parent_is_a_tombstone_and_counts_as_deleted() -> None:
    message = Message.from_event(changed({"subtype": "tombstone", "user": "USLACKBOT", "text": "gone"}), "T1")

    assert message is not None
    assert (message.event, message.ts) == ("deleted", "1.0")


def test_a_broadcast_reply_and_a_message_with_files_are_messages() -> None:
    for subtype in ("thread_broadcast", "file_share"):
        assert Message.from_event({**SAID, "subtype": subtype}, "T1") is not None


def test_a_direct_message_is_known_as_one() -> None:
    message = Message.from_event({**SAID, "channel": "D1", "channel_type": "im"}, "T1")

    assert message is not None
    assert message.direct
