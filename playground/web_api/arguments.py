"""Arguments as Slack takes them: a query, a form or JSON; each wrong way has its own error."""

from __future__ import annotations

from urllib.parse import parse_qsl

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request

from playground.refusal import Refusal
from playground.values import JSON, read_json

LARGEST = 8 * 1024 * 1024
FORM, MULTIPART, JSON_TYPE = "application/x-www-form-urlencoded", "multipart/form-data", "application/json"


async def read(request: Request) -> tuple[JSON, list[str]]:
    """The arguments, and what Slack warns of."""
    args: JSON = dict(request.query_params)
    if request.method == "GET":
        return args, []
    kind, _, parameters = request.headers.get("content-type", "").partition(";")
    kind = kind.strip().lower()
    if int(request.headers.get("content-length") or 0) > LARGEST:
        raise Refusal("request_too_large")
    if kind == MULTIPART:
        return {**args, **await _multipart(request)}, []
    body = await whole_body(request)
    if not body and kind in ("", FORM, JSON_TYPE):
        return args, []
    if kind == JSON_TYPE:
        warnings = [] if "charset" in parameters.lower() else ["missing_charset"]
        return {**args, **_json(body)}, warnings
    if kind == FORM:
        return {**args, **_form(body)}, []
    raise Refusal("invalid_post_type" if kind else "missing_post_type")


async def whole_body(request: Request) -> bytes:
    """Not more than we are ready to hold, whatever its headers said."""
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > LARGEST:
            raise Refusal("request_too_large")
        parts.append(part)
    return b"".join(parts)


def _json(body: bytes) -> JSON:
    try:
        said = read_json(body)
    except ValueError:
        raise Refusal("invalid_json") from None
    if not isinstance(said, dict):
        raise Refusal("json_not_object")
    return said


def _form(body: bytes) -> JSON:
    try:
        return dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=1000))
    except ValueError:
        raise Refusal("invalid_form_data") from None


async def _multipart(request: Request) -> JSON:
    args: JSON = {}
    try:
        async with request.form(max_part_size=LARGEST) as form:
            for name, value in form.multi_items():
                args[name] = await _upload(value) if isinstance(value, UploadFile) else value
    except (MultiPartException, HTTPException, ValueError):
        raise Refusal("invalid_form_data") from None
    return args


async def _upload(upload: UploadFile) -> JSON:
    return {"filename": upload.filename or "file", "content": await upload.read()}
