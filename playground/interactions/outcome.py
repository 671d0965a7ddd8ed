"""What a person sees come of an interaction."""

from __future__ import annotations

from typing import Any

from playground.values import JSON
from playground.wire.delivery import Ack

TROUBLE = "We had some trouble connecting. Try again?"
WORDS = {
    "timeout": "The app did not answer within 3 seconds.",
    "no_connection": "The app is not connected.",
    "unreachable": "The app could not be reached.",
    "dropped": "The connection to the app was lost.",
}


def outcome(kind: str, **told: Any) -> JSON:
    return {"ok": True, "outcome": kind, **told}


def unanswered(ack: Ack) -> JSON:
    """Slack says the same to the person whatever the reason; the reason is for the developer."""
    kind = "timeout" if ack.status == "timeout" else "failed"
    reason = WORDS.get(ack.status, f"The app answered with HTTP {ack.http_status}.")
    return outcome(kind, detail=f"{TROUBLE} ({reason})", status=ack.status)


def broken(why: str) -> JSON:
    return outcome("failed", detail=f"{TROUBLE} ({why})", status="bad_answer")
