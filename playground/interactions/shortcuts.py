"""Global and message shortcuts."""

from __future__ import annotations

from typing import Any

from playground.interactions.asking import ask, need_interactive, trigger
from playground.interactions.outcome import TROUBLE, outcome, unanswered
from playground.interactions.places import scene_of
from playground.payloads.interactive import Scene, message_action, shortcut
from playground.refusal import Refusal
from playground.slack import Slack
from playground.values import JSON
from playground.workspace.user import User
from playground.workspace.workspace import Workspace


async def use(slack: Slack, workspace: Workspace, user: User, asked: JSON) -> JSON:
    callback_id = str(asked.get("callback_id"))
    scene = _scene(slack, workspace, user, callback_id, asked.get("app"))
    known = scene.app.shortcut(callback_id)
    need_interactive(scene)
    if known is not None and known.type == "message":
        payload = _on_message(slack, scene, callback_id, asked)
    else:
        payload = shortcut(scene, callback_id, trigger(slack, scene), slack.stamp(workspace))
    ack = await ask(slack, scene, payload)
    if ack.ok:
        return outcome("acknowledged", ack=ack.body)
    slack.hub.tell(
        workspace.id, "action_failed", [user.id], channel=asked.get("channel"), text=TROUBLE, error=ack.status
    )
    return unanswered(ack)


def _on_message(slack: Slack, scene: Scene, callback_id: str, asked: JSON) -> JSON:
    workspace, user = scene.workspace, scene.user
    channel = workspace.channel(str(asked.get("channel")))
    ts = str(asked.get("ts"))
    if ts in channel.ephemeral:
        raise Refusal("ephemeral_message", "Slack offers no shortcuts on a message that only one person sees.")
    message = channel.get(ts)
    if not channel.visible_to(user.id):
        raise Refusal("channel_not_found")
    url = slack.response_urls.issue(
        "app", scene.app.id, workspace.id, user.id, channel.id, message.ts, message.thread_ts
    )
    moment = slack.stamp(workspace)
    return message_action(scene, callback_id, message, channel, trigger(slack, scene), url, moment)


def _scene(slack: Slack, workspace: Workspace, user: User, callback_id: str, app: Any) -> Scene:
    if app:
        return scene_of(slack, workspace, user, slack.registry.app(str(app)).id)
    for installed in reversed(slack.registry.installed_in(workspace.id)):
        if slack.registry.apps[installed.app_id].shortcut(callback_id) is not None:
            return scene_of(slack, workspace, user, installed.app_id)
    raise Refusal("shortcut_not_found", f"No app here has a shortcut {callback_id!r}.")
