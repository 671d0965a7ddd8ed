"""An interaction goes to its app, and the app's answer back to whoever waits."""

from __future__ import annotations

from playground.payloads.interactive import Scene
from playground.refusal import Refusal
from playground.slack import Slack
from playground.values import JSON
from playground.wire.delivery import Ack

ANSWERED = {"view_submission", "block_suggestion"}


async def ask(slack: Slack, scene: Scene, payload: JSON) -> Ack:
    app = scene.app
    name = str(payload["type"])
    kind = "suggestion" if name == "block_suggestion" else "interactive"
    delivery = slack.dispatcher.delivery(app, scene.workspace.id, kind, name, "interactive", payload)
    delivery.accepts_response = name in ANSWERED
    if kind == "suggestion":
        delivery.url = app.options_url
    return await slack.dispatcher.ask(delivery)


async def ask_command(slack: Slack, scene: Scene, payload: JSON) -> Ack:
    name = payload["command"]
    delivery = slack.dispatcher.delivery(scene.app, scene.workspace.id, "command", name, "slash_commands", payload)
    command = scene.app.command(name)
    delivery.url = (command.url if command else None) or scene.app.interactivity_url or scene.app.events_url
    delivery.accepts_response = True
    return await slack.dispatcher.ask(delivery)


def trigger(slack: Slack, scene: Scene, view_id: str | None = None) -> str:
    return slack.triggers.issue(scene.app.id, scene.workspace.id, scene.user.id, view_id)


def need_interactive(scene: Scene) -> None:
    if not scene.app.is_interactive:
        raise Refusal("interactivity_disabled", f"{scene.app.name} has interactivity switched off in its manifest.")
