"""Announcing through a running Parlance, for CI that cannot reach the database: the same words, over HTTP with a key."""

from dataclasses import asdict, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from bot.errors import Refusal
from bot.json_draft import MOST
from changes.matrix import INFORMED

if TYPE_CHECKING:
    import httpx

    from changes.diff.summary import Answer
    from changes.model import Draft

PATIENCE = 30.0
TRIES = 3


class NotReached(Refusal):
    def __init__(self, address: str, why: str) -> None:
        super().__init__(f"{address} did not answer as Parlance does ({why}); is the address right, and is it running?")


class NoKey(Refusal):
    def __init__(self) -> None:
        super().__init__("set PARLANCE_KEY to a key that an admin made with `/change key` in Slack")


def submit(address: str, key: str, draft: "Draft", **more: object) -> dict[str, Any]:
    """What the other side says of it. Trying again is safe: a change is known by its own key."""
    import httpx

    if not key:
        raise NoKey
    url = f"{address.rstrip('/')}/api/changes"
    if not url.startswith(("https://", "http://")):
        raise NotReached(address, "an address begins with https://")
    with httpx.Client(transport=httpx.HTTPTransport(retries=TRIES), timeout=PATIENCE) as client:
        try:
            answer = client.post(url, json=written(draft) | more, headers={"Authorization": f"Bearer {key}"})
        except httpx.HTTPError as error:
            raise NotReached(address, type(error).__name__) from error
    return _read(address, answer)


def written(draft: "Draft") -> dict[str, Any]:
    """As the other side reads it; of very many differences those that break come along."""
    ranked = sorted(draft.differences, key=lambda one: not one.breaking)[:MOST]
    given = asdict(replace(draft, differences=tuple(ranked), when=None))
    when = draft.when
    moment = {"start": when.start.isoformat(), "end": when.end.isoformat() if when.end else None} if when else None
    return given | {"when": {**moment, "zone": when.zone} if when and moment else None}


def answers(told: dict[str, Any]) -> "list[Answer]":
    from changes.diff.summary import Answer

    return [
        Answer(
            row["team"],
            None if row["answer"] == "silent" else row["answer"],
            date.fromisoformat(row["until"]) if row["until"] else None,
            row["note"],
        )
        for row in told.get("answers", [])
        if row["answer"] != INFORMED
    ]


def _read(address: str, answer: "httpx.Response") -> dict[str, Any]:
    try:
        content = answer.json()
    except ValueError as error:
        raise NotReached(address, f"HTTP {answer.status_code}") from error
    if not isinstance(content, dict):
        raise NotReached(address, f"HTTP {answer.status_code}")
    if answer.is_success:
        return content
    raise Refusal(str(content.get("error", f"HTTP {answer.status_code}")))
