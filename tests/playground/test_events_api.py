"""Bolt over HTTP: signed requests, Slack's retries, a clock that can be driven."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
import uvicorn
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncSay
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from playground.serving import listening, origin_of
from tests.playground.bolt import async_app
from tests.playground.client import Answer, Control, Live, Refused
from tests.playground.manifests import manifest

HTTP = manifest("Webster", socket_mode_enabled=False)
MAYA = {"as": "maya"}


class Answering:
    """Answers each request as told, and remembers what it was asked."""

    def __init__(self, *statuses: int, headers: dict[str, str] | None = None) -> None:
        self.statuses = list(statuses)
        self.headers = headers or {}
        self.heard: list[tuple[dict[str, str], Answer]] = []
        self.news = asyncio.Condition()

    async def answer(self, request: Request) -> Response:
        body = await request.json()
        if body["type"] == "url_verification":
            return PlainTextResponse(body["challenge"])
        async with self.news:
            self.heard.append((dict(request.headers), body))
            self.news.notify_all()
        status = self.statuses.pop(0) if self.statuses else 200
        return Response(status_code=status, headers=self.headers)

    async def times(self, count: int) -> None:
        async with self.news, asyncio.timeout(60):
            await self.news.wait_for(lambda: len(self.heard) >= count)


@asynccontextmanager
async def listening_at(endpoint: Any) -> AsyncIterator[str]:
    bound = listening("127.0.0.1", 0)
    app = Starlette(routes=[Route("/slack/events", endpoint, methods=["POST"])])
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, lifespan="off", timeout_graceful_shutdown=1))
    serving = asyncio.ensure_future(server.serve(sockets=[bound]))
    try:
        yield f"{origin_of(bound)}/slack/events"
    finally:
        server.should_exit = True
        await serving
        bound.close()


def bolt_endpoint(app: AsyncApp) -> Any:
    handler = AsyncSlackRequestHandler(app)

    async def endpoint(request: Request) -> Response:
        return await handler.handle(request)

    return endpoint


async def connect(live: Live, url: str) -> dict[str, str]:
    told = await live.do("app", manifest=HTTP, request_url=url, channels=["#churn-model"])
    credentials: dict[str, str] = told["credentials"]
    return credentials


@pytest.fixture
def credentials(control: Control) -> dict[str, str]:
    control.do("clock", running=False)
    told = control.do("app", manifest=HTTP, transport="hand")
    credentials: dict[str, str] = told["credentials"]
    return credentials


async def test_bolt_takes_our_signature_and_answers(live: Live, control: Control, credentials: dict[str, str]) -> None:
    app = async_app(control, credentials)

    @app.message("hello")
    async def _(say: AsyncSay) -> None:
        await say("hello yourself")

    async with listening_at(bolt_endpoint(app)) as url:
        await connect(live, url)
        said = await live.say("maya", "#churn-model", "hello", wait=True)

    assert {d["app"]: d["status"] for d in said["deliveries"]}[credentials["app_id"]] == "acknowledged"
    assert "hello yourself" in control.texts("maya", "#churn-model")


async def test_a_command_over_http_is_answered(live: Live, control: Control, credentials: dict[str, str]) -> None:
    app = async_app(control, credentials)

    @app.command("/define")
    async def _(ack: AsyncAck, command: Answer) -> None:
        await ack(f"{command['text']}: a word")

    async with listening_at(bolt_endpoint(app)) as url:
        await connect(live, url)
        told = await live.do("command", **MAYA, channel="#churn-model", command="/define", text="psi")

    assert told["message"]["text"] == "psi: a word"


async def test_a_view_errors_over_http(live: Live, control: Control, credentials: dict[str, str]) -> None:
    app = async_app(control, credentials)
    modal = {"type": "modal", "callback_id": "m", "title": {"type": "plain_text", "text": "M"}}
    element = {"type": "plain_text_input", "action_id": "a"}
    block = {"type": "input", "block_id": "b", "label": {"type": "plain_text", "text": "L"}, "element": element}
    modal |= {"submit": {"type": "plain_text", "text": "Go"}, "blocks": [block]}

    @app.command("/define")
    async def _(ack: AsyncAck, client: Any, command: Answer) -> None:
        await ack()
        await client.views_open(trigger_id=command["trigger_id"], view=modal)

    @app.view("m")
    async def _(ack: AsyncAck) -> None:
        await ack(response_action="errors", errors={"b": "No."})

    async with listening_at(bolt_endpoint(app)) as url:
        await connect(live, url)
        await live.do("command", **MAYA, channel="#churn-model", command="/define", text="psi")
        view = (await live.happened(type="view_opened"))[0]["view"]
        values = {"b": {"a": "x"}}
        told = await live.do("interact", kind="view_submission", view_id=view["id"], values=values, **MAYA)

    assert told["errors"] == {"b": "No."}


async def test_a_failed_event_comes_again_at_once_then_after_one_and_five_minutes(live: Live) -> None:
    answering = Answering(500, 500, 500, 200)
    async with listening_at(answering.answer) as url:
        await connect(live, url)
        await live.do("clock", running=False)
        await live.say("maya", "#churn-model", "hello")
        await answering.times(2)
        at_once = len(answering.heard)
        for seconds, count in ((59, 2), (2, 3), (298, 3), (3, 4)):
            await live.do("settle", timeout=60)
            await live.do("clock", advance=seconds)
            await answering.times(count)

    assert at_once == 2
    numbers = [headers.get("x-slack-retry-num") for headers, _ in answering.heard]
    assert numbers == [None, "1", "2", "3"]
    assert {headers.get("x-slack-retry-reason") for headers, _ in answering.heard[1:]} == {"http_error"}
    assert len({body["event_id"] for _, body in answering.heard}) == 1


async def test_an_app_can_ask_not_to_be_tried_again(live: Live) -> None:
    answering = Answering(500, headers={"X-Slack-No-Retry": "1"})
    async with listening_at(answering.answer) as url:
        connected = await connect(live, url)
        said = await live.say("maya", "#churn-model", "hello", wait=True)

    statuses = {d["app"]: d["status"] for d in said["deliveries"]}
    assert statuses[connected["app_id"]] == "refused"
    assert len(answering.heard) == 1


async def test_a_silent_app_times_out_after_three_seconds_of_the_clock(live: Live, control: Control) -> None:
    asked, release = asyncio.Event(), asyncio.Event()

    async def silent(request: Request) -> Response:
        body = await request.body()
        if b"url_verification" in body:
            return PlainTextResponse((await request.json())["challenge"])
        asked.set()
        await release.wait()
        return Response()

    async with listening_at(silent) as url:
        await connect(live, url)
        await live.do("clock", running=False)
        doing = asyncio.create_task(live.do("command", **MAYA, channel="#churn-model", command="/define", text="x"))
        await asked.wait()
        await live.do("clock", advance=3)
        with pytest.raises(Refused) as refused:
            await doing
        release.set()

    assert refused.value.detail == '/define failed with the error "operation_timeout"'


async def test_a_url_that_does_not_say_the_challenge_back_is_refused(live: Live) -> None:
    async def deaf(_request: Request) -> Response:
        return PlainTextResponse("hello?")

    async with listening_at(deaf) as url:
        with pytest.raises(Refused) as refused:
            await connect(live, url)

    assert refused.value.error == "url_verification_failed"
