"""Socket Mode's own manners: hello, tickets, several connections, goodbye."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

import pytest
from slack_sdk import WebClient
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from tests.playground.bolt import socket_app
from tests.playground.client import PATIENCE, Control, Live
from tests.playground.refusing import error
from tests.playground.socket import Socket, opened, ticket

MANY = 1000


async def test_slack_says_hello(control: Control) -> None:
    async with opened(control) as socket:
        hello = socket.hello

    assert (hello["type"], hello["num_connections"]) == ("hello", 1)
    assert hello["connection_info"] == {"app_id": socket.credentials["app_id"]}


async def test_a_ticket_is_good_once(control: Control) -> None:
    url = ticket(control, socket_app(control, "Plug"))
    async with connect(url, open_timeout=PATIENCE) as socket:
        await socket.recv()

    with pytest.raises(InvalidStatus):
        await connect(url, open_timeout=PATIENCE).__aenter__()


async def test_an_envelope_goes_to_one_of_several_connections(live: Live, control: Control) -> None:
    async with opened(control) as one, Socket.connected(control, one.credentials) as two:
        for text in ("first", "second"):
            await live.say("maya", "#churn-model", text)
        heard = [(await each.envelope())["payload"]["event"]["text"] for each in (one, two)]

    assert two.hello["num_connections"] == 2
    assert sorted(heard) == ["first", "second"]


async def test_the_eleventh_connection_is_sent_away(control: Control) -> None:
    credentials = socket_app(control, "Plug")
    async with AsyncExitStack() as stack:
        for _ in range(10):
            await stack.enter_async_context(Socket.connected(control, credentials))
        eleventh = await stack.enter_async_context(Socket.connected(control, credentials))

    assert (eleventh.hello["type"], eleventh.hello["reason"]) == ("disconnect", "too_many_websockets")


async def test_slack_asks_for_a_new_connection_and_hangs_up_later(live: Live, control: Control) -> None:
    async with opened(control) as socket:
        await live.do("connection", app="Plug", do="refresh")
        asked = await socket.message()
        await live.do("clock", advance=11)
        await socket.closed()

    assert (asked["type"], asked["reason"]) == ("disconnect", "refresh_requested")


async def test_what_nobody_acknowledges_comes_again(live: Live, control: Control) -> None:
    async with opened(control) as socket:
        await live.do("clock", running=False)
        await live.say("maya", "#churn-model", "hello")
        first = await socket.envelope(acknowledge=False)
        await live.do("clock", advance=3)
        again = await socket.envelope()

    assert (first["retry_attempt"], again["retry_attempt"], again["retry_reason"]) == (0, 1, "timeout")
    assert first["envelope_id"] != again["envelope_id"]
    assert first["payload"]["event_id"] == again["payload"]["event_id"]


async def test_a_thousand_events_go_through_one_connection(live: Live, control: Control) -> None:
    async with opened(control) as socket:
        fault = {"on": "delivery", "do": "duplicate", "copies": MANY - 1, "times": 1, "app": "Plug"}
        await live.do("faults", add=fault)
        await live.say("maya", "#churn-model", "hello")
        heard = [await socket.envelope() for _ in range(MANY)]
        await live.do("settle", timeout=60)

    assert {one["payload"]["event"]["text"] for one in heard} == {"hello"}


async def test_what_was_said_while_nobody_was_there_is_heard_on_return(live: Live, control: Control) -> None:
    credentials = socket_app(control, "Plug")
    await live.say("maya", "#churn-model", "anybody?")

    async with Socket.connected(control, credentials) as socket:
        envelope = await socket.envelope()

    assert envelope["payload"]["event"]["text"] == "anybody?"


async def test_a_command_is_answered_in_its_acknowledgement(live: Live, control: Control) -> None:
    async with opened(control) as socket:
        asking = live.do("command", **{"as": "maya"}, channel="#churn-model", command="/define", text="psi")
        asked, envelope = await asyncio.gather(asking, socket.envelope(payload={"text": "a word"}))

    assert (envelope["type"], envelope["accepts_response_payload"]) == ("slash_commands", True)
    assert asked["message"]["text"] == "a word"


def test_without_socket_mode_there_is_no_connection(control: Control, app: dict[str, str]) -> None:
    web = WebClient(token=app["app_token"], base_url=control.base_url)

    assert error(web, "apps.connections.open") == "forbidden_team"
