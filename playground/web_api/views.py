"""views.*: modals and the App Home."""

from __future__ import annotations

from playground.block_kit.check import check_view
from playground.block_kit.complete import completed
from playground.deeds import views as deeds
from playground.interactions.triggers import Trigger
from playground.refusal import Refusal
from playground.shapes.view import view_shape
from playground.values import JSON
from playground.web_api.call import Call
from playground.web_api.method import Method
from playground.wire.limits import Tier
from playground.workspace.view import View

DEEPEST = 3


def open_(call: Call) -> JSON:
    body = _body(call, "modal", "workflow_step")
    trigger = _trigger(call)
    view = deeds.new_view(call.slack, call.workspace, call.app.id, trigger.user, body)
    deeds.open_modal(call.slack, call.workspace, view)
    return {"view": view_shape(view)}


def push(call: Call) -> JSON:
    body = _body(call, "modal")
    trigger = _trigger(call)
    stack = call.workspace.modals.get(trigger.user, [])
    if not stack or (trigger.view_id and trigger.view_id not in [view.id for view in stack]):
        raise Refusal("not_found")
    if len(stack) >= DEEPEST:
        raise Refusal("push_limit_reached")
    view = deeds.new_view(call.slack, call.workspace, call.app.id, trigger.user, body)
    deeds.push_modal(call.slack, call.workspace, view)
    return {"view": view_shape(view)}


def update(call: Call) -> JSON:
    view = _known(call)
    if call.has("hash") and call.text("hash") != view.hash:
        raise Refusal("hash_conflict")
    deeds.update_view(call.slack, call.workspace, view, _body(call, view.type, besides=view))
    return {"view": view_shape(view)}


def publish(call: Call) -> JSON:
    user = call.workspace.users.get(call.text("user_id"))
    if user is None or user.is_bot:
        raise Refusal(
            "invalid_arguments", response_metadata={"messages": ["[ERROR] user_not_found [json-pointer:/user_id]"]}
        )
    if not call.app.home_tab:
        raise Refusal("not_enabled")
    home = call.workspace.homes.get((call.app.id, user.id))
    if call.has("hash") and home is not None and call.text("hash") != home.hash:
        raise Refusal("hash_conflict")
    body = _body(call, "home", besides=home)
    view = deeds.publish_home(call.slack, call.workspace, call.app.id, user.id, body)
    return {"view": view_shape(view)}


def _body(call: Call, *types: str, besides: View | None = None) -> JSON:
    body = check_view(call.structure("view", "invalid_arguments"), types)
    external = body.get("external_id")
    if external and any(view.external_id == external and view is not besides for view in _mine(call)):
        raise Refusal("duplicate_external_id")
    return {**body, "blocks": completed(body["blocks"], call.workspace.ids)}


def _trigger(call: Call) -> Trigger:
    value = call.text("trigger_id") or call.text("interactivity_pointer")
    if not value:
        raise Refusal(
            "invalid_arguments", response_metadata={"messages": ["[ERROR] missing required field: trigger_id"]}
        )
    return call.slack.triggers.redeem(value, call.app.id)


def _known(call: Call) -> View:
    for view in _mine(call):
        if view.id == call.text("view_id") or (
            call.has("external_id") and view.external_id == call.text("external_id")
        ):
            return view
    raise Refusal("not_found")


def _mine(call: Call) -> list[View]:
    return [view for view in call.workspace.views() if view.app_id == call.app.id]


METHODS = (
    Method("views.open", open_, (), Tier.FOUR, ("view",), ("bot",)),
    Method("views.push", push, (), Tier.FOUR, ("view",), ("bot",)),
    Method("views.update", update, (), Tier.FOUR, ("view",), ("bot",)),
    Method("views.publish", publish, (), Tier.FOUR, ("user_id", "view"), ("bot",)),
)
