"""Workspaces in and out: our own JSON, and a Slack export."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest
from slack_sdk import WebClient

from tests.playground.client import Control, Refused

USERS = [
    {
        "id": "U1",
        "team_id": "T9",
        "name": "ana",
        "real_name": "Ana Diaz",
        "tz": "America/Lima",
        "profile": {"title": "Analyst"},
    },
    {"id": "U2", "team_id": "T9", "name": "bo", "real_name": "Bo Chen", "profile": {}},
]
CHANNELS = [{"id": "C1", "name": "general", "is_general": True, "members": ["U1", "U2"], "topic": {"value": "All"}}]
DAY = [
    {"type": "message", "user": "U1", "ts": "1700000000.000100", "text": "performance?", "thread_ts": "1700000000.000100",
     "reactions": [{"name": "eyes", "users": ["U2"], "count": 1}]},
    {"type": "message", "user": "U2", "ts": "1700000060.000100", "text": "which one?", "thread_ts": "1700000000.000100"},
    {"type": "message", "user": "U2", "ts": "1700000090.000100", "text": "a file", "files": [{"id": "F1"}]},
    {"type": "huddle", "ts": "1700000100.000100"},
]  # fmt: skip


def export(**files: Any) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_json", ".json"), json.dumps(content))
    return packed.getvalue()


WHOLE = {"users_json": USERS, "channels_json": CHANNELS, "general__2023-11-14_json": DAY}


def send(control: Control, content: bytes) -> dict[str, Any]:
    response = control.http.post("/_control/import", content=content, headers={"Content-Type": "application/zip"})
    answer: dict[str, Any] = response.json()
    if not answer["ok"]:
        raise Refused(answer)
    return answer


def test_an_export_comes_back_as_it_was(control: Control, place: str) -> None:
    ts = control.say("maya", place, "kept *bold*")["ts"]
    control.say("jon", place, "a reply", thread_ts=ts)
    control.do("reaction", **{"as": "aiko"}, channel=place, ts=ts, name="eyes")
    control.do("upload", **{"as": "maya"}, name="a.txt", content="hello", channel=place)
    before = [control.messages("maya", place, limit=1000), control.messages("maya", place, thread_ts=ts)]
    people = control.look("state")["people"]

    exported = control.look("export")["workspace"]
    control.do("reset", workspace="empty")
    told = control.do("import", workspace=json.loads(json.dumps(exported)))

    assert [control.messages("maya", place, limit=1000), control.messages("maya", place, thread_ts=ts)] == before
    assert [person["name"] for person in control.look("state")["people"]] == [person["name"] for person in people]
    assert told["skipped"] == []


def test_an_apps_tokens_survive_an_import(control: Control, web: WebClient) -> None:
    exported = control.look("export")["workspace"]
    control.do("import", workspace=exported)

    assert web.auth_test()["team"] == "Northlight"


def test_a_slack_export_is_read(control: Control) -> None:
    told = send(control, export(**WHOLE))

    assert told["imported"] == {"people": 2, "channels": 1, "messages": 3}
    assert told["skipped"] == [
        "attached files (a Slack export holds only links to them): 1",
        "entries that are no messages: 1",
    ]
    [first, _] = control.messages("ana", "#general")
    assert (first["text"], first["reply_count"], first["reactions"][0]["name"]) == ("performance?", 1, "eyes")
    assert control.look("state", **{"as": "ana"})["people"][0]["tz"] == "America/Lima"


def test_apps_find_their_way_into_an_imported_export(control: Control, web: WebClient) -> None:
    send(control, export(**WHOLE))

    assert web.auth_test()["team_id"] == "T9"
    web.conversations_join(channel="C1")
    assert web.conversations_history(channel="C1")["messages"][-1]["text"] == "performance?"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"no zip", "That is no ZIP file."),
        (export(channels_json=CHANNELS), "A Slack export has a users.json; this one has none."),
    ],
    ids=["no ZIP", "no people"],  # the bytes hold the time: no two processes would read the same id
)
def test_what_is_no_export_is_refused_and_changes_nothing(control: Control, content: bytes, words: str) -> None:
    with pytest.raises(Refused) as refused:
        send(control, content)

    assert refused.value.detail == words
    assert control.look("state")["team"]["name"] == "Northlight"


def test_a_workspace_may_be_written_by_hand(control: Control) -> None:
    written = {
        "team": {"name": "Tiny"},
        "people": [{"name": "ana", "discipline": "law"}, {"name": "bo"}],
        "channels": [
            {
                "name": "talk",
                "members": ["ana", "bo"],
                "messages": [
                    {"as": "ana", "ago": 3600, "text": "hello @bo", "reactions": {"eyes": ["bo"]}},
                    {"as": "bo", "text": "hello", "replies": [{"as": "ana", "text": "well?"}]},
                ],
            }
        ],
        "colour": "green",
    }

    told = control.do("import", workspace=written)

    assert told["imported"] == {"people": 2, "channels": 1, "messages": 3}
    assert told["skipped"] == ["colour: not a part of a workspace"]
    bo = control.look("state", **{"as": "bo"})["me"]
    assert control.texts("bo", "#talk") == [f"hello <@{bo}>", "hello"]


@pytest.mark.parametrize(
    "written",
    [
        {"people": "everybody"},
        {"people": [{"real_name": "Nameless"}]},
        {"people": [{"name": "ana"}], "channels": [{"name": "x", "members": ["bo"]}]},
        {"people": [{"name": "ana"}], "channels": [{"name": "x", "members": ["ana"], "messages": [{"as": "bo"}]}]},
        {"people": [{"name": "ana"}], "channels": [{"name": "x", "messages": [{"as": "ana", "at": "noonish"}]}]},
    ],
)
def test_a_broken_workspace_is_refused_with_a_sentence(control: Control, written: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refused:
        control.do("import", workspace=written)

    assert refused.value.detail.endswith(".")
    assert control.look("state")["team"]["name"] == "Northlight"


def test_the_past_can_be_written_down(control: Control, app: dict[str, str], place: str) -> None:
    told = control.do(
        "history",
        channel=place,
        messages=[
            {"as": "maya", "text": "long ago", "ago": 86400},
            {"as": "jon", "text": "a reply", "ago": 86000, "thread": 0},
        ],
    )

    assert told["deliveries"] == []
    assert [message["text"] for message in told["messages"]] == ["long ago", "a reply"]
    assert told["messages"][1]["thread_ts"] == told["messages"][0]["ts"]
