"""Apps are connected, looked at and removed."""

from __future__ import annotations

from playground.apps import manifest as manifests
from playground.apps.app import App
from playground.apps.install import renew
from playground.control.ask import Ask
from playground.deeds import apps as deeds
from playground.deeds.channels import show
from playground.ids import secret
from playground.live.rows import app_row
from playground.refusal import Refusal
from playground.values import JSON
from playground.wire.delivery import Delivery

TRANSPORTS = ("socket", "http", "hand")


async def put(ask: Ask) -> JSON:
    manifest = ask.args.get("manifest")
    if not isinstance(manifest, dict):
        raise Refusal("invalid_manifest", "The manifest is a JSON object.")
    app = ask.slack.registry.register(manifest, ask.args.get("credentials") or {})
    _connect(ask, app)
    await verified(ask, app)
    if ask.args.get("install", True):
        installed = deeds.put_in(ask.slack, ask.workspace, app, deeds.first_person(ask.workspace))
        renew(ask.slack.registry, installed, app)
        for ref in ask.listing("channels"):
            channel = ask.workspace.channel(str(ref))
            if deeds.place(installed, channel):
                show(ask.slack, ask.workspace, channel)
    return {**_told(ask, app), "ignored": manifests.ignored(manifest)}


def _connect(ask: Ask, app: App) -> None:
    if ask.has("request_url"):
        app.events_url = app.interactivity_url = app.options_url = ask.text("request_url")
    if ask.has("transport"):
        app.transport = ask.text("transport")
    if app.transport not in TRANSPORTS:
        raise Refusal("invalid_transport", f"A transport is one of {', '.join(TRANSPORTS)}.")


async def verified(ask: Ask, app: App) -> None:
    """Slack believes in a request URL only when it says the challenge back."""
    if app.transport != "http" or not app.events_url or not app.bot_events:
        return
    challenge = secret(app.name, "challenge", str(ask.slack.hub.seq))
    payload = {"token": app.credentials.verification_token, "challenge": challenge, "type": "url_verification"}
    delivery = Delivery("D0", app, ask.workspace.id, "event", "url_verification", "events_api", payload, app.events_url)
    await ask.slack.http.verify(delivery)


def remove(ask: Ask) -> JSON:
    deeds.remove(ask.slack, ask.workspace, ask.app())
    return {}


def look(ask: Ask) -> JSON:
    return _told(ask, ask.app())


def _told(ask: Ask, app: App) -> JSON:
    return {"app": app_row(app, ask.slack, ask.workspace), "credentials": credentials(ask, app)}


def credentials(ask: Ask, app: App) -> JSON:
    installed = ask.slack.registry.installation(app.id, ask.workspace.id)
    own, origin = app.credentials, ask.slack.origin
    tokens = installed.user_tokens if installed else {}
    return {
        "app_id": app.id,
        "client_id": own.client_id,
        "client_secret": own.client_secret,
        "signing_secret": own.signing_secret,
        "verification_token": own.verification_token,
        "app_token": own.app_token,
        "bot_token": installed.bot_token if installed else None,
        "user_token": next(iter(tokens.values()), None),
        "user_tokens": dict(tokens),
        "bot_user": installed.bot_user if installed else None,
        "bot_id": installed.bot_id if installed else None,
        "base_url": f"{origin}/api/",
        "authorize_url": f"{origin}/oauth/v2/authorize?client_id={own.client_id}&scope={','.join(app.bot_scopes)}",
    }


DEEDS = {"app": put, "app-remove": remove}
