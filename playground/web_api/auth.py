"""api.test, auth.*, apps.*, bots.info, team.info: who am I, and where?"""

from __future__ import annotations

from playground.deeds import apps as deeds
from playground.ids import named
from playground.refusal import Refusal
from playground.shapes.user import bot_shape
from playground.values import JSON
from playground.web_api.call import Call
from playground.web_api.method import Method
from playground.wire.limits import Tier


def api_test(call: Call) -> JSON:
    args = {name: value for name, value in call.args.items() if name != "token"}
    if call.has("error"):
        raise Refusal(call.text("error"), args=args)
    return {"args": args} if args else {}


def auth_test(call: Call) -> JSON:
    workspace = call.workspace
    if call.token.kind == "app":
        return {"app_name": call.app.name, "app_id": call.app.id}
    if call.token.kind == "org":
        return _of_organisation(call)
    answer: JSON = {
        "url": workspace.url,
        "team": workspace.name,
        "user": workspace.users[call.user].name,
        "team_id": workspace.id,
        "user_id": call.user,
        "is_enterprise_install": False,
    }
    if call.token.bot_id:
        answer["bot_id"] = call.token.bot_id
    return answer


def _of_organisation(call: Call) -> JSON:
    organisation = organisation_of(call.workspace.id)
    return {
        "url": call.workspace.url,
        "team": "Organisation",
        "user": call.app.bot_name.lower(),
        "team_id": organisation,
        "user_id": call.user,
        "bot_id": call.token.bot_id,
        "enterprise_id": organisation,
        "is_enterprise_install": True,
    }


def organisation_of(team: str) -> str:
    return named("E", team, length=11)


def auth_revoke(call: Call) -> JSON:
    if call.flag("test"):
        return {"revoked": False}
    deeds.revoke(call.slack, call.workspace, call.token)
    return {"revoked": True}


def auth_teams(call: Call) -> JSON:
    teams = [{"id": call.workspace.id, "name": call.workspace.name}]
    return {"teams": teams, "response_metadata": {"next_cursor": ""}}


def connections_open(call: Call) -> JSON:
    if call.app.transport != "socket":
        raise Refusal("forbidden_team" if call.app.transport == "hand" else "socket_mode_not_enabled")
    ticket = call.slack.sockets.ticket(call.app.id)
    origin = call.slack.origin.replace("http", "ws", 1)
    return {"url": f"{origin}/link/?ticket={ticket}&app_id={call.app.id}"}


def authorizations(call: Call) -> JSON:
    installed = call.slack.registry.installation(call.app.id, call.workspace.id)
    found = []
    if installed is not None:
        found.append({"team_id": installed.team, "user_id": installed.bot_user, "is_bot": True})
        found += [{"team_id": installed.team, "user_id": user, "is_bot": False} for user in installed.user_tokens]
    shapes = [{"enterprise_id": None, "is_enterprise_install": False, **each} for each in found]
    return {"authorizations": shapes, "response_metadata": {"next_cursor": ""}}


def uninstall(call: Call) -> JSON:
    app = call.app
    if call.text("client_id") != app.credentials.client_id:
        raise Refusal("bad_client_id" if call.text("client_id") else "invalid_client_id")
    if call.text("client_secret") != app.credentials.client_secret:
        raise Refusal("bad_client_secret")
    deeds.remove(call.slack, call.workspace, app)
    return {}


def bots_info(call: Call) -> JSON:
    bot = call.workspace.bot(call.text("bot"))
    return {"bot": bot_shape(bot, call.workspace)}


def team_info(call: Call) -> JSON:
    workspace = call.workspace
    if call.has("team") and call.text("team") != workspace.id:
        raise Refusal("team_not_found")
    icon = {
        f"image_{size}": f"{workspace.origin}/avatars/{workspace.id}.svg" for size in (34, 44, 68, 88, 102, 132, 230)
    }
    team = {
        "id": workspace.id,
        "name": workspace.name,
        "url": workspace.url,
        "domain": workspace.domain,
        "email_domain": workspace.email_domain,
        "icon": {**icon, "image_default": True},
        "avatar_base_url": f"{workspace.origin}/avatars/",
        "is_verified": False,
    }
    return {"team": team}


def team_profile(call: Call) -> JSON:
    return {"profile": {"fields": [], "sections": []}}


def team_preferences(call: Call) -> JSON:
    return {"msg_edit_window_mins": -1, "allow_message_deletion": True, "display_real_names": False}


APP = ("app",)
ALL = ("bot", "user", "app")
METHODS = (
    Method("api.test", api_test, (), Tier.FOUR, open=True),
    Method("auth.test", auth_test, (), Tier.SPECIAL, tokens=(*ALL, "org")),
    Method("auth.revoke", auth_revoke, (), Tier.THREE),
    Method("auth.teams.list", auth_teams, (), Tier.TWO),
    Method("apps.connections.open", connections_open, ("connections:write",), Tier.FOUR, tokens=APP),
    Method(
        "apps.event.authorizations.list", authorizations, ("authorizations:read",), Tier.FOUR, ("event_context",), APP
    ),
    Method("apps.uninstall", uninstall, (), Tier.ONE),
    Method("bots.info", bots_info, ("users:read",), Tier.THREE, ("bot",)),
    Method("team.info", team_info, ("team:read",), Tier.THREE),
    Method("team.profile.get", team_profile, ("users.profile:read",), Tier.THREE),
    Method("team.preferences.list", team_preferences, ("team.preferences:read",), Tier.TWO),
)
