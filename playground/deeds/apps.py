"""Apps are connected, changed, removed; their tokens end."""

from __future__ import annotations

from playground.apps.app import App
from playground.apps.install import install, uninstall
from playground.apps.installation import Installation
from playground.apps.manifest import name_in
from playground.apps.token import Token
from playground.live.rows import app_row
from playground.payloads.events import callback
from playground.slack import Slack
from playground.values import JSON
from playground.workspace.channel import Channel
from playground.workspace.workspace import Workspace


def put_in(slack: Slack, workspace: Workspace, app: App, by: str) -> Installation:
    installed = install(slack.registry, workspace, app, by, int(slack.clock.now()))
    show(slack, workspace, app)
    return installed


def employ(slack: Slack, workspace: Workspace, raw: JSON, credentials: JSON) -> Installation:
    """An app that belongs to the workspace from its start, in its channels."""
    app = slack.registry.register(raw["manifest"], credentials)
    installed = put_in(slack, workspace, app, first_person(workspace))
    for name in raw.get("channels") or []:
        place(installed, workspace.channel(str(name)))
    return installed


def employ_again(slack: Slack, workspace: Workspace, apps: list[JSON]) -> None:
    """Those that were removed since the start are back, with the tokens they had."""
    slack.registry.heal(workspace.id)
    at_work = {slack.registry.apps[installed.app_id].name for installed in slack.registry.installed_in(workspace.id)}
    for raw in apps:
        if name_in(raw["manifest"]) not in at_work:
            employ(slack, workspace, raw, {})


def place(installed: Installation, channel: Channel) -> bool:
    """It was there before anybody looked: nobody is told that it joined, now or after a reset."""
    if channel.id not in installed.channels:
        installed.channels.append(channel.id)
    if channel.has(installed.bot_user):
        return False
    channel.members.append(installed.bot_user)
    return True


def first_person(workspace: Workspace) -> str:
    return workspace.people()[0].id if workspace.people() else ""


def remove(slack: Slack, workspace: Workspace, app: App) -> None:
    """The app hears of its end: this is not something one subscribes to with a channel or a scope."""
    installed = slack.registry.installation(app.id, workspace.id)
    if installed is None:
        return
    people = list(installed.user_tokens)
    _farewell(slack, app, installed, {"type": "app_uninstalled"})
    _farewell(
        slack, app, installed, {"type": "tokens_revoked", "tokens": {"oauth": people, "bot": [installed.bot_user]}}
    )
    uninstall(slack.registry, workspace, app)
    show(slack, workspace, app)


def revoke(slack: Slack, workspace: Workspace, token: Token) -> None:
    token.revoked = True
    app = slack.registry.apps[token.app_id]
    installed = slack.registry.installation(app.id, workspace.id)
    if installed is None:
        return
    whose = "bot" if token.is_bot else "oauth"
    tokens = {"oauth": [], "bot": [], whose: [token.user]}
    _farewell(slack, app, installed, {"type": "tokens_revoked", "tokens": tokens})
    if token.is_bot:
        _farewell(slack, app, installed, {"type": "app_uninstalled"})


def show(slack: Slack, workspace: Workspace, app: App) -> None:
    slack.hub.tell(workspace.id, "app_changed", app=app_row(app, slack, workspace))


def _farewell(slack: Slack, app: App, installed: Installation, event: JSON) -> None:
    if event["type"] not in app.bot_events:
        return
    full = {**event, "event_ts": slack.stamp(slack.workspaces[installed.team])}
    payload = callback(full, app, installed, slack.ids.new("Ev"), slack.clock.now(), as_user=None)
    slack.dispatcher.send(slack.dispatcher.delivery(app, installed.team, "event", event["type"], "events_api", payload))
