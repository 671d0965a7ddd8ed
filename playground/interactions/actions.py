"""Buttons, selects and inputs that act at once; options that the app suggests."""

from __future__ import annotations

from typing import Any

from playground.block_kit.objects import PLAIN_OPTION
from playground.block_kit.rules import Problems, listed
from playground.interactions.asking import ask, need_interactive, trigger
from playground.interactions.inputs import chosen, state_of
from playground.interactions.outcome import TROUBLE, broken, outcome, unanswered
from playground.interactions.places import Place, element_at, find, scene_of
from playground.payloads.interactive import block_actions, block_suggestion
from playground.slack import Slack
from playground.values import JSON
from playground.workspace.user import User
from playground.workspace.workspace import Workspace

INITIALS = (
    "initial_option", "initial_options", "initial_user", "initial_users", "initial_conversation",
    "initial_conversations", "initial_channel", "initial_channels", "initial_date", "initial_time",
    "initial_date_time",
)  # fmt: skip
TOLD = ("text", "value", "style", "url", "confirm", "placeholder", "icon", *INITIALS)
PRESSED = {"button", "workflow_button", "icon_button"}
MOST_OPTIONS = 100


async def act(slack: Slack, workspace: Workspace, user: User, asked: JSON) -> JSON:
    place = find(workspace, user, asked)
    element, block = element_at(place, str(asked.get("action_id")), asked.get("block_id"))
    scene = scene_of(slack, workspace, user, place.app_id)
    need_interactive(scene)
    values = place.values(_with_this(asked, element, block), workspace)
    action = action_of(element, block, asked.get("value"), slack.stamp(workspace), workspace)
    told = place.told(slack, scene, values)
    payload = {**block_actions(scene, action, trigger(slack, scene, place.view_id)), **told}
    ack = await ask(slack, scene, payload)
    if ack.ok:
        return outcome("acknowledged", ack=ack.body)
    slack.hub.tell(
        workspace.id, "action_failed", [user.id], channel=asked.get("channel"), text=TROUBLE, error=ack.status
    )
    return unanswered(ack)


def _with_this(asked: JSON, element: JSON, block: JSON) -> JSON:
    """What is chosen now is part of the state."""
    given = {block_id: dict(actions) for block_id, actions in (asked.get("values") or {}).items()}
    if "value" in asked:
        given.setdefault(block["block_id"], {})[element["action_id"]] = asked["value"]
    return given


def action_of(element: JSON, block: JSON, value: Any, ts: str, workspace: Workspace) -> JSON:
    kind = element["type"]
    action: JSON = {"type": kind, "block_id": block["block_id"], "action_id": element["action_id"]}
    action |= {key: element[key] for key in TOLD if key in element}
    if kind in PRESSED:
        pass
    elif kind == "overflow":
        action["selected_option"] = chosen(element, value)
    elif kind == "feedback_buttons":
        button = element["positive_button" if value == "positive" else "negative_button"]
        action |= {"text": button["text"], "value": button["value"]}
    else:
        action |= state_of(element, value, workspace)
    return {**action, "action_ts": ts}


async def suggest(slack: Slack, workspace: Workspace, user: User, asked: JSON) -> JSON:
    place = find(workspace, user, asked)
    element, block = element_at(place, str(asked.get("action_id")), asked.get("block_id"))
    scene = scene_of(slack, workspace, user, place.app_id)
    need_interactive(scene)
    told = place.told(slack, scene, _values(place, asked, workspace))
    payload = block_suggestion(scene, element, block, str(asked.get("value") or ""), told)
    ack = await ask(slack, scene, payload)
    if not ack.ok:
        return unanswered(ack)
    return offered(ack.body)


def _values(place: Place, asked: JSON, workspace: Workspace) -> JSON:
    return dict(place.values(asked.get("values") or {}, workspace))


def offered(body: Any) -> JSON:
    """The options of an app's answer, if they are such as Slack would show."""
    if not isinstance(body, dict) or not ({"options", "option_groups"} & set(body)):
        return broken("the answer has neither options nor option_groups")
    options, groups = body.get("options"), body.get("option_groups")
    problems = Problems()
    if options is not None:
        listed(PLAIN_OPTION, MOST_OPTIONS, 0)(options, "/options", problems)
    if problems.found:
        return broken(problems.found[0])
    return outcome("acknowledged", ack=body, options=options or [], option_groups=groups)
