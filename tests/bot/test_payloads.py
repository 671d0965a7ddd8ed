"""Whatever Slack sends through the HTTP door is acknowledged, and never answered with a 5xx."""

import copy
import json
import re
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.app import Bot, connect
from bot.slack import NAME, InFlight, watch
from bot.web import Health, web, without_slack
from tests.bot import signed
from tests.conversations.conftest import House

METRICS = Path(__file__).resolve().parents[2] / "docs" / "reference" / "metrics.md"
SECRET = "a secret that only the test knows"
EVENTS = ("event_callback",)
CLICKS = (
    *("block_actions", "block_suggestion", "dialog_cancellation", "dialog_submission", "dialog_suggestion"),
    *("interactive_message", "message_action", "shortcut", "view_closed", "view_submission", "workflow_step_edit"),
)
Door = tuple[httpx.AsyncClient, InFlight]


@pytest.fixture
async def door(bot: Bot, house: House) -> AsyncIterator[Door]:
    client = AsyncWebClient(
        token=house.credentials["bot_token"], base_url=house.base_url, session=house.control.session, retry_handlers=[]
    )
    app = AsyncApp(client=client, signing_secret=SECRET, raise_error_for_unhandled_request=True, name=NAME)
    in_flight = watch(connect(app, bot))
    served = web(app, bot, Health.of(bot, _yes))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(served), base_url="http://parlance") as http:
        yield http, in_flight
    assert await in_flight.done(60)


async def _yes() -> bool:
    return True


def payloads(shared: Path, *kinds: str) -> Iterator[dict[str, Any]]:
    for kind in kinds:
        for line in (shared / "data" / "slack" / "payloads" / f"{kind}.jsonl").read_text().splitlines():
            yield json.loads(line)


def requests(shared: Path) -> Iterator[tuple[str, dict[str, str]]]:
    for one in payloads(shared, *EVENTS, "url_verification"):
        yield signed.event(one["payload"], SECRET)
    for one in payloads(shared, *CLICKS):
        yield signed.interaction(one["payload"], SECRET)
    for one in payloads(shared, "slash_command"):
        yield signed.form(one["payload"], SECRET)
    for one in payloads(shared, "socket_mode_envelope"):
        inner = one["payload"].get("payload", {})
        yield signed.event(inner, SECRET) if "event" in inner else signed.interaction(inner, SECRET)


async def post(http: httpx.AsyncClient, body: str, headers: dict[str, str]) -> int:
    answer = await http.post("/slack/events", content=body, headers=headers)
    return answer.status_code


async def test_every_real_payload_is_acknowledged(door: Door, shared: Path) -> None:
    http, _ = door

    for body, headers in requests(shared):
        assert await post(http, body, headers) == 200, body


@pytest.mark.xdist_group("lacking")  # takes long: begun first
async def test_a_payload_that_lacks_any_of_its_fields_never_gets_a_5xx(door: Door, shared: Path) -> None:
    http, _ = door

    for one in payloads(shared, "block_actions", "view_submission", "message_action", "event_callback"):
        for spoilt in without_each_field(one["payload"]):
            make = signed.event if "event" in spoilt else signed.interaction
            assert await post(http, *make(spoilt, SECRET)) < 500, spoilt


async def test_what_is_not_signed_is_refused(door: Door) -> None:
    http, _ = door
    body, headers = signed.event({"type": "event_callback"}, "another secret")

    assert await post(http, body, headers) == 401


async def test_an_old_signature_is_refused(door: Door) -> None:
    http, _ = door
    body = "{}"

    assert await post(http, body, signed.headers(body, SECRET, "application/json", time.time() - 600)) == 401


@pytest.mark.parametrize(
    "body", ["", "{", "null", "[]", "payload=", "payload=%7B", "%%%", "\ud83d".encode("utf-8", "replace").decode()]
)
async def test_what_is_no_payload_at_all_never_gets_a_5xx(door: Door, body: str) -> None:
    http, _ = door

    for kind in ("application/json", "application/x-www-form-urlencoded", "text/plain"):
        assert await post(http, body, signed.headers(body, SECRET, kind)) < 500


async def test_bytes_that_are_no_text_are_refused(door: Door) -> None:
    http, _ = door

    answer = await http.post("/slack/events", content=b"\xff\xfe", headers={"Content-Type": "application/json"})

    assert answer.status_code == 400


async def test_more_than_slack_would_ever_send_is_refused(door: Door) -> None:
    http, _ = door

    answer = await http.post("/slack/events", content=b"x" * (3 * 1024 * 1024))

    assert answer.status_code == 413


async def test_of_a_body_that_never_ends_only_the_beginning_is_read(door: Door) -> None:
    http, _ = door

    async def endless() -> AsyncIterator[bytes]:
        while True:
            yield b"x" * 65_536

    answer = await http.post("/slack/events", content=endless())

    assert answer.status_code == 413


async def test_health_readiness_and_metrics_answer(door: Door) -> None:
    http, _ = door

    answers = [await http.get(path) for path in ("/healthz", "/readyz", "/metrics")]

    assert [one.status_code for one in answers] == [200, 200, 200]
    assert "parlance_messages_total" in answers[2].text
    assert 'parlance_deliveries{state="queued"} 0.0' in answers[2].text


async def test_what_is_exported_is_what_is_documented(door: Door, shared: Path) -> None:
    """After all that may happen has happened, so that nothing is exported only later."""
    http, in_flight = door
    for body, headers in requests(shared):
        await post(http, body, headers)
    assert await in_flight.done(60)

    page = (await http.get("/metrics")).text

    exported = {line.split()[2] for line in page.splitlines() if line.startswith("# TYPE ")}
    documented = set(re.findall(r"^\| `(\w+)`", METRICS.read_text(encoding="utf-8"), re.M))
    assert {one for one in exported if not one.endswith("_created")} == documented


async def test_without_a_connection_to_slack_it_is_alive_but_not_ready(bot: Bot) -> None:
    async def cut_off() -> bool:
        return False

    app = AsyncApp(token="none", signing_secret=SECRET, name=NAME)
    served = without_slack(app, bot, Health.of(bot, cut_off))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(served), base_url="http://parlance") as http:
        alive, ready = [await http.get(path) for path in ("/healthz", "/readyz")]

    assert (alive.status_code, ready.status_code) == (200, 503)
    assert ready.json() == {"database": True, "slack": False}


async def test_a_closed_database_is_not_ready(door: Door, bot: Bot) -> None:
    http, _ = door
    await bot.door(_break, bot)

    answer = await http.get("/readyz")

    assert (answer.status_code, answer.json()["database"]) == (503, False)


def _break(bot: Bot) -> None:
    bot.teams.database.close()
    path = Path(str(bot.teams.database.engine.url.database))
    for one in path.parent.glob(path.name + "*"):
        one.unlink()
    path.mkdir()


def without_each_field(payload: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The payload once without each of its fields, at two depths."""
    for key, value in payload.items():
        spoilt = copy.deepcopy(payload)
        del spoilt[key]
        yield spoilt
        if isinstance(value, dict):
            for inner in value:
                deeper = copy.deepcopy(payload)
                del deeper[key][inner]
                yield deeper
