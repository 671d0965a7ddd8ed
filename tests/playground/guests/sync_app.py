"""With Bolt for Python and slack_sdk, sync, over Socket Mode."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from tests.playground.connecting import connect

VIEWS = json.loads((Path(__file__).parent / "views.json").read_text(encoding="utf-8"))
GIVEN = json.loads(os.environ["GUEST"])
HEARD: list[str] = []


def main() -> None:
    client = WebClient(token=GIVEN["bot_token"], base_url=GIVEN["base_url"])
    app = App(client=client, signing_secret=GIVEN["signing_secret"])
    listen(app)
    act(app)
    handler = SocketModeHandler(app, GIVEN["app_token"])
    connect(handler)
    sys.stdout.write('{"ready": true}\n')
    sys.stdout.flush()
    sys.stdin.read()
    handler.close()


def listen(app: App) -> None:
    @app.use
    def note(body: dict[str, Any], next: Any) -> None:
        event = body.get("event")
        if event is not None:
            HEARD.append("/".join(filter(None, (event["type"], event.get("subtype")))))
        next()

    @app.message("hello")
    def _(message: dict[str, Any], say: Any) -> None:
        say(text=f"hello <@{message['user']}>", thread_ts=message["ts"])

    @app.event("app_mention")
    def _(say: Any) -> None:
        say("you called?")

    @app.event("reaction_added")
    def _(event: dict[str, Any], client: WebClient) -> None:
        if event["reaction"] == "wave":
            client.reactions_add(channel=event["item"]["channel"], timestamp=event["item"]["ts"], name="eyes")

    @app.event("link_shared")
    def _(event: dict[str, Any], client: WebClient) -> None:
        unfurls = {link["url"]: {"title": "A page", "text": "what it says"} for link in event["links"]}
        client.chat_unfurl(channel=event["channel"], ts=event["message_ts"], unfurls=unfurls)

    @app.event("app_home_opened")
    def _(event: dict[str, Any], client: WebClient) -> None:
        client.views_publish(user_id=event["user"], view=VIEWS["home"])

    @app.event({"type": "message"})
    def _() -> None: ...

    for kind in GIVEN["events"]:
        app.event(kind)(lambda: None)


def act(app: App) -> None:
    commands(app)
    forms(app)

    @app.shortcut("explain")
    def _(ack: Any, shortcut: dict[str, Any], client: WebClient) -> None:
        ack()
        place, user = shortcut["channel"]["id"], shortcut["user"]["id"]
        client.chat_postEphemeral(channel=place, user=user, text=f"about: {shortcut['message']['text']}")

    @app.action("press")
    def _(ack: Any, action: dict[str, Any], respond: Any) -> None:
        ack()
        respond(text=f"pressed {action['value']}", replace_original=True)

    @app.action("more")
    def _(ack: Any, body: dict[str, Any], client: WebClient) -> None:
        ack()
        client.views_publish(user_id=body["user"]["id"], view=VIEWS["more"], hash=body["view"]["hash"])


def commands(app: App) -> None:
    @app.command("/define")
    def _(ack: Any, command: dict[str, Any], respond: Any) -> None:
        ack()
        respond(f"{command['text']}: a word")

    @app.command("/call")
    def _(ack: Any, command: dict[str, Any], client: WebClient) -> None:
        asked = json.loads(command["text"])
        try:
            answer = getattr(client, asked["method"].replace(".", "_"))(**asked["args"]).data
        except SlackApiError as refused:
            answer = refused.response.data
        ack(text=json.dumps([answer]))

    @app.command("/pages")
    def _(ack: Any, client: WebClient) -> None:
        pages = [[each["name"] for each in page["channels"]] for page in client.conversations_list(limit=2)]
        ack(text=json.dumps(pages))

    @app.command("/upload")
    def _(ack: Any, command: dict[str, Any], client: WebClient) -> None:
        told = client.files_upload_v2(channel=command["channel_id"], filename="notes.txt", content="some notes")
        ack(text=json.dumps([told["files"][0]["id"]]))

    @app.command("/heard")
    def _(ack: Any) -> None:
        ack(text=json.dumps(HEARD))
        HEARD.clear()


def forms(app: App) -> None:
    @app.shortcut("new_thing")
    def _(ack: Any, shortcut: dict[str, Any], client: WebClient) -> None:
        ack()
        client.views_open(trigger_id=shortcut["trigger_id"], view=VIEWS["form"])

    @app.options("suggested")
    def _(ack: Any, options: dict[str, Any]) -> None:
        ack(options=[{"text": {"type": "plain_text", "text": f"{options['value']}!"}, "value": "x"}])

    @app.action("deeper")
    def _(ack: Any, body: dict[str, Any], client: WebClient) -> None:
        ack()
        client.views_push(trigger_id=body["trigger_id"], view=VIEWS["second"])

    @app.action("redraw")
    def _(ack: Any, body: dict[str, Any], client: WebClient) -> None:
        ack()
        client.views_update(view_id=body["view"]["id"], hash=body["view"]["hash"], view=VIEWS["redrawn"])

    @app.view("form")
    def _(ack: Any, view: dict[str, Any]) -> None:
        ack(**reply(view["state"]["values"]["typed"]["it"]["value"]))

    @app.view_closed("form")
    def _(ack: Any) -> None:
        HEARD.append("view_closed")
        ack()


def reply(wanted: str) -> dict[str, Any]:
    """What the app says to a form in which somebody wrote what it shall say."""
    replies: dict[str, dict[str, Any]] = {
        "errors": {"response_action": "errors", "errors": {"typed": "Not that."}},
        "update": {"response_action": "update", "view": VIEWS["redrawn"]},
        "push": {"response_action": "push", "view": VIEWS["second"]},
        "clear": {"response_action": "clear"},
    }
    return replies.get(wanted, {})


if __name__ == "__main__":
    main()
