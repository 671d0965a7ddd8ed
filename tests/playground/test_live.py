"""The page's socket: each person hears what they may see, and misses nothing."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from slack_sdk import WebClient
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidStatus
from websockets.typing import Origin

from tests.playground.client import PATIENCE, Answer, Control, Live
from tests.playground.socket import opened


@asynccontextmanager
async def watching(control: Control, who: str, **query: Any) -> AsyncIterator[ClientConnection]:
    wanted = "&".join(f"{key}={value}" for key, value in {"as": who, **query}.items())
    url = f"{control.url.replace('http', 'ws')}/_page/live?{wanted}"
    async with connect(url, open_timeout=PATIENCE) as socket:
        assert json.loads(await socket.recv())["type"] == "hello"
        yield socket


async def until(socket: ClientConnection, kind: str) -> list[Answer]:
    """What was heard, up to the first of that kind."""
    heard: list[Answer] = []
    while not heard or heard[-1]["type"] != kind:
        heard.append(json.loads(await socket.recv()))
    return heard


async def test_a_message_is_heard_as_it_is_said(live: Live, control: Control, place: str) -> None:
    async with watching(control, "jon") as socket:
        await live.say("maya", place, "hello")
        heard = (await until(socket, "message"))[-1]

    assert (heard["channel"], heard["message"]["text"]) == (place, "hello")


async def test_numbers_only_grow(live: Live, control: Control, place: str) -> None:
    async with watching(control, "jon", log=1) as socket:
        await live.say("maya", place, "one")
        await live.do("typing", **{"as": "maya"}, channel=place)
        numbers = [happening["seq"] for happening in await until(socket, "typing")]

    assert numbers == sorted(set(numbers))


async def test_what_is_private_stays_private(live: Live, control: Control, app: dict[str, str], place: str) -> None:
    async with watching(control, "jon") as socket:
        await live.say("maya", "@aiko", "between us")
        await live.do("channel", **{"as": "maya"}, name="secret", is_private=True)
        await live.say("maya", place, "for all")
        heard = await until(socket, "message")

    assert [happening["message"]["text"] for happening in heard if happening["type"] == "message"] == ["for all"]
    assert "secret" not in json.dumps(heard)


async def test_an_ephemeral_message_reaches_its_reader_only(
    live: Live, control: Control, web: WebClient, place: str
) -> None:
    jon = control.look("state", **{"as": "jon"})["me"]
    async with watching(control, "jon") as his, watching(control, "maya") as hers:
        web.chat_postEphemeral(channel=place, user=jon, text="psst")
        await live.say("aiko", place, "hello")
        mine, others = await until(his, "message"), await until(hers, "message")

    assert (mine[-1]["message"]["text"], others[-1]["message"]["text"]) == ("psst", "hello")


async def test_what_was_missed_comes_first(live: Live, control: Control, place: str) -> None:
    seq = (await live.say("maya", place, "seen"))["seq"]
    await live.say("maya", place, "missed")

    async with watching(control, "jon", after=seq) as socket:
        heard = await until(socket, "message")

    assert heard[-1]["message"]["text"] == "missed"


async def test_a_thread_shows_on_its_parent(live: Live, control: Control, place: str) -> None:
    ts = (await live.say("maya", place, "question"))["ts"]
    async with watching(control, "aiko") as socket:
        await live.say("jon", place, "answer", thread_ts=ts)
        heard = await until(socket, "message_changed")

    assert (heard[-1]["hidden"], heard[-1]["message"]["reply_count"]) == (True, 1)


async def test_unread_messages_are_counted_for_each(live: Live, control: Control, place: str) -> None:
    await live.say("maya", place, "hello @jon")

    def row(who: str) -> Answer:
        channels = control.look("state", **{"as": who})["channels"]
        return next(channel for channel in channels if channel["id"] == place)

    assert (row("jon")["unread"], row("jon")["mentions"]) == (1, 1)
    assert (row("aiko")["unread"], row("aiko")["mentions"]) == (1, 0)
    assert row("maya")["unread"] == 0
    assert (await live.do("read", **{"as": "jon"}, channel=place))["unread"] == 0


async def test_everybody_hears_for_whom_more_waits(live: Live, control: Control, place: str) -> None:
    def badge(who: str) -> dict[str, int]:
        people = control.look("state", **{"as": "lena"})["people"]
        row = next(person for person in people if person["name"] == who)
        return {"unread": row["unread"], "mentions": row["mentions"]}

    before, jon = badge("jon"), control.look("state", **{"as": "jon"})["me"]
    more = {"unread": before["unread"] + 1, "mentions": before["mentions"] + 1}

    async with watching(control, "lena") as socket:
        await live.say("maya", place, "hello @jon")
        told = (await until(socket, "badges"))[-1]["people"]
        assert (told[jon], badge("jon")) == (more, more)

        await live.do("read", **{"as": "jon"}, channel=place)
        told = (await until(socket, "badges"))[-1]["people"]
        assert told == {jon: badge("jon")}
        assert badge("jon")["mentions"] < more["mentions"]


async def test_an_app_that_connects_is_shown(live: Live, control: Control) -> None:
    async with watching(control, "jon") as socket, opened(control):
        heard = await until(socket, "app_changed")
        while not heard[-1]["app"]["connected"]:
            heard = await until(socket, "app_changed")

    assert heard[-1]["app"]["name"] == "Plug"


async def test_a_failed_command_is_told_to_who_typed_it(live: Live, control: Control) -> None:
    async with watching(control, "maya") as socket:
        answer = await live.http.post(
            "/_control/command", json={"as": "maya", "channel": "#lunch", "command": "/nonsense", "text": ""}
        )
        heard = await until(socket, "command_failed")

    assert answer.json()["error"] == "unknown_command"
    assert heard[-1]["text"] == "/nonsense is not a valid command."


async def test_a_page_may_type_and_read(control: Control, place: str) -> None:
    async with watching(control, "maya") as hers, watching(control, "jon") as his:
        await his.send(json.dumps({"type": "typing", "channel": place}))
        heard = await until(hers, "typing")

    assert heard[-1]["channel"] == place


@pytest.mark.parametrize(
    "said", ["nonsense", "[]", '{"type": 5}', '{"type": "typing"}', '{"type": "read", "channel": 7}']
)
async def test_nonsense_from_a_page_is_passed_over(live: Live, control: Control, place: str, said: str) -> None:
    async with watching(control, "jon") as socket:
        await socket.send(said)
        await live.say("maya", place, "still here")
        heard = await until(socket, "message")

    assert heard[-1]["message"]["text"] == "still here"


async def test_a_foreign_page_may_not_listen(control: Control) -> None:
    url = f"{control.url.replace('http', 'ws')}/_page/live?as=maya"

    with pytest.raises(InvalidStatus):
        await connect(url, origin=Origin("http://evil.example"), open_timeout=PATIENCE).__aenter__()


async def test_the_inspector_shows_both_sides_without_secrets(
    live: Live, control: Control, web: WebClient, place: str
) -> None:
    web.chat_postMessage(channel=place, text="hello")

    entries = control.look("log", app="Tester", kind="web_api")["entries"]

    last = entries[-1]
    assert (last["name"], last["status"], last["http_status"]) == ("chat.postMessage", "ok", 200)
    assert last["response"]["message"]["text"] == "hello"
    assert web.token not in json.dumps(entries)
