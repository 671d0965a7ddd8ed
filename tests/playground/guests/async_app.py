"""With Bolt for Python and slack_sdk, async, over Socket Mode."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from typing import Any

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.playground.guests.sync_app import VIEWS, reply

GIVEN = json.loads(os.environ["GUEST"])
HEARD: list[str] = []


async def main() -> None:
    client = AsyncWebClient(token=GIVEN["bot_token"], base_url=GIVEN["base_url"])
    app = AsyncApp(client=client, signing_secret=GIVEN["signing_secret"])
    listen(app)
    act(app)
    handler = AsyncSocketModeHandler(app, GIVEN["app_token"])
    await handler.connect_async()
    sys.stdout.write('{"ready": true}\n')
    sys.stdout.flush()
    await asyncio.to_thread(sys.stdin.read)
    await handler.close_async()


def listen(app: AsyncApp) -> None:
    @app.use
    async def note(body: dict[str, Any], next: Any) -> None:
        event = body.get("event")
        if event is not None:
            HEARD.append("/".join(filter(None, (event["type"], event.get("subtype")))))
        await next()

    @app.message("hello")
    async def _(message: dict[str, Any], say: Any) -> None:
        await say(text=f"hello <@{message['user']}>", thread_ts=message["ts"])

    @app.event("app_mention")
    async def _(say: Any) -> None:
        await say("you called?")

    @app.event("reaction_added")
    async def _(event: dict[str, Any], client: AsyncWebClient) -> None:
        if event["reaction"] == "wave":
            await client.reactions_add(channel=event["item"]["channel"], timestamp=event["item"]["ts"], name="eyes")

    @app.event("link_shared")
    async def _(event: dict[str, Any], client: AsyncWebClient) -> None:
        unfurls = {link["url"]: {"title": "A page", "text": "what it says"} for link in event["links"]}
        await client.chat_unfurl(channel=event["channel"], ts=event["message_ts"], unfurls=unfurls)

    @app.event("app_home_opened")
    async def _(event: dict[str, Any], client: AsyncWebClient) -> None:
        await client.views_publish(user_id=event["user"], view=VIEWS["home"])

    @app.event({"type": "message"})
    async def _() -> None: ...

    for kind in GIVEN["events"]:
        app.event(kind)(nothing)


def act(app: AsyncApp) -> None:
    commands(app)
    forms(app)

    @app.shortcut("explain")
    async def _(ack: Any, shortcut: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        place, user = shortcut["channel"]["id"], shortcut["user"]["id"]
        await client.chat_postEphemeral(channel=place, user=user, text=f"about: {shortcut['message']['text']}")

    @app.action("press")
    async def _(ack: Any, action: dict[str, Any], respond: Any) -> None:
        await ack()
        await respond(text=f"pressed {action['value']}", replace_original=True)

    @app.action("more")
    async def _(ack: Any, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        await client.views_publish(user_id=body["user"]["id"], view=VIEWS["more"], hash=body["view"]["hash"])


def commands(app: AsyncApp) -> None:
    @app.command("/define")
    async def _(ack: Any, command: dict[str, Any], respond: Any) -> None:
        await ack()
        await respond(f"{command['text']}: a word")

    @app.command("/call")
    async def _(ack: Any, command: dict[str, Any], client: AsyncWebClient) -> None:
        asked = json.loads(command["text"])
        try:
            answer = (await getattr(client, asked["method"].replace(".", "_"))(**asked["args"])).data
        except SlackApiError as refused:
            answer = refused.response.data
        await ack(text=json.dumps([answer]))

    @app.command("/pages")
    async def _(ack: Any, client: AsyncWebClient) -> None:
        pages = [[each["name"] for each in page["channels"]] async for page in await client.conversations_list(limit=2)]
        await ack(text=json.dumps(pages))

    @app.command("/upload")
    async def _(ack: Any, command: dict[str, Any], client: AsyncWebClient) -> None:
        told = await client.files_upload_v2(channel=command["channel_id"], filename="notes.txt", content="some notes")
        await ack(text=json.dumps([told["files"][0]["id"]]))

    @app.command("/heard")
    async def _(ack: Any) -> None:
        await ack(text=json.dumps(HEARD))
        HEARD.clear()


def forms(app: AsyncApp) -> None:
    @app.shortcut("new_thing")
    async def _(ack: Any, shortcut: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=shortcut["trigger_id"], view=VIEWS["form"])

    @app.options("suggested")
    async def _(ack: Any, options: dict[str, Any]) -> None:
        await ack(options=[{"text": {"type": "plain_text", "text": f"{options['value']}!"}, "value": "x"}])

    @app.action("deeper")
    async def _(ack: Any, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        await client.views_push(trigger_id=body["trigger_id"], view=VIEWS["second"])

    @app.action("redraw")
    async def _(ack: Any, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        await client.views_update(view_id=body["view"]["id"], hash=body["view"]["hash"], view=VIEWS["redrawn"])

    @app.view("form")
    async def _(ack: Any, view: dict[str, Any]) -> None:
        await ack(**reply(view["state"]["values"]["typed"]["it"]["value"]))

    @app.view_closed("form")
    async def _(ack: Any) -> None:
        HEARD.append("view_closed")
        await ack()


async def nothing() -> None: ...


if __name__ == "__main__":
    asyncio.run(main())
