"""The app behind the page in these tests: an ordinary Bolt app, over Socket Mode."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from tests.browser import zoo

PATIENCE = 60
MANIFEST: dict[str, Any] = {
    "display_information": {"name": "Keeper", "description": "Shows every animal"},
    "features": {
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True, "messages_tab_read_only_enabled": False},
        "bot_user": {"display_name": "Keeper", "always_online": True},
        "shortcuts": [
            {"name": "Explain this", "type": "message", "callback_id": "explain", "description": "Explains a message"},
            {"name": "Fill in the form", "type": "global", "callback_id": "fill", "description": "Opens the form"},
        ],
        "slash_commands": [
            {"command": "/zoo", "description": "Show every block", "usage_hint": "[all]", "should_escape": False},
            {"command": "/form", "description": "Open every input", "should_escape": False},
            {"command": "/stack", "description": "Open a stack of views", "should_escape": False},
            {
                "command": "/whisper",
                "description": "Say something privately",
                "usage_hint": "[words]",
                "should_escape": False,
            },
            {"command": "/mute", "description": "Never answers", "should_escape": False},
        ],
    },
    "oauth_config": {
        "scopes": {
            "bot": [
                "app_mentions:read",
                "channels:history",
                "channels:read",
                "chat:write",
                "commands",
                "im:history",
                "im:write",
                "users:read",
                "reactions:write",
            ]
        }
    },
    "settings": {
        "event_subscriptions": {"bot_events": ["app_home_opened", "app_mention", "message.channels", "message.im"]},
        "interactivity": {"is_enabled": True},
        "socket_mode_enabled": True,
    },
}


@dataclass
class Keeper:
    """What the app heard waits here for the test that asks for it; the page may show its effect before it was heard."""

    origin: str
    submitted: asyncio.Queue[dict[str, Any]] = field(default_factory=asyncio.Queue)
    closed: asyncio.Queue[dict[str, Any]] = field(default_factory=asyncio.Queue)

    def forget(self) -> None:
        self.submitted, self.closed = asyncio.Queue(), asyncio.Queue()

    async def form(self) -> dict[str, Any]:
        """The values of the next form that was sent."""
        return await asyncio.wait_for(self.submitted.get(), PATIENCE)

    async def closing(self) -> dict[str, Any]:
        """The next message that a form was closed."""
        return await asyncio.wait_for(self.closed.get(), PATIENCE)

    def app(self, bot_token: str) -> AsyncApp:
        client = AsyncWebClient(token=bot_token, base_url=f"{self.origin}/api/")
        app = AsyncApp(token=bot_token, client=client)
        self._commands(app)
        self._views(app)
        self._actions(app)
        app.event("app_home_opened")(self.welcome)
        app.event("app_mention")(self.answer)
        app.event("message")(self.overhear)
        return app

    def _commands(self, app: AsyncApp) -> None:
        app.command("/zoo")(self.show)
        app.command("/form")(self.open_form)
        app.command("/stack")(self.open_stack)
        app.command("/whisper")(self.whisper)
        app.command("/mute")(self.say_nothing)
        app.shortcut("explain")(self.explain)
        app.shortcut("fill")(self.open_form)

    def _views(self, app: AsyncApp) -> None:
        app.view("form")(self.take_form)
        app.view("second")(self.take_note)
        app.view_closed("form")(self.note_closing)
        app.options({"block_id": "word", "action_id": "it"})(self.suggest)

    def _actions(self, app: AsyncApp) -> None:
        app.action("again")(self.say_again)
        app.action("slow")(self.say_nothing)
        app.action("push")(self.push)
        app.action("count")(self.count)
        for name in ("delete", "fruit", "day", "boxes", "more"):
            app.action(name)(self.nod)

    async def show(self, ack: Any, say: Any) -> None:
        await ack()
        await say(text="Every block", blocks=zoo.every_block(self.origin))

    async def open_form(self, ack: Any, body: Any, client: Any) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=zoo.form())

    async def open_stack(self, ack: Any, body: Any, client: Any) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=zoo.first_view())

    async def whisper(self, ack: Any, command: Any) -> None:
        await ack(response_type="ephemeral", text=f"Psst: {command['text']}")

    async def say_nothing(self) -> None:
        return None

    async def nod(self, ack: Any) -> None:
        await ack()

    async def explain(self, ack: Any, shortcut: Any, client: Any) -> None:
        await ack()
        place, user = shortcut["channel"]["id"], shortcut["user"]["id"]
        await client.chat_postEphemeral(channel=place, user=user, text=f"About: {shortcut['message']['text']}")

    async def take_form(self, ack: Any, view: Any) -> None:
        values = view["state"]["values"]
        if values["title"]["it"]["value"] == "lost":
            return
        if values["title"]["it"]["value"] == "nonsense":
            await ack(response_action="errors", errors={"title": "Say it in one sentence."})
            return
        self.submitted.put_nowait(values)
        await ack()

    async def take_note(self, ack: Any, view: Any) -> None:
        self.submitted.put_nowait(view["state"]["values"])
        await ack(response_action="clear")

    async def note_closing(self, ack: Any, body: Any) -> None:
        self.closed.put_nowait(body)
        await ack()

    async def suggest(self, ack: Any, payload: Any) -> None:
        await ack(options=[zoo.option(f"{payload['value']} {n}", f"{payload['value']}-{n}") for n in (1, 2, 3)])

    async def say_again(self, ack: Any, respond: Any) -> None:
        await ack()
        await respond(text="Said again", replace_original=True)

    async def push(self, ack: Any, body: Any, client: Any) -> None:
        await ack()
        await client.views_push(trigger_id=body["trigger_id"], view=zoo.second_view())

    async def count(self, ack: Any, body: Any, action: Any, client: Any) -> None:
        await ack()
        await client.views_publish(user_id=body["user"]["id"], view=zoo.home("again", pressed=int(action["value"]) + 1))

    async def welcome(self, event: Any, client: Any) -> None:
        if event["tab"] == "home":
            await client.views_publish(user_id=event["user"], view=zoo.home(event["user"]))

    async def answer(self, event: Any, say: Any) -> None:
        await say(text=f"<@{event['user']}> said it", thread_ts=event.get("thread_ts") or event["ts"])

    async def overhear(self) -> None:
        return None
