"""Messages that wait for their hour, on a clock that is driven."""

from __future__ import annotations

from slack_sdk import WebClient

from tests.playground.client import Control
from tests.playground.refusing import error


def now(control: Control) -> int:
    return int(control.look("state")["now"])


def test_a_scheduled_message_comes_when_its_time_has_come(web: WebClient, control: Control, place: str) -> None:
    web.chat_scheduleMessage(channel=place, text="later", post_at=now(control) + 3600)

    control.do("clock", advance=3500)
    early = control.texts("maya", place)
    control.do("clock", advance=200)

    assert "later" not in early
    assert control.texts("maya", place)[-1] == "later"
    assert web.chat_scheduledMessages_list()["scheduled_messages"] == []


def test_what_is_taken_back_is_not_said(web: WebClient, control: Control, place: str) -> None:
    waiting = web.chat_scheduleMessage(channel=place, text="later", post_at=now(control) + 60)["scheduled_message_id"]
    listed = [each["id"] for each in web.chat_scheduledMessages_list(channel=place)["scheduled_messages"]]

    web.chat_deleteScheduledMessage(channel=place, scheduled_message_id=waiting)
    control.do("clock", advance=120)

    assert listed == [waiting]
    assert "later" not in control.texts("maya", place)
    gone = {"channel": place, "scheduled_message_id": waiting}
    assert error(web, "chat.deleteScheduledMessage", **gone) == "invalid_scheduled_message_id"


def test_the_past_and_the_far_future_are_refused(web: WebClient, control: Control, place: str) -> None:
    moment = now(control)

    assert error(web, "chat.scheduleMessage", channel=place, text="x", post_at=moment - 1) == "time_in_past"
    assert error(web, "chat.scheduleMessage", channel=place, text="x", post_at=moment + 121 * 86400) == "time_too_far"
