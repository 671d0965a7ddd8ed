"""Installing an app puts a bot into the workspace and makes its tokens; uninstalling ends them."""

from __future__ import annotations

from playground import ids
from playground.apps.app import App
from playground.apps.installation import Installation
from playground.apps.registry import Registry
from playground.apps.token import Token
from playground.workspace.user import Bot, User
from playground.workspace.workspace import Workspace


def install(registry: Registry, workspace: Workspace, app: App, by: str, now: int) -> Installation:
    """Installing again keeps the bot and widens the scopes, as Slack does; the app is the latest again."""
    known = registry.installation(app.id, workspace.id)
    if known is not None:
        registry.installations[app.id, workspace.id] = registry.installations.pop((app.id, workspace.id))
        known.scopes = tuple(dict.fromkeys((*known.scopes, *app.bot_scopes)))
        registry.tokens[known.bot_token].scopes = known.scopes
        seat(workspace, app, known, now)
        return known
    installed = _new(registry, workspace, app, by)
    registry.installations[app.id, workspace.id] = installed
    seat(workspace, app, installed, now)
    return installed


def renew(registry: Registry, installed: Installation, app: App) -> None:
    """As if its developer had installed it anew from what the manifest says now: no scope stays that is not in it."""
    installed.scopes = app.bot_scopes
    registry.tokens[installed.bot_token].scopes = app.bot_scopes


def seat(workspace: Workspace, app: App, installed: Installation, now: int) -> None:
    """The bot takes its place among the people; also after a reset has emptied the room."""
    bot = installed.bot_user
    name = app.bot_name.lower().replace(" ", "_")
    workspace.users[bot] = User(
        id=bot, name=name, real_name=app.bot_name, is_bot=True, app_id=app.id, bot_id=installed.bot_id,
        tz="America/Los_Angeles", locale="en-US", colour=ids.secret(app.name, "colour", length=6), updated=now,
    )  # fmt: skip
    workspace.bots[installed.bot_id] = Bot(installed.bot_id, app.id, bot, app.bot_name, updated=now)
    for id in installed.channels:
        channel = workspace.channels.get(id)
        if channel is not None and not channel.has(bot):
            channel.members.append(bot)


def uninstall(registry: Registry, workspace: Workspace, app: App) -> Installation | None:
    installed = registry.installations.pop((app.id, workspace.id), None)
    if installed is None:
        return None
    for value in (installed.bot_token, *installed.user_tokens.values()):
        registry.tokens[value].inactive = True
    workspace.users[installed.bot_user].deleted = True
    workspace.bots[installed.bot_id].deleted = True
    for channel in workspace.channels.values():
        if channel.has(installed.bot_user) and not channel.is_direct:
            channel.members.remove(installed.bot_user)
    return installed


def grant_user(registry: Registry, installed: Installation, app: App, user: str, scopes: tuple[str, ...]) -> Token:
    value = registry.user_token(app, installed.team, user)
    token = Token(value=value, kind="user", app_id=app.id, team=installed.team, user=user, scopes=scopes)
    registry.tokens[value] = token
    installed.user_tokens[user] = value
    return token


def _new(registry: Registry, workspace: Workspace, app: App, by: str) -> Installation:
    bot_user, bot_id = bot_ids(app.name, workspace.id)
    serial = sum(1 for token in registry.tokens.values() if token.app_id == app.id and token.team == workspace.id)
    value = registry.bot_token(app, workspace.id, serial)
    registry.tokens[value] = Token(
        value=value, kind="bot", app_id=app.id, scopes=app.bot_scopes, team=workspace.id, user=bot_user, bot_id=bot_id
    )
    return Installation(
        app_id=app.id, team=workspace.id, bot_user=bot_user, bot_id=bot_id, bot_token=value, scopes=app.bot_scopes,
        installed_by=by,
    )  # fmt: skip


def bot_ids(name: str, team: str) -> tuple[str, str]:
    """The bot's user id and its bot id: known before it is there, so that its past can be told."""
    return ids.named("U", name, team, "bot", length=11), ids.named("B", name, team, length=11)
