"""Finding, making and changing places; reading them page by page."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk import WebClient

from tests.playground.client import Control
from tests.playground.refusing import error

MAYA = {"as": "maya"}


def person(control: Control, name: str) -> str:
    return str(control.look("state", **{"as": name})["me"])


def made(control: Control, name: str, **args: Any) -> str:
    return str(control.do("channel", name=name, **MAYA, **args)["channel"]["id"])


def test_a_list_is_read_page_by_page(web: WebClient) -> None:
    pages = [[channel["name"] for channel in page["channels"]] for page in web.conversations_list(limit=2)]

    names = [name for page in pages for name in page]
    assert len(pages) >= 3
    assert names == [channel["name"] for channel in web.conversations_list()["channels"]]


def test_an_invented_cursor_is_refused(web: WebClient, place: str) -> None:
    assert error(web, "conversations.list", cursor="bogus") == "invalid_cursor"
    assert error(web, "conversations.history", channel=place, cursor="bm9wZTox") == "invalid_cursor"


def test_history_comes_newest_first_and_whole(web: WebClient, control: Control, place: str) -> None:
    read = [m["ts"] for page in web.conversations_history(channel=place, limit=5) for m in page["messages"]]

    assert read == sorted(read, reverse=True)
    assert set(read) == {message["ts"] for message in control.messages("maya", place, limit=500)}


def test_new_messages_do_not_shift_the_pages(web: WebClient, control: Control, place: str) -> None:
    first = web.conversations_history(channel=place, limit=3)
    control.say("maya", place, "between the pages")
    cursor = first["response_metadata"]["next_cursor"]

    second = web.conversations_history(channel=place, limit=3, cursor=cursor)

    assert not {m["ts"] for m in first["messages"]} & {m["ts"] for m in second["messages"]}


def test_history_between_two_moments(web: WebClient, control: Control, place: str) -> None:
    stamps = [control.say("maya", place, text)["ts"] for text in ("one", "two", "three")]

    outside = web.conversations_history(channel=place, oldest=stamps[0], latest=stamps[2])["messages"]
    inside = web.conversations_history(channel=place, oldest=stamps[0], latest=stamps[2], inclusive=True)["messages"]

    assert [message["text"] for message in outside] == ["two"]
    assert [message["text"] for message in inside] == ["three", "two", "one"]


def test_replies_come_with_their_parent_on_each_page(web: WebClient, control: Control, place: str) -> None:
    ts = control.say("maya", place, "parent")["ts"]
    for number in range(4):
        control.say("jon", place, f"reply {number}", thread_ts=ts)

    pages = [[m["text"] for m in page["messages"]] for page in web.conversations_replies(channel=place, ts=ts, limit=3)]

    assert pages == [["parent", "reply 0", "reply 1", "reply 2"], ["parent", "reply 3"]]


def test_a_channel_one_is_not_in_cannot_be_read_or_written(web: WebClient, control: Control) -> None:
    channel = made(control, "elsewhere")

    assert error(web, "conversations.history", channel=channel) == "not_in_channel"
    assert error(web, "reactions.add", channel=channel, timestamp="1.1", name="eyes") == "not_in_channel"
    assert web.conversations_info(channel=channel)["channel"]["is_member"] is False


def test_a_private_channel_does_not_exist_for_others(web: WebClient, control: Control) -> None:
    channel = made(control, "secret", is_private=True)

    assert error(web, "conversations.info", channel=channel) == "channel_not_found"
    names = [c["name"] for c in web.conversations_list(types="private_channel")["channels"]]
    assert "secret" not in names


def test_an_archived_channel_takes_nothing_more(web: WebClient, control: Control) -> None:
    channel = made(control, "old", people=["Tester"])
    control.do("archive", channel="#old", **MAYA)

    assert error(web, "chat.postMessage", channel=channel, text="x") == "is_archived"
    assert error(web, "conversations.archive", channel=channel) == "already_archived"


def test_a_bot_joins_and_hears_of_it(web: WebClient, control: Control) -> None:
    channel = made(control, "open")

    web.conversations_join(channel=channel)
    again = web.conversations_join(channel=channel)

    assert again["warning"] == "already_in_channel"
    heard = [d["payload"]["event"] for d in control.deliveries("Tester")]
    joined = [event for event in heard if event["type"] == "member_joined_channel"]
    assert [event["channel"] for event in joined] == [channel]


def test_an_invitation_tells_who_invited(web: WebClient, control: Control) -> None:
    channel = made(control, "party", people=["Tester"])
    jon = person(control, "jon")

    web.conversations_invite(channel=channel, users=jon)

    assert error(web, "conversations.invite", channel=channel, users=jon) == "already_in_channel"
    assert jon in web.conversations_members(channel=channel)["members"]
    inviters = [m.get("inviter") for m in control.messages("maya", channel) if m.get("subtype") == "channel_join"]
    assert inviters[-1] == web.auth_test()["user_id"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("", "invalid_arguments"),
        ("Upper", "invalid_name_specials"),
        ("with space", "invalid_name_specials"),
        ("x" * 81, "invalid_name_maxlength"),
        ("--", "invalid_name_punctuation"),
        ("lunch", "name_taken"),
    ],
)
def test_a_name_must_be_one(web: WebClient, name: str, expected: str) -> None:
    assert error(web, "conversations.create", name=name) == expected


def test_a_topic_is_set_and_said(web: WebClient, control: Control, place: str) -> None:
    web.conversations_setTopic(channel=place, topic="Score v5")

    assert web.conversations_info(channel=place)["channel"]["topic"]["value"] == "Score v5"
    assert control.messages("maya", place)[-1]["subtype"] == "channel_topic"


def test_a_direct_message_is_opened_once(web: WebClient, control: Control) -> None:
    maya = person(control, "maya")

    first = web.conversations_open(users=maya)["channel"]["id"]
    again = web.conversations_open(users=maya)

    assert again["channel"]["id"] == first
    assert again["already_open"] is True


def test_several_people_make_a_group(web: WebClient, control: Control) -> None:
    people = [person(control, name) for name in ("maya", "jon")]

    group = web.conversations_open(users=people, return_im=True)["channel"]

    assert group["is_mpim"] is True
    assert group["name"] == "mpdm-jon--maya--tester-1"


def test_a_renamed_channel_remembers_its_name(web: WebClient, control: Control) -> None:
    channel = made(control, "before", people=["Tester"])

    web.conversations_rename(channel=channel, name="after")

    assert web.conversations_info(channel=channel)["channel"]["previous_names"] == ["before"]


def test_the_general_channel_is_not_left(web: WebClient, control: Control) -> None:
    control.do("invite", channel="#general", people=["Tester"], **MAYA)
    general = next(c["id"] for c in web.conversations_list()["channels"] if c["is_general"])

    assert error(web, "conversations.leave", channel=general) == "cant_leave_general"
