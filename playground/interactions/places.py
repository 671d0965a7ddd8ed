"""Where an element is used: in a message or in a view; and which element it is."""

from __future__ import annotations

from dataclasses import dataclass

from playground.block_kit.check import interactive
from playground.interactions.inputs import Values, filled
from playground.payloads.interactive import Scene, at_message, at_view
from playground.refusal import Refusal
from playground.slack import Slack
from playground.values import JSON
from playground.workspace.channel import Channel
from playground.workspace.message import Message
from playground.workspace.user import User
from playground.workspace.view import View
from playground.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class InMessage:
    message: Message
    channel: Channel

    @property
    def app_id(self) -> str:
        return self.message.app_id or ""

    @property
    def view_id(self) -> None:
        return None

    def blocks(self) -> list[JSON]:
        nested = [block for attachment in self.message.attachments for block in attachment.get("blocks") or []]
        return self.message.blocks + nested

    def values(self, given: JSON, workspace: Workspace) -> Values:
        return filled(self.blocks(), {}, given, workspace)

    def told(self, slack: Slack, scene: Scene, values: Values) -> JSON:
        message = self.message
        url = slack.response_urls.issue(
            "actions", scene.app.id, scene.workspace.id, scene.user.id, self.channel.id, message.ts, message.thread_ts
        )
        return at_message(scene, message, self.channel, values, url)


@dataclass(frozen=True, slots=True)
class InView:
    view: View

    @property
    def app_id(self) -> str:
        return self.view.app_id

    @property
    def view_id(self) -> str:
        return self.view.id

    def blocks(self) -> list[JSON]:
        return self.view.blocks

    def values(self, given: JSON, workspace: Workspace) -> Values:
        """What was typed into a view stays typed there."""
        self.view.values = filled(self.view.blocks, self.view.values, given, workspace)
        return self.view.values

    def told(self, slack: Slack, scene: Scene, values: Values) -> JSON:
        return at_view(self.view)


Place = InMessage | InView


def find(workspace: Workspace, user: User, where: JSON) -> Place:
    if where.get("view_id"):
        view = workspace.view(str(where["view_id"]))
        if view.user != user.id:
            raise Refusal("not_found", f"That view is not in front of {user.name}.")
        return InView(view)
    channel = workspace.channel(str(where.get("channel")))
    message = channel.any(str(where.get("ts")))
    if message.only_for not in (None, user.id) or not channel.visible_to(user.id):
        raise Refusal("message_not_found", f"{user.name} does not see that message.")
    return InMessage(message, channel)


def element_at(place: Place, action_id: str, block_id: str | None) -> tuple[JSON, JSON]:
    """The element and its block."""
    found = [
        (element, block)
        for _, block, element in interactive(place.blocks())
        if element["action_id"] == action_id and block_id in (None, block["block_id"])
    ]
    if not found:
        there = ", ".join(element["action_id"] for _, _, element in interactive(place.blocks())) or "none"
        raise Refusal("action_not_found", f"There is no element {action_id!r} here; there are: {there}.")
    if len(found) > 1:
        raise Refusal("action_not_unique", f"There are {len(found)} elements {action_id!r} here; name the block_id.")
    return found[0]


def scene_of(slack: Slack, workspace: Workspace, user: User, app_id: str) -> Scene:
    if app_id not in slack.registry.apps:
        raise Refusal("app_not_found", "No app stands behind that.")
    return Scene(workspace, slack.registry.apps[app_id], user)
