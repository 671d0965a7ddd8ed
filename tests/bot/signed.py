"""A request as Slack signs it."""

import hashlib
import hmac
import json
import time
from typing import Any
from urllib.parse import urlencode

COMMANDS = frozenset({"slash_command", "slash_commands"})


def headers(body: str, secret: str, kind: str, moment: float | None = None) -> dict[str, str]:
    stamp = str(int(time.time() if moment is None else moment))
    digest = hmac.new(secret.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()
    return {"Content-Type": kind, "X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}


def event(payload: dict[str, Any], secret: str) -> tuple[str, dict[str, str]]:
    body = json.dumps(payload)
    return body, headers(body, secret, "application/json")


def form(fields: dict[str, str], secret: str) -> tuple[str, dict[str, str]]:
    body = urlencode(fields)
    return body, headers(body, secret, "application/x-www-form-urlencoded")


def interaction(payload: dict[str, Any], secret: str) -> tuple[str, dict[str, str]]:
    return form({"payload": json.dumps(payload)}, secret)
