"""An app that is dispatched by hand is fed by whoever holds it: no socket, no pause."""

from __future__ import annotations

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltRequest, AsyncSay

from tests.playground.bolt import async_app
from tests.playground.client import Answer, Control, Live


async def carry(app: AsyncApp, live: Live, deliveries: list[Answer]) -> Answer:
    """What Slack would have sent goes to the app, and what the app said goes back; the last outcome counts."""
    outcome: Answer = {}
    for delivery in deliveries:
        if "payload" in delivery:
            request = AsyncBoltRequest(mode="socket_mode", body=delivery["payload"])
            response = await app.async_dispatch(request)
            body = response.body if response.status == 200 else None
            outcome = await live.do("ack", delivery=delivery["id"], body=body or None, status=response.status)
    return outcome


async def test_a_message_is_carried_to_the_app(live: Live, control: Control, app: dict[str, str]) -> None:
    bolt = async_app(control, app)

    @bolt.message("hello")
    async def _(say: AsyncSay) -> None:
        await say("hello yourself")

    said = await live.say("maya", "#churn-model", "hello")
    await carry(bolt, live, said["deliveries"])

    assert control.texts("maya", "#churn-model")[-1] == "hello yourself"


async def test_a_commands_outcome_comes_with_its_acknowledgement(
    live: Live, control: Control, app: dict[str, str]
) -> None:
    bolt = async_app(control, app)

    @bolt.command("/define")
    async def _(ack: AsyncAck, command: dict[str, Any]) -> None:
        await ack(f"{command['text']}: a word")

    asked = await live.do("command", **{"as": "maya"}, channel="#churn-model", command="/define", text="psi")
    outcome = await carry(bolt, live, asked["deliveries"])

    assert asked["outcome"] == "pending"
    assert outcome["message"]["text"] == "psi: a word"


def test_what_is_not_acknowledged_waits(control: Control, app: dict[str, str]) -> None:
    control.say("maya", "#churn-model", "hello")

    first = control.look("deliveries", app="Tester")["deliveries"]
    again = control.look("deliveries", app="Tester")["deliveries"]

    assert [delivery["id"] for delivery in first] == [delivery["id"] for delivery in again]
    assert first[-1]["payload"]["event"]["text"] == "hello"


def test_a_message_that_names_the_bot_comes_twice(control: Control, app: dict[str, str]) -> None:
    said = control.say("maya", "#churn-model", "@tester what is PSI?")

    mine = [delivery["name"] for delivery in said["deliveries"] if delivery["app"] == app["app_id"]]
    assert mine == ["message", "app_mention"]
    assert said["message"]["text"] == f"<@{app['bot_user']}> what is PSI?"


def test_an_app_hears_nothing_from_where_it_is_not(control: Control, app: dict[str, str]) -> None:
    said = control.say("maya", "#lunch", "dumplings?")

    assert app["app_id"] not in [delivery["app"] for delivery in said["deliveries"]]
