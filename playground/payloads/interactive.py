"""What Slack sends when a person uses something."""

from __future__ import annotations

from dataclasses import dataclass

from playground.apps.app import App
from playground.shapes.message import message_shape
from playground.shapes.view import view_shape
from playground.values import JSON
from playground.workspace.channel import Channel
from playground.workspace.message import Message
from playground.workspace.user import User
from playground.workspace.view import View
from playground.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Scene:
    """Who does something with which app, where."""

    workspace: Workspace
    app: App
    user: User


def command(scene: Scene, channel: Channel, name: str, text: str, trigger: str, response_url: str) -> JSON:
    return {
        "token": scene.app.credentials.verification_token,
        "team_id": scene.workspace.id,
        "team_domain": scene.workspace.domain,
        "channel_id": channel.id,
        "channel_name": channel_name(channel),
        "user_id": scene.user.id,
        "user_name": scene.user.name,
        "command": name,
        "text": text,
        "api_app_id": scene.app.id,
        "is_enterprise_install": "false",
        "response_url": response_url,
        "trigger_id": trigger,
    }


def block_actions(scene: Scene, action: JSON, trigger: str) -> JSON:
    return {"type": "block_actions", **_common(scene), "trigger_id": trigger, "actions": [action]}


def at_message(scene: Scene, message: Message, channel: Channel, values: JSON, response_url: str) -> JSON:
    """An ephemeral message is not told again: the app has what it sent."""
    container: JSON = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": channel.id,
        "is_ephemeral": message.is_ephemeral,
    }
    if message.thread_ts:
        container["thread_ts"] = message.thread_ts
    place: JSON = {"container": container, "channel": channel_shape(channel), "state": {"values": values}}
    if not message.is_ephemeral:
        place["message"] = message_shape(message, scene.workspace, thread=False)
    return {**place, "response_url": response_url}


def at_view(view: View) -> JSON:
    return {"container": {"type": "view", "view_id": view.id}, "view": view_shape(view)}


def block_suggestion(scene: Scene, element: JSON, block: JSON, value: str, place: JSON) -> JSON:
    kept = {key: each for key, each in place.items() if key not in ("response_url", "state")}
    ids = {"action_id": element["action_id"], "block_id": block["block_id"], "value": value}
    return {"type": "block_suggestion", **_common(scene), **ids, **kept}


def view_submission(scene: Scene, view: View, trigger: str, response_urls: list[JSON]) -> JSON:
    return {
        "type": "view_submission",
        **_common(scene),
        "trigger_id": trigger,
        "view": view_shape(view),
        "response_urls": response_urls,
    }


def view_closed(scene: Scene, view: View, *, cleared: bool) -> JSON:
    return {"type": "view_closed", **_common(scene), "view": view_shape(view), "is_cleared": cleared}


def message_action(
    scene: Scene, callback_id: str, message: Message, channel: Channel, trigger: str, url: str, ts: str
) -> JSON:
    common = _common(scene, "name")
    del common["api_app_id"]
    return {
        "type": "message_action",
        **common,
        "action_ts": ts,
        "channel": channel_shape(channel),
        "callback_id": callback_id,
        "trigger_id": trigger,
        "response_url": url,
        "message_ts": message.ts,
        "message": message_shape(message, scene.workspace, thread=False),
    }


def shortcut(scene: Scene, callback_id: str, trigger: str, ts: str) -> JSON:
    common = _common(scene, "username")
    del common["api_app_id"]
    return {"type": "shortcut", **common, "action_ts": ts, "callback_id": callback_id, "trigger_id": trigger}


def channel_shape(channel: Channel) -> JSON:
    return {"id": channel.id, "name": channel_name(channel)}


def channel_name(channel: Channel) -> str:
    """Slack does not tell the names of private places."""
    return {"im": "directmessage", "private": "privategroup"}.get(channel.kind, channel.name)


def _common(scene: Scene, *called: str) -> JSON:
    """The person's name stands under one key or the other, or under both."""
    user, workspace = scene.user, scene.workspace
    names = dict.fromkeys(called or ("username", "name"), user.name)
    return {
        "user": {"id": user.id, **names, "team_id": workspace.id},
        "api_app_id": scene.app.id,
        "token": scene.app.credentials.verification_token,
        "team": {"id": workspace.id, "domain": workspace.domain},
        "enterprise": None,
        "is_enterprise_install": False,
    }
