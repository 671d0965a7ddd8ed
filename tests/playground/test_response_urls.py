"""A response URL: five answers within half an hour."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from slack_sdk import WebClient

from tests.playground.client import PATIENCE, Control

MAYA = {"as": "maya"}


@pytest.fixture
def url(control: Control, app: dict[str, str]) -> str:
    asked = control.do("command", **MAYA, channel="#churn-model", command="/define", text="x")
    [delivery] = asked["deliveries"]
    control.do("ack", delivery=delivery["id"])
    return str(delivery["payload"]["response_url"])


def answer(url: str, **said: Any) -> httpx.Response:
    return httpx.post(url, json=said, timeout=PATIENCE)


def test_it_is_private_unless_told_otherwise(control: Control, url: str, place: str) -> None:
    answer(url, text="for you")
    answer(url, text="for all", response_type="in_channel")

    assert control.texts("maya", place)[-2:] == ["for you", "for all"]
    assert control.texts("jon", place)[-1] == "for all"
    assert "for you" not in control.texts("jon", place)


def test_it_is_used_up_after_five(url: str) -> None:
    codes = [answer(url, text="x").status_code for _ in range(6)]

    assert codes == [200] * 5 + [404]
    assert answer(url, text="x").json() == {"ok": False, "error": "used_url"}


def test_it_ends_after_half_an_hour(control: Control, url: str) -> None:
    control.do("clock", advance=30 * 60 + 1)

    assert answer(url, text="x").json()["error"] == "expired_url"


def test_it_replaces_and_deletes_the_message_it_came_from(control: Control, web: WebClient, place: str) -> None:
    text = {"type": "plain_text", "text": "Press"}
    blocks = [{"type": "actions", "elements": [{"type": "button", "action_id": "a", "text": text}]}]
    ts = web.chat_postMessage(channel=place, text="before", blocks=blocks)["ts"]
    asked = control.do("interact", kind="block_actions", action_id="a", channel=place, ts=ts, **MAYA)
    url = asked["deliveries"][0]["payload"]["response_url"]

    answer(url, text="after", replace_original=True)
    replaced = control.messages("maya", place)[-1]
    answer(url, delete_original=True)

    assert (replaced["text"], replaced["ts"]) == ("after", ts)
    assert ts not in [message["ts"] for message in control.messages("maya", place)]


@pytest.mark.parametrize("body", [b"", b"nonsense", b"[]", b"{}", b'{"blocks": [{"type": "x"}]}'])
def test_nonsense_is_refused(url: str, body: bytes) -> None:
    response = httpx.post(url, content=body, headers={"Content-Type": "application/json"}, timeout=PATIENCE)

    assert (response.status_code, response.json()["ok"]) == (400, False)


def test_an_invented_url_leads_nowhere(control: Control) -> None:
    response = answer(f"{control.url}/commands/T1/1/nothing", text="x")

    assert response.status_code == 404
