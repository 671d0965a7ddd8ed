"""Slash commands, and how Slack speaks of those that fail."""

from __future__ import annotations

from playground.deeds import messages as deeds
from playground.interactions.answers import answer, body_of
from playground.interactions.asking import ask_command, trigger
from playground.interactions.outcome import outcome
from playground.payloads.interactive import Scene
from playground.payloads.interactive import command as payload_of
from playground.refusal import Refusal
from playground.shapes.message import message_shape
from playground.slack import Slack
from playground.text.typed import encoded
from playground.values import JSON
from playground.wire.delivery import Ack
from playground.workspace.channel import Channel
from playground.workspace.message import Message
from playground.workspace.user import User
from playground.workspace.workspace import Workspace


async def run(
    slack: Slack, workspace: Workspace, user: User, channel: Channel, name: str, text: str, *, in_thread: bool
) -> JSON:
    if in_thread:
        raise _failure(
            slack, workspace, user, channel, "not_supported_in_thread", f"{name} is not supported in threads. Sorry!"
        )
    if name == "/me":
        return _me(slack, workspace, user, channel, text)
    scene = _scene(slack, workspace, user, channel, name)
    registered = scene.app.command(name)
    words = encoded(text, workspace) if registered is not None and registered.should_escape else text
    url = slack.response_urls.issue("commands", scene.app.id, workspace.id, user.id, channel.id, None, None)
    payload = payload_of(scene, channel, name, words, trigger(slack, scene), url)
    ack = await ask_command(slack, scene, payload)
    if not ack.ok:
        raise _unanswered(slack, workspace, user, channel, name, ack)
    return _answered(slack, workspace, ack, url)


def _scene(slack: Slack, workspace: Workspace, user: User, channel: Channel, name: str) -> Scene:
    """Of several apps with one command, the one installed last has it."""
    for installed in reversed(slack.registry.installed_in(workspace.id)):
        app = slack.registry.apps[installed.app_id]
        if app.command(name) is not None:
            return Scene(workspace, app, user)
    raise _failure(slack, workspace, user, channel, "unknown_command", f"{name} is not a valid command.")


def _answered(slack: Slack, workspace: Workspace, ack: Ack, url: str) -> JSON:
    said = body_of(ack.body)
    if said is None:
        return outcome("acknowledged", ack=ack.body)
    message = answer(slack, workspace, slack.response_urls.peek(url), said)
    shape = message_shape(message, workspace) if message is not None else None
    return outcome("acknowledged", ack=ack.body, message=shape)


def _unanswered(slack: Slack, workspace: Workspace, user: User, channel: Channel, name: str, ack: Ack) -> Refusal:
    error = "operation_timeout" if ack.status == "timeout" else "dispatch_failed"
    return _failure(slack, workspace, user, channel, error, f'{name} failed with the error "{error}"')


def _failure(slack: Slack, workspace: Workspace, user: User, channel: Channel, error: str, words: str) -> Refusal:
    slack.hub.tell(workspace.id, "command_failed", [user.id], channel=channel.id, text=words, error=error)
    return Refusal(error, words)


def _me(slack: Slack, workspace: Workspace, user: User, channel: Channel, text: str) -> JSON:
    words = encoded(text, workspace)
    message = Message(channel.id, slack.stamp(workspace), words, user=user.id, subtype="me_message")
    deeds.post(slack, workspace, message)
    return outcome("acknowledged", ack=None, message=message_shape(message, workspace))
