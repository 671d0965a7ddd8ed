"""An app says, corrects and takes back."""

from __future__ import annotations

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from tests.playground.client import Control


def test_a_posted_message_is_seen_by_everybody(web: WebClient, control: Control, place: str) -> None:
    posted = web.chat_postMessage(channel=place, text="hello")

    seen = control.messages("maya", "#churn-model")[-1]
    assert (seen["text"], seen["ts"], seen["bot_id"]) == ("hello", posted["ts"], posted["message"]["bot_id"])


def test_a_channel_may_be_named(web: WebClient, place: str) -> None:
    assert web.chat_postMessage(channel="#churn-model", text="hello")["channel"] == place


def test_a_person_is_reached_directly(web: WebClient, control: Control) -> None:
    maya = control.look("state", **{"as": "maya"})["me"]

    posted = web.chat_postMessage(channel=maya, text="psst")

    assert posted["channel"].startswith("D")
    assert control.texts("maya", "@tester")[-1] == "psst"


def test_a_correction_replaces_the_text(web: WebClient, control: Control, place: str) -> None:
    ts = web.chat_postMessage(channel=place, text="helo")["ts"]

    web.chat_update(channel=place, ts=ts, text="hello")

    seen = control.messages("maya", place)[-1]
    assert seen["text"] == "hello"
    assert seen["edited"]["user"] == seen["user"]


def test_what_is_taken_back_is_gone(web: WebClient, control: Control, place: str) -> None:
    ts = web.chat_postMessage(channel=place, text="hello")["ts"]

    web.chat_delete(channel=place, ts=ts)

    assert "hello" not in control.texts("maya", place)


def test_another_ones_message_cannot_be_corrected(web: WebClient, control: Control, place: str) -> None:
    ts = control.say("maya", place, "mine")["ts"]

    with pytest.raises(SlackApiError) as refused:
        web.chat_update(channel=place, ts=ts, text="ours")

    assert refused.value.response["error"] == "cant_update_message"


def test_an_ephemeral_message_is_seen_by_its_reader_only(web: WebClient, control: Control, place: str) -> None:
    jon = control.look("state", **{"as": "jon"})["me"]

    web.chat_postEphemeral(channel=place, user=jon, text="only you")

    assert control.texts("jon", place)[-1] == "only you"
    assert "only you" not in control.texts("maya", place)


def test_an_ephemeral_message_does_not_reach_somebody_who_is_away(web: WebClient, control: Control, place: str) -> None:
    jon = control.look("state", **{"as": "jon"})["me"]
    control.do("presence", **{"as": "jon", "presence": "away"})

    assert web.chat_postEphemeral(channel=place, user=jon, text="only you")["ok"]

    assert "only you" not in control.texts("jon", place)


def test_a_reply_stays_in_its_thread(web: WebClient, control: Control, place: str) -> None:
    ts = control.say("maya", place, "question")["ts"]

    web.chat_postMessage(channel=place, thread_ts=ts, text="answer")

    assert "answer" not in control.texts("maya", place)
    assert control.texts("maya", place, thread_ts=ts) == ["question", "answer"]
    assert control.messages("maya", place)[-1]["reply_count"] == 1


def test_a_broadcast_reply_is_seen_in_both_places(web: WebClient, control: Control, place: str) -> None:
    ts = control.say("maya", place, "question")["ts"]

    web.chat_postMessage(channel=place, thread_ts=ts, text="answer", reply_broadcast=True)

    seen = control.messages("maya", place)[-1]
    assert (seen["text"], seen["subtype"], seen["root"]["text"]) == ("answer", "thread_broadcast", "question")


def test_a_deleted_parent_leaves_a_tombstone(web: WebClient, control: Control, place: str) -> None:
    ts = web.chat_postMessage(channel=place, text="question")["ts"]
    control.say("maya", place, "answer", thread_ts=ts)

    web.chat_delete(channel=place, ts=ts)

    assert control.messages("maya", place)[-1]["subtype"] == "tombstone"


def test_metadata_is_kept_and_told_when_asked_for(web: WebClient, place: str) -> None:
    metadata = {"event_type": "notice", "event_payload": {"id": "n1"}}
    web.chat_postMessage(channel=place, text="hello", metadata=metadata)

    without = web.conversations_history(channel=place)["messages"][0]
    told = web.conversations_history(channel=place, include_all_metadata=True)["messages"][0]

    assert "metadata" not in without
    assert told["metadata"] == metadata


def test_a_bare_link_becomes_a_link_outside_code(web: WebClient, place: str) -> None:
    posted = web.chat_postMessage(channel=place, text="see https://a.example/x, not `https://b.example`")

    assert posted["message"]["text"] == "see <https://a.example/x>, not `https://b.example`"


@pytest.mark.parametrize(
    ("args", "error"),
    [
        ({"text": ""}, "no_text"),
        ({"text": "x" * 40_001}, "msg_too_long"),
        ({"text": "x", "channel": "C0NOWHERE"}, "channel_not_found"),
        ({"text": "x", "thread_ts": "1.000001"}, "cannot_reply_to_message"),
        ({"text": "x", "metadata": {"event_type": "a"}}, "invalid_metadata_format"),
    ],
)
def test_what_slack_refuses_is_refused(web: WebClient, place: str, args: dict[str, object], error: str) -> None:
    with pytest.raises(SlackApiError) as refused:
        web.api_call("chat.postMessage", json={"channel": place, **args})

    assert refused.value.response["error"] == error
