"""Bolt hears and answers through Socket Mode."""

from __future__ import annotations

from typing import Any

import pytest
from slack_bolt import Say
from slack_bolt.async_app import AsyncAck, AsyncRespond, AsyncSay

from tests.playground.bolt import async_app, connected, connected_async, socket_app, sync_app
from tests.playground.client import Control, Live, Refused

MODAL = {
    "type": "modal",
    "callback_id": "ask",
    "title": {"type": "plain_text", "text": "Ask"},
    "submit": {"type": "plain_text", "text": "Go"},
    "blocks": [
        {
            "type": "input",
            "block_id": "word",
            "label": {"type": "plain_text", "text": "Word"},
            "element": {"type": "plain_text_input", "action_id": "typed"},
        }
    ],
}
BUTTON = {"type": "button", "action_id": "press", "text": {"type": "plain_text", "text": "Press"}, "value": "v"}
MAYA = {"as": "maya"}


@pytest.fixture
def credentials(control: Control) -> dict[str, str]:
    return socket_app(control)


# Where it gave up and connects anew, Slack's library leaves its first socket open.
@pytest.mark.filterwarnings("ignore:Exception ignored in. <socket:pytest.PytestUnraisableExceptionWarning")
def test_a_sync_app_answers_a_message(control: Control) -> None:
    credentials = socket_app(control, "Synchron")
    app = sync_app(control, credentials)

    @app.message("hello")
    def _(message: dict[str, Any], say: Say) -> None:
        say(f"hello <@{message['user']}>")

    with connected(app, credentials["app_token"]):
        control.say("maya", "#churn-model", "hello", wait=True)
        answer = control.happened(type="message", message={"user": credentials["bot_user"]})

    assert answer[0]["message"]["text"].startswith("hello <@U")


async def test_an_async_app_answers_a_message(live: Live, control: Control, credentials: dict[str, str]) -> None:
    app = async_app(control, credentials)

    @app.message("hello")
    async def _(say: AsyncSay) -> None:
        await say("hello yourself")

    async with connected_async(app, credentials["app_token"]):
        said = await live.say("maya", "#churn-model", "hello", wait=True)

    statuses = {delivery["app"]: delivery["status"] for delivery in said["deliveries"]}
    assert statuses[credentials["app_id"]] == "acknowledged"
    assert "hello yourself" in control.texts("maya", "#churn-model")


async def test_a_command_is_answered_privately(live: Live, control: Control, credentials: dict[str, str]) -> None:
    app = async_app(control, credentials)

    @app.command("/define")
    async def _(ack: AsyncAck, command: dict[str, Any]) -> None:
        await ack(f"{command['text']}: a word")

    async with connected_async(app, credentials["app_token"]):
        told = await live.do("command", **MAYA, channel="#churn-model", command="/define", text="psi")

    seen = control.messages("maya", "#churn-model")[-1]
    assert told["outcome"] == "acknowledged"
    assert (seen["text"], seen["is_ephemeral"]) == ("psi: a word", True)
    assert "psi: a word" not in control.texts("jon", "#churn-model")


async def test_a_modal_goes_all_the_way(live: Live, control: Control, credentials: dict[str, str]) -> None:
    app = async_app(control, credentials)
    heard: list[dict[str, Any]] = []

    @app.shortcut("new_thing")
    async def _(ack: AsyncAck, shortcut: dict[str, Any], client: Any) -> None:
        await ack()
        await client.views_open(trigger_id=shortcut["trigger_id"], view=MODAL)

    @app.view("ask")
    async def _(ack: AsyncAck, view: dict[str, Any]) -> None:
        if view["state"]["values"]["word"]["typed"]["value"] == "bad":
            await ack(response_action="errors", errors={"word": "Not that one."})
            return
        heard.append(view)
        await ack()

    async with connected_async(app, credentials["app_token"]):
        await live.do("shortcut", callback_id="new_thing", **MAYA)
        opened = (await live.happened(type="view_opened"))[0]["view"]
        submitted = [
            await live.do("interact", kind="view_submission", view_id=opened["id"], values=values, **MAYA)
            for values in ({}, {"word": {"typed": "bad"}}, {"word": {"typed": "good"}})
        ]

    empty, bad, good = submitted
    assert empty["errors"] == {"word": "Please complete this required field."}
    assert (bad["errors"], bad["source"]) == ({"word": "Not that one."}, "app")
    assert (good["outcome"], good["views"]) == ("closed", [])
    assert heard[0]["state"]["values"]["word"]["typed"] == {"type": "plain_text_input", "value": "good"}


async def test_a_pressed_button_replaces_its_message(live: Live, control: Control, credentials: dict[str, str]) -> None:
    app = async_app(control, credentials)

    @app.message("buttons")
    async def _(say: AsyncSay) -> None:
        await say(text="press it", blocks=[{"type": "actions", "block_id": "b", "elements": [BUTTON]}])

    @app.action("press")
    async def _(ack: AsyncAck, respond: AsyncRespond, action: dict[str, Any]) -> None:
        await ack()
        await respond(text=f"pressed {action['value']}", replace_original=True)

    async with connected_async(app, credentials["app_token"]):
        await live.say("maya", "#churn-model", "buttons", wait=True)
        shown = (await live.happened(type="message", message={"text": "press it"}))[0]
        where = {"channel": shown["channel"], "ts": shown["message"]["ts"]}
        told = await live.do("interact", kind="block_actions", action_id="press", **{"as": "jon"}, **where)
        changed = await live.happened(type="message_changed", message={"text": "pressed v"})

    assert told["outcome"] == "acknowledged"
    assert changed[0]["message"]["ts"] == shown["message"]["ts"]


def test_without_a_connection_a_command_fails_as_slack_says(control: Control, credentials: dict[str, str]) -> None:
    with pytest.raises(Refused) as refused:
        control.do("command", **MAYA, channel="#churn-model", command="/define", text="psi")

    assert refused.value.error == "dispatch_failed"
    assert refused.value.detail == '/define failed with the error "dispatch_failed"'


def test_a_command_in_a_thread_is_refused(control: Control, credentials: dict[str, str]) -> None:
    ts = control.say("maya", "#churn-model", "a question")["ts"]

    with pytest.raises(Refused) as refused:
        control.do("command", **MAYA, channel="#churn-model", command="/define", text="x", thread_ts=ts)

    assert refused.value.detail == "/define is not supported in threads. Sorry!"
