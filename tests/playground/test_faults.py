"""Faults on demand: each does what it says, as often as it says."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any

import httpx
import pytest

from tests.playground.client import PATIENCE, Control, Live, Refused
from tests.playground.socket import Socket, opened


def call(control: Control, app: dict[str, str], method: str, **args: str) -> httpx.Response:
    return httpx.post(
        f"{control.base_url}{method}",
        data=args,
        headers={"Authorization": f"Bearer {app['bot_token']}"},
        timeout=PATIENCE,
    )


def add(control: Control, **fault: Any) -> None:
    control.do("faults", add={"app": "Tester", **fault})


def test_a_call_is_rate_limited_once(control: Control, app: dict[str, str]) -> None:
    add(control, on="web_api", method="auth.test", do="ratelimited", retry_after=7, times=1)

    refused, passed = (call(control, app, "auth.test") for _ in range(2))

    assert (refused.status_code, refused.headers["retry-after"]) == (429, "7")
    assert passed.json()["ok"]


def test_another_method_is_not_hit(control: Control, app: dict[str, str], place: str) -> None:
    add(control, on="web_api", method="auth.test", do="status", status=503)

    assert call(control, app, "chat.postMessage", channel=place, text="x").json()["ok"]
    assert call(control, app, "auth.test").status_code == 503


def test_every_third_call_fails(control: Control, app: dict[str, str]) -> None:
    add(control, on="web_api", do="error", error="fatal_error", every=3)

    answers = [call(control, app, "auth.test").json().get("error") for _ in range(6)]

    assert answers == [None, None, "fatal_error", None, None, "fatal_error"]


def test_a_call_may_be_done_although_its_answer_never_comes(control: Control, app: dict[str, str], place: str) -> None:
    add(control, on="web_api", method="chat.postMessage", do="accept_then_timeout", times=1)

    with pytest.raises(httpx.RemoteProtocolError):
        call(control, app, "chat.postMessage", channel=place, text="once")

    assert control.texts("maya", place).count("once") == 1


def test_a_cut_connection_does_nothing(control: Control, app: dict[str, str], place: str) -> None:
    add(control, on="web_api", method="chat.postMessage", do="disconnect", times=1)

    with pytest.raises(httpx.RemoteProtocolError):
        call(control, app, "chat.postMessage", channel=place, text="never")

    assert "never" not in control.texts("maya", place)


async def test_a_slow_call_waits_for_the_clock(live: Live, control: Control, app: dict[str, str]) -> None:
    add(control, on="web_api", method="auth.test", do="slow", seconds=30, times=1)
    control.do("clock", running=False)

    calling = asyncio.create_task(asyncio.to_thread(call, control, app, "auth.test"))
    await live.happened(type="log", entry={"name": "auth.test", "status": "waiting", "app": app["app_id"]})
    early = calling.done()
    await live.do("clock", advance=31)

    assert not early
    assert (await calling).json()["ok"]


def test_a_lost_delivery_is_noted_as_lost(control: Control, app: dict[str, str]) -> None:
    add(control, on="delivery", event="message", do="drop", times=1)

    said = control.say("maya", "#churn-model", "hello")

    assert {d["app"]: d["status"] for d in said["deliveries"]}[app["app_id"]] == "dropped"


@pytest.mark.parametrize(("anew", "ids"), [(False, 1), (True, 2)])
def test_an_event_comes_twice(control: Control, app: dict[str, str], anew: bool, ids: int) -> None:
    add(control, on="delivery", event="message", do="duplicate", copies=1, new_event_id=anew, times=1)
    control.say("maya", "#churn-model", "hello")

    payloads = [d["payload"] for d in control.deliveries("Tester")]

    assert [payload["event"]["text"] for payload in payloads] == ["hello", "hello"]
    assert len({payload["event_id"] for payload in payloads}) == ids


def test_events_come_in_the_wrong_order(control: Control, app: dict[str, str]) -> None:
    add(control, on="delivery", event="message", do="hold", count=3, times=3)
    for text in ("one", "two", "three"):
        control.say("maya", "#churn-model", text)

    assert [d["payload"]["event"]["text"] for d in control.deliveries("Tester")] == ["three", "two", "one"]


async def test_an_unacknowledged_envelope_comes_again_after_the_socket_broke(live: Live, control: Control) -> None:
    async with opened(control) as first:
        control.do("faults", add={"on": "socket", "do": "drop", "app": "Plug", "times": 1})
        await live.say("maya", "#churn-model", "hello")
        await first.closed()

    async with Socket.connected(control, first.credentials) as second:
        envelope = await second.envelope()

    assert envelope["payload"]["event"]["text"] == "hello"
    assert envelope["retry_attempt"] >= 1


async def test_a_slow_call_ends_with_its_world(live: Live, control: Control, app: dict[str, str]) -> None:
    add(control, on="web_api", method="auth.test", do="slow", seconds=30, times=1)
    control.do("clock", running=False)
    calling = asyncio.create_task(asyncio.to_thread(call, control, app, "auth.test"))
    await live.happened(type="log", entry={"name": "auth.test", "status": "waiting", "app": app["app_id"]})

    await live.do("reset")

    await live.do("settle", timeout=60)
    with contextlib.suppress(httpx.HTTPError):
        assert (await calling).status_code == 500


def test_an_unknown_fault_is_refused(control: Control) -> None:
    with pytest.raises(Refused) as refused:
        control.do("faults", add={"on": "web_api", "do": "explode"})

    assert refused.value.error == "invalid_fault"


def test_a_reset_takes_all_faults_away(control: Control, app: dict[str, str]) -> None:
    add(control, on="web_api", do="status", status=500)
    control.begin()

    assert control.look("faults")["faults"] == []
    assert call(control, app, "auth.test").json()["ok"]
