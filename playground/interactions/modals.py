"""A modal is submitted or closed; the app says what happens next."""

from __future__ import annotations

from typing import Any

from playground.block_kit.check import check_view, interactive
from playground.block_kit.complete import completed
from playground.deeds import views as deeds
from playground.interactions.asking import ask, trigger
from playground.interactions.outcome import broken, outcome, unanswered
from playground.interactions.places import InView, find, scene_of
from playground.interactions.validity import faults
from playground.payloads.interactive import Scene, view_closed, view_submission
from playground.refusal import Refusal
from playground.shapes.view import view_shape
from playground.slack import Slack
from playground.values import JSON
from playground.workspace.user import User
from playground.workspace.view import View
from playground.workspace.workspace import Workspace


async def submit(slack: Slack, workspace: Workspace, user: User, asked: JSON) -> JSON:
    view = _modal(workspace, user, asked)
    InView(view).values(asked.get("values") or {}, workspace)
    wrong = faults(view.blocks, view.values)
    if wrong:
        return outcome("errors", errors=wrong, source="slack")
    scene = scene_of(slack, workspace, user, view.app_id)
    payload = view_submission(scene, view, trigger(slack, scene, view.id), _response_urls(slack, scene, view))
    ack = await ask(slack, scene, payload)
    if not ack.ok:
        return unanswered(ack)
    return _next(slack, workspace, view, ack.body)


async def close(slack: Slack, workspace: Workspace, user: User, asked: JSON) -> JSON:
    """The app hears of it only when the view asked for it."""
    view = _modal(workspace, user, asked)
    cleared = bool(asked.get("cleared") or view.body.get("clear_on_close"))
    stack = list(workspace.modals.get(user.id, []))
    closed = stack if cleared else [view]
    if cleared:
        deeds.clear_modals(slack, workspace, user.id)
    else:
        deeds.close_modal(slack, workspace, view)
    scene = scene_of(slack, workspace, user, view.app_id)
    for each in reversed(closed):
        if each.body.get("notify_on_close"):
            await ask(slack, scene, view_closed(scene, each, cleared=cleared))
    return _standing("cleared" if cleared else "closed", workspace, user.id)


def _modal(workspace: Workspace, user: User, asked: JSON) -> View:
    place = find(workspace, user, {"view_id": asked.get("view_id")})
    if not isinstance(place, InView) or place.view.type == "home":
        raise Refusal("not_found", "That is no modal.")
    return place.view


def _next(slack: Slack, workspace: Workspace, view: View, body: Any) -> JSON:
    """Nothing said: the modal closes."""
    if not isinstance(body, dict) or not body:
        deeds.close_modal(slack, workspace, view)
        return _standing("closed", workspace, view.user)
    action = body.get("response_action")
    if action == "clear":
        deeds.clear_modals(slack, workspace, view.user)
        return _standing("cleared", workspace, view.user)
    if action == "errors":
        return _errors(view, body.get("errors"))
    if action in ("update", "push"):
        return _shown(slack, workspace, view, action, body.get("view"))
    return broken(f"response_action {action!r} is not one of errors, update, push, clear")


def _errors(view: View, errors: Any) -> JSON:
    inputs = {block["block_id"] for block in view.blocks if block.get("type") == "input"}
    if not isinstance(errors, dict) or not errors:
        return broken("errors must be an object: {block_id: sentence}")
    unknown = set(errors) - inputs
    if unknown:
        return broken(f"errors names blocks that are no inputs of this view: {', '.join(sorted(unknown))}")
    return outcome("errors", errors={block: str(words) for block, words in errors.items()}, source="app")


def _shown(slack: Slack, workspace: Workspace, view: View, action: str, body: Any) -> JSON:
    try:
        checked = check_view(body, ("modal",))
    except Refusal as refusal:
        return broken(refusal.detail or refusal.error)
    full = {**checked, "blocks": completed(checked["blocks"], workspace.ids)}
    if action == "update":
        deeds.update_view(slack, workspace, view, full)
        return {**_standing("updated", workspace, view.user), "view": view_shape(view)}
    if len(workspace.modals.get(view.user, [])) >= 3:
        return broken("there are three views already")
    pushed = deeds.new_view(slack, workspace, view.app_id, view.user, full)
    deeds.push_modal(slack, workspace, pushed)
    return {**_standing("pushed", workspace, view.user), "view": view_shape(pushed)}


def _response_urls(slack: Slack, scene: Scene, view: View) -> list[JSON]:
    """For each select that was to give one."""
    urls = []
    for _, block, element in interactive(view.blocks):
        state = view.values.get(block["block_id"], {}).get(element["action_id"], {})
        channel = state.get("selected_conversation") or state.get("selected_channel")
        if element.get("response_url_enabled") and channel:
            url = slack.response_urls.issue("app", scene.app.id, view.team, scene.user.id, channel, None, None)
            ids = {"block_id": block["block_id"], "action_id": element["action_id"], "channel_id": channel}
            urls.append({**ids, "response_url": url})
    return urls


def _standing(kind: str, workspace: Workspace, user: str) -> JSON:
    return outcome(kind, views=deeds.stack_of(workspace, user))
