"""oauth.v2.*: a code becomes tokens."""

from __future__ import annotations

import base64

from playground.apps.app import App
from playground.apps.install import grant_user
from playground.apps.token import Token
from playground.deeds.apps import put_in
from playground.ids import named, secret
from playground.oauth import Grant
from playground.refusal import Refusal
from playground.values import JSON
from playground.web_api.auth import organisation_of
from playground.web_api.call import Call
from playground.web_api.method import Method
from playground.wire.limits import Tier


def access(call: Call) -> JSON:
    app = _client(call)
    if call.text("grant_type") == "refresh_token":
        raise Refusal("invalid_refresh_token")
    if not call.has("code"):
        raise Refusal("invalid_code")
    grant = call.slack.grants.take(call.text("code"), app.id)
    if grant.redirect_uri and call.text("redirect_uri", grant.redirect_uri) != grant.redirect_uri:
        raise Refusal("bad_redirect_uri")
    return _for_organisation(call, app, grant) if grant.org else _tokens(call, app, grant)


def _client(call: Call) -> App:
    client_id, secret = _credentials(call)
    app = call.slack.registry.by_client(client_id)
    if app is None:
        raise Refusal("invalid_client_id")
    if secret != app.credentials.client_secret:
        raise Refusal("bad_client_secret")
    return app


def _credentials(call: Call) -> tuple[str, str]:
    """As arguments, or as HTTP Basic."""
    if call.authorization.lower().startswith("basic "):
        try:
            client_id, _, secret = base64.b64decode(call.authorization[6:]).decode().partition(":")
        except ValueError:
            raise Refusal("invalid_client_id") from None
        return client_id, secret
    return call.text("client_id"), call.text("client_secret")


def _tokens(call: Call, app: App, grant: Grant) -> JSON:
    workspace = call.slack.workspaces[grant.team]
    answer: JSON = {"app_id": app.id, "authed_user": {"id": grant.user}}
    answer |= {"team": {"id": workspace.id, "name": workspace.name}, "enterprise": None, "is_enterprise_install": False}
    if grant.scopes:
        app.bot_scopes = tuple(dict.fromkeys((*app.bot_scopes, *grant.scopes)))
    installed = put_in(call.slack, workspace, app, grant.user)
    if grant.scopes:
        token = call.slack.registry.tokens[installed.bot_token]
        answer |= {"scope": ",".join(token.scopes), "token_type": "bot", "access_token": token.value}
        answer["bot_user_id"] = installed.bot_user
    if grant.user_scopes:
        granted = grant_user(call.slack.registry, installed, app, grant.user, grant.user_scopes)
        answer["authed_user"] |= {
            "scope": ",".join(granted.scopes),
            "access_token": granted.value,
            "token_type": "user",
        }
    return answer


def _for_organisation(call: Call, app: App, grant: Grant) -> JSON:
    """No workspace is named, and none has the app yet: its admins add it to them later. `auth.test` knows the token."""
    value = "-".join(("xoxb", secret(app.name, grant.team, "organisation")))
    bot, bot_id = named("W", app.name, grant.team, length=11), named("B", app.name, grant.team, "org", length=11)
    organisation = {"id": organisation_of(grant.team), "name": "Organisation"}
    call.slack.registry.tokens[value] = Token(
        value=value, kind="org", app_id=app.id, scopes=grant.scopes, team=grant.team, user=bot, bot_id=bot_id
    )
    return {
        "app_id": app.id,
        "authed_user": {"id": grant.user},
        "team": None,
        "enterprise": organisation,
        "is_enterprise_install": True,
        "scope": ",".join(grant.scopes),
        "token_type": "bot",
        "access_token": value,
        "bot_user_id": bot,
    }


METHODS = (Method("oauth.v2.access", access, (), Tier.FOUR, open=True),)
