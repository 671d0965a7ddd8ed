"""The door of the Web API: arguments, token, scopes, limits, faults, the method, the answer."""

from __future__ import annotations

import inspect

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from playground.apps.token import Token
from playground.refusal import Refusal
from playground.slack import Slack
from playground.values import JSON
from playground.web_api import arguments
from playground.web_api.call import Call
from playground.web_api.method import Method
from playground.web_api.table import METHODS
from playground.wire.faults import Fault
from playground.wire.log import Entry

NOBODY = Token(value="", kind="none", app_id="", scopes=())
POSTING = ("chat.postMessage", "chat.meMessage", "chat.postEphemeral")


class Cut(Exception):
    """The connection is to be cut without an answer."""


class TooSoon(Exception):
    def __init__(self, wait: int) -> None:
        super().__init__()
        self.wait = wait


async def serve(slack: Slack, request: Request) -> Response:
    slack.calls_under_way += 1
    try:
        return await _serve(slack, request)
    finally:
        slack.calls_under_way -= 1


async def _serve(slack: Slack, request: Request) -> Response:
    name = request.path_params["method"]
    try:
        args, warnings = await arguments.read(request)
    except Refusal as refusal:
        return _answer(refusal.answer(), 413 if refusal.error == "request_too_large" else 200, NOBODY, None)
    method = METHODS.get(name)
    if method is None:
        return _answer({"ok": False, "error": "unknown_method", "req_method": name}, 200, NOBODY, None)
    token = _token(slack, request, args)
    app_id = token.app_id if token is not None else ""
    team = token.team if token is not None and token.team else slack.home().id
    entry = slack.log.begin(team, app_id, "from_app", "web_api", name, "http", args)
    try:
        call = _call(slack, request, method, args, token, warnings)
        return await _carry_out(slack, method, call, entry)
    except Refusal as refusal:
        slack.log.end(entry, refusal.error, refusal.answer(), 200)
        return _answer(refusal.answer(), 200, token or NOBODY, method)
    except Cut:
        slack.log.end(entry, "cut")
        raise


def _call(slack: Slack, request: Request, method: Method, args: JSON, token: Token | None, warnings: list[str]) -> Call:
    known = _checked(slack, request, method, args, token)
    workspace = slack.workspaces.get(known.team) or slack.home()
    authorization = request.headers.get("authorization", "")
    return Call(slack, method.name, args, known, workspace, authorization, warnings)


def _checked(slack: Slack, request: Request, method: Method, args: JSON, token: Token | None) -> Token:
    if method.open:
        return token or NOBODY
    if token is None:
        raise Refusal("invalid_auth" if _value(request, args) else "not_authed")
    if token.revoked:
        raise Refusal("token_revoked")
    if token.inactive:
        raise Refusal("account_inactive")
    if token.expires_at is not None and token.expires_at < slack.clock.now():
        raise Refusal("token_expired")
    if token.kind not in method.tokens:
        raise Refusal("not_allowed_token_type")
    if method.scopes and not set(method.scopes) & set(token.scopes):
        raise Refusal("missing_scope", needed=",".join(method.scopes), provided=",".join(token.scopes))
    return token


def _token(slack: Slack, request: Request, args: JSON) -> Token | None:
    return slack.registry.token(_value(request, args))


def _value(request: Request, args: JSON) -> str:
    header = request.headers.get("authorization", "")
    if header.lower().startswith("bearer "):
        return header[7:].strip()
    return str(args.get("token") or "")


async def _carry_out(slack: Slack, method: Method, call: Call, entry: Entry) -> Response:
    fault = slack.faults.strike("web_api", method.name, call.token.app_id, _app_name(call))
    entry.fault = fault.do if fault else None
    if fault is not None and (spoilt := await _spoil(slack, fault, call, entry)) is not None:
        return spoilt
    wait = slack.limits.wait_for_call(method.name, call.token.app_id, call.workspace.id, method.tier)
    if wait:
        return _limited(slack, entry, wait, call.token, method)
    _refuse_incomplete(method, call)
    try:
        answer = await _asked(method, call)
    except TooSoon as soon:
        return _limited(slack, entry, soon.wait, call.token, method)
    if fault is not None and fault.do == "accept_then_timeout":
        await slack.clock.sleep(fault.number("seconds", 0))
        raise Cut
    if call.warnings:
        answer = _warned(answer, call.warnings)
    slack.log.end(entry, "ok", answer, 200)
    return _answer(answer, 200, call.token, method)


async def _asked(method: Method, call: Call) -> JSON:
    if method.name in POSTING and (wait := call.slack.limits.wait_for_post(call.token.app_id, call.text("channel"))):
        raise TooSoon(wait)
    said = method.answer(call)
    answer = await said if inspect.isawaitable(said) else said
    return {"ok": True, **answer}


async def _spoil(slack: Slack, fault: Fault, call: Call, entry: Entry) -> Response | None:
    """What the fault answers in the method's place; nothing, when the method still runs."""
    if fault.do == "slow":
        await slack.clock.sleep(fault.number("seconds", 1))
    elif fault.do == "disconnect":
        raise Cut
    elif fault.do == "ratelimited":
        return _limited(slack, entry, int(fault.number("retry_after", 1)), call.token, None)
    elif fault.do == "error":
        raise Refusal(str(fault.options.get("error", "internal_error")))
    elif fault.do == "status":
        status = int(fault.number("status", 500))
        slack.log.end(entry, f"http_{status}", None, status)
        return Response(str(fault.options.get("body", "Internal Server Error")), status, media_type="text/html")
    return None


def _refuse_incomplete(method: Method, call: Call) -> None:
    missing = [name for name in method.required if not call.has(name)]
    if missing:
        said = [f"[ERROR] missing required field: {name}" for name in missing]
        raise Refusal("invalid_arguments", response_metadata={"messages": said})


def _limited(slack: Slack, entry: Entry, wait: int, token: Token, method: Method | None) -> Response:
    answer = {"ok": False, "error": "ratelimited"}
    slack.log.end(entry, "ratelimited", {**answer, "retry_after": wait}, 429)
    return _answer(answer, 429, token, method, {"Retry-After": str(wait)})


def _warned(answer: JSON, warnings: list[str]) -> JSON:
    metadata = {**answer.get("response_metadata", {}), "warnings": warnings}
    return {**answer, "warning": ",".join(warnings), "response_metadata": metadata}


def _answer(
    answer: JSON, status: int, token: Token, method: Method | None, extra: dict[str, str] | None = None
) -> Response:
    headers = {"X-Slack-Req-Id": f"{id(answer):x}", **(extra or {})}
    if token.scopes:
        headers["X-OAuth-Scopes"] = ",".join(token.scopes)
    if method is not None and method.scopes:
        headers["X-Accepted-OAuth-Scopes"] = ",".join(method.scopes)
    return JSONResponse(answer, status, headers)


def _app_name(call: Call) -> str:
    app = call.slack.registry.apps.get(call.token.app_id)
    return app.name if app is not None else ""
