"""The addresses Slack gives away: response URLs and upload URLs, files, pictures, the install page."""

from __future__ import annotations

import html
from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response

from playground.interactions.answers import answer
from playground.refusal import Refusal
from playground.slack import Slack
from playground.values import JSON, read_json
from playground.web_api.arguments import MULTIPART, read, whole_body
from playground.workspace.file import File

GONE = ("invalid_url", "expired_url", "used_url")
DARK = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"


async def respond(slack: Slack, request: Request) -> Response:
    """Through a response URL an app answers a person once more."""
    said: JSON = {}
    team = request.path_params["team"]
    try:
        url = slack.response_urls.peek(request.path_params["key"])
        app_id = url.app_id
    except Refusal:
        app_id = ""
    try:
        said = await _said(request)
        entry = slack.log.begin(team, app_id, "from_app", "response_url", request.path_params["kind"], "http", said)
        taken = slack.response_urls.take(request.path_params["key"])
        answer(slack, slack.workspace(taken.team), taken, said)
    except Refusal as refusal:
        status = 404 if refusal.error in GONE else 400
        slack.log.note(team, app_id, "from_app", "response_url", request.path_params["kind"], refusal.error, said)
        return JSONResponse(refusal.answer(), status)
    slack.log.end(entry, "ok", "ok", 200)
    return PlainTextResponse("ok")


async def _said(request: Request) -> JSON:
    body = await whole_body(request)
    if request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        body = dict(parse_qsl(body.decode(errors="replace"))).get("payload", "").encode()
    try:
        said = read_json(body)
    except ValueError:
        raise Refusal("invalid_payload") from None
    if not isinstance(said, dict):
        raise Refusal("invalid_payload")
    return said


async def receive_upload(slack: Slack, request: Request) -> Response:
    file = slack.workspace(request.path_params["team"]).files.get(request.path_params["file"])
    if file is None or file.is_complete:
        return PlainTextResponse("upload url is not valid", 404)
    try:
        content = await _uploaded(request)
    except Refusal as refusal:
        return PlainTextResponse(refusal.error, 413)
    if len(content) != file.expected_size:
        return PlainTextResponse("content length does not match", 400)
    file.content = content
    return PlainTextResponse(f"OK - {len(content)}")


async def _uploaded(request: Request) -> bytes:
    if not request.headers.get("content-type", "").startswith(MULTIPART):
        return await whole_body(request)
    args, _ = await read(request)
    for value in args.values():
        if isinstance(value, dict):
            content: bytes = value["content"]
            return content
    return b""


def private_file(slack: Slack, request: Request) -> Response:
    """With a token only; without one Slack shows its login page, and so do we."""
    team, _, id = request.path_params["file"].partition("-")
    header = request.headers.get("authorization", "")
    token = slack.registry.token(header[7:].strip()) if header.lower().startswith("bearer ") else None
    if token is None or token.revoked or token.inactive or token.team != team:
        return HTMLResponse("<!doctype html><title>Sign in | Slack</title><p>Sign in to see this file.")
    file = slack.workspace(team).files.get(id)
    if file is None or "files:read" not in token.scopes:
        return PlainTextResponse("file_not_found", 404)
    return _bytes(file)


def page_file(slack: Slack, request: Request) -> Response:
    """For our own page."""
    for workspace in slack.workspaces.values():
        file = workspace.files.get(request.path_params["file"])
        if file is not None and file.is_complete:
            return _bytes(file)
    return PlainTextResponse("file_not_found", 404)


def _bytes(file: File) -> Response:
    """What somebody uploaded must not run in our page's name."""
    safe = {"Content-Security-Policy": DARK, "X-Content-Type-Options": "nosniff"}
    return Response(file.content, media_type=file.mimetype, headers=safe)


def avatar(slack: Slack, request: Request) -> Response:
    id = request.path_params["user"].removesuffix(".svg")
    for workspace in slack.workspaces.values():
        user = workspace.users.get(id)
        if user is not None:
            return Response(_picture(initials(user.real_name), user.colour), media_type="image/svg+xml")
    return Response(_picture("•", "4a5568"), media_type="image/svg+xml")


def initials(name: str) -> str:
    words = name.split() or ["?"]
    return (words[0][:1] + (words[-1][:1] if len(words) > 1 else "")).upper()


def _picture(letters: str, colour: str) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 72 72" width="72" height="72">'
        f'<rect width="72" height="72" rx="14" fill="#{html.escape(colour)}"/>'
        '<text x="36" y="37" fill="#fff" font-family="system-ui, sans-serif" font-size="28" font-weight="600" '
        f'text-anchor="middle" dominant-baseline="central">{html.escape(letters)}</text></svg>'
    )


def authorize(slack: Slack, request: Request) -> Response:
    """The page on which a person allows an app; `?as=maya&allow=1` says yes at once, `&org=1` for a whole organisation."""
    query = dict(request.query_params)
    app = slack.registry.by_client(query.get("client_id", ""))
    if app is None:
        return HTMLResponse("<!doctype html><title>Slack</title><p>Invalid client_id parameter", 400)
    redirect = query.get("redirect_uri") or next(iter(app.redirect_urls), "")
    if not redirect or (app.redirect_urls and not redirect.startswith(app.redirect_urls)):
        return HTMLResponse(
            "<!doctype html><title>Slack</title><p>redirect_uri did not match any configured URIs.", 400
        )
    if query.get("deny"):
        return _back(redirect, {"error": "access_denied", "state": query.get("state", "")})
    if not query.get("allow"):
        return HTMLResponse(_consent(app.name, query))
    return _allowed(slack, query, app.id, redirect)


def _allowed(slack: Slack, query: dict[str, str], app_id: str, redirect: str) -> Response:
    try:
        workspace = slack.workspace(query.get("team") or None)
        who = workspace.user(query["as"]) if query.get("as") else workspace.people()[0]
    except Refusal as refusal:
        return HTMLResponse(f"<!doctype html><title>Slack</title><p>{html.escape(refusal.detail)}", 400)
    scopes, user_scopes = (_scopes(query.get(name, "")) for name in ("scope", "user_scope"))
    given = query.get("redirect_uri", "")
    code = slack.grants.issue(app_id, workspace.id, who.id, scopes, user_scopes, given, org=bool(query.get("org")))
    return _back(redirect, {"code": code, "state": query.get("state", "")})


def _scopes(value: str) -> tuple[str, ...]:
    return tuple(scope for scope in value.replace(" ", ",").split(",") if scope)


def _back(redirect: str, told: dict[str, str]) -> Response:
    return RedirectResponse(f"{redirect}{'&' if '?' in redirect else '?'}{urlencode(told)}", 302)


def _consent(name: str, query: dict[str, str]) -> str:
    links = (f"/oauth/v2/authorize?{urlencode({**query, answer: '1'})}" for answer in ("allow", "deny"))
    yes, no = (html.escape(link, quote=True) for link in links)
    scopes = "".join(f"<li><code>{html.escape(each)}</code></li>" for each in _scopes(query.get("scope", "")))
    return (
        "<!doctype html><html lang=en><meta charset=utf-8><title>Allow the app?</title>"
        "<body style='font:16px system-ui;max-width:34rem;margin:4rem auto;padding:0 1rem'>"
        f"<h1>{html.escape(name)} would like to join this workspace</h1><p>It asks for:</p><ul>{scopes}</ul>"
        f"<p><a href='{yes}'>Allow</a> · <a href='{no}'>Cancel</a></p></body></html>"
    )
