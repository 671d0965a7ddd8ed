"""What it costs, in processor time: the clock on the wall depends on who else works on this machine."""

from __future__ import annotations

import json
import time

from slack_sdk import WebClient

from playground.server import Options
from playground.testing import running
from tests.playground.client import Control, Live
from tests.playground.manifests import manifest
from tests.playground.socket import opened

EVENTS = 1000


async def test_five_hundred_events_a_second_go_through_socket_mode(live: Live, control: Control) -> None:
    async with opened(control) as socket:
        fault = {"on": "delivery", "do": "duplicate", "copies": EVENTS - 1, "times": 1, "app": "Plug"}
        await live.do("faults", add=fault)
        before = time.process_time()
        await live.say("maya", "#churn-model", "hello")
        for _ in range(EVENTS):
            envelope = json.loads(await socket.socket.recv())
            await socket.socket.send(json.dumps({"envelope_id": envelope["envelope_id"]}))
        await live.do("settle", timeout=60)
        spent = time.process_time() - before

    assert EVENTS / spent > 500


def test_a_conversation_costs_less_than_thirty_milliseconds() -> None:
    """In a playground of its own: what other tests have connected would hear it all as well."""
    with running(Options(limits=False)) as started:
        control = Control(started.url)
        told = control.do("app", manifest=manifest(), transport="hand", channels=["#churn-model"])
        web = WebClient(token=told["credentials"]["bot_token"], base_url=control.base_url)
        before = time.process_time()
        for _ in range(20):
            control.begin()
            asked = control.say("maya", "#churn-model", "hello")
            web.chat_postMessage(channel=asked["channel"], thread_ts=asked["ts"], text="hello yourself")
        spent = (time.process_time() - before) / 20
        control.close()

    assert spent < 0.030
