"""Modals open over each other, change and close; each person's App Home is published."""

from __future__ import annotations

from playground.ids import secret
from playground.interactions.inputs import initial_values, kept_values
from playground.shapes.view import view_shape
from playground.slack import Slack
from playground.values import JSON
from playground.workspace.view import View
from playground.workspace.workspace import Workspace


def new_view(slack: Slack, workspace: Workspace, app_id: str, user: str, body: JSON) -> View:
    installed = slack.registry.installation(app_id, workspace.id)
    id = workspace.ids.new("V")
    return View(
        id=id, app_id=app_id, bot_id=installed.bot_id if installed else "", team=workspace.id, user=user,
        body=body, hash=_hash(slack, workspace), root_id=id, values=initial_values(body["blocks"]),
    )  # fmt: skip


def open_modal(slack: Slack, workspace: Workspace, view: View) -> None:
    workspace.modals[view.user] = [view]
    _tell(slack, workspace, "view_opened", view)


def push_modal(slack: Slack, workspace: Workspace, view: View) -> None:
    stack = workspace.modals.setdefault(view.user, [])
    view.root_id = stack[0].id if stack else view.id
    view.previous_id = stack[-1].id if stack else None
    stack.append(view)
    _tell(slack, workspace, "view_pushed", view)


def update_view(slack: Slack, workspace: Workspace, view: View, body: JSON) -> None:
    """What was typed stays where block and action are the same."""
    view.values = kept_values(body["blocks"], view.values)
    view.body, view.hash = body, _hash(slack, workspace)
    if view.type == "home":
        _show_home(slack, workspace, view)
    else:
        _tell(slack, workspace, "view_updated", view)


def close_modal(slack: Slack, workspace: Workspace, view: View) -> None:
    """This one, and those above it."""
    stack = workspace.modals.get(view.user, [])
    if view in stack:
        del stack[stack.index(view) :]
    slack.hub.tell(
        workspace.id, "view_closed", [view.user], view_id=view.id, views=[view_shape(each) for each in stack]
    )


def clear_modals(slack: Slack, workspace: Workspace, user: str) -> None:
    stack = workspace.modals.pop(user, [])
    if stack:
        slack.hub.tell(workspace.id, "view_closed", [user], view_id=stack[0].id, views=[])


def publish_home(slack: Slack, workspace: Workspace, app_id: str, user: str, body: JSON) -> View:
    view = workspace.homes.get((app_id, user))
    if view is not None:
        update_view(slack, workspace, view, body)
        return view
    view = new_view(slack, workspace, app_id, user, body)
    workspace.homes[app_id, user] = view
    _show_home(slack, workspace, view)
    return view


def stack_of(workspace: Workspace, user: str) -> list[JSON]:
    return [view_shape(view) for view in workspace.modals.get(user, [])]


def _show_home(slack: Slack, workspace: Workspace, view: View) -> None:
    slack.hub.tell(workspace.id, "home_published", [view.user], app=view.app_id, view=view_shape(view))


def _tell(slack: Slack, workspace: Workspace, kind: str, view: View) -> None:
    slack.hub.tell(workspace.id, kind, [view.user], view=view_shape(view), views=stack_of(workspace, view.user))


def _hash(slack: Slack, workspace: Workspace) -> str:
    return f"{int(slack.clock.now())}.{secret('hash', str(workspace.ids.number()), length=8)}"
