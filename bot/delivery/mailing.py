"""One call to Slack, judged: what certainly failed may be repeated, what is in doubt is looked up first."""

import uuid
from dataclasses import dataclass, replace
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.delivery.outcome import Later, NotThere, Outcome, Refused, Sent
from bot.delivery.post import Edit, Post

METADATA = "parlance_delivery"
NAMES = uuid.UUID("6f1f7c1e-3b0a-4b0e-9a51-0d6c3f1f3a11")
CANNOT_LOOK = frozenset({"missing_scope", "not_in_channel", "channel_not_found", "no_permission", "is_archived"})
AMBIGUOUS = frozenset(
    {"internal_error", "fatal_error", "request_timeout", "service_unavailable", "duplicate_message_not_found"}
)
LIMITED = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded"})
CLOSED = frozenset({"invalid_auth", "not_authed", "token_expired", "token_revoked", "team_added_to_org"})
"""Nothing is wrong with the message: the workspace is closed to us until somebody mends it, and then all of them go."""
GATEWAYS = (502, 503, 504)
PAGE = 100


@dataclass(frozen=True)
class Spot:
    """Where a message would stand."""

    channel: str
    thread: str = ""


async def mail(client: AsyncWebClient, post: Post | Edit, name: str) -> Outcome:
    """`name` travels with the message, so that it can be found again; the same name is never taken twice by Slack."""
    if isinstance(post, Edit):
        return await _edited(client, post)
    try:
        answer = await client.chat_postMessage(
            channel=post.channel,
            client_msg_id=str(uuid.uuid5(NAMES, name)),
            metadata={"event_type": METADATA, "event_payload": {"delivery": name}},
            **post.arguments(),
        )
        return Sent(str(answer["channel"]), str(answer["ts"]))
    except SlackApiError as error:
        return _judged(error)
    except aiohttp.ClientConnectorError as error:
        return Later(2.0, in_doubt=False, why=type(error).__name__)
    except (TimeoutError, aiohttp.ClientError, OSError) as error:
        return Later(0.0, in_doubt=True, why=type(error).__name__)


async def _edited(client: AsyncWebClient, edit: Edit) -> Outcome:
    """Doing it twice is doing it once: it is never in doubt."""
    try:
        await client.chat_update(channel=edit.channel, ts=edit.ts, **edit.arguments())
        return Sent(edit.channel, edit.ts)
    except SlackApiError as error:
        judged = _judged(error)
        return replace(judged, in_doubt=False) if isinstance(judged, Later) else judged
    except (TimeoutError, aiohttp.ClientError, OSError) as error:
        return Later(2.0, in_doubt=False, why=type(error).__name__)


async def conversation_with(client: AsyncWebClient, person: str) -> str | Later | Refused:
    """Opening it twice opens it once."""
    try:
        answer = await client.conversations_open(users=[person])
        return str(answer["channel"]["id"])
    except SlackApiError as error:
        return _judged(error)
    except (TimeoutError, aiohttp.ClientError, OSError) as error:
        return Later(2.0, in_doubt=False, why=type(error).__name__)


async def members(client: AsyncWebClient, group: str) -> tuple[str, ...] | Later | Refused:
    try:
        return tuple((await client.usergroups_users_list(usergroup=group))["users"])
    except SlackApiError as error:
        return _judged(error)
    except (TimeoutError, aiohttp.ClientError, OSError) as error:
        return Later(2.0, in_doubt=False, why=type(error).__name__)


async def find(client: AsyncWebClient, spot: Spot, name: str, oldest: float) -> Outcome:
    """The message of that name, if Slack took it; Later when Slack would not say yet."""
    try:
        return await _find(client, spot, name, oldest)
    except SlackApiError as error:
        if _answer(error)[1] in CANNOT_LOOK:
            return NotThere()  # Slack's own check of client_msg_id is what is left
        judged = _judged(error)
        return replace(judged, in_doubt=True) if isinstance(judged, Later) else NotThere()
    except (TimeoutError, aiohttp.ClientError, OSError) as error:
        return Later(2.0, in_doubt=True, why=type(error).__name__)


async def _find(client: AsyncWebClient, spot: Spot, name: str, oldest: float) -> Sent | NotThere:
    asked: dict[str, Any] = {"oldest": f"{oldest:.6f}", "limit": PAGE, "include_all_metadata": True}
    cursor = None
    while True:
        if spot.thread:
            page = await client.conversations_replies(channel=spot.channel, ts=spot.thread, cursor=cursor, **asked)
        else:
            page = await client.conversations_history(channel=spot.channel, cursor=cursor, **asked)
        for message in page["messages"]:
            if _name(message) == name:
                return Sent(spot.channel, str(message["ts"]))
        cursor = (page.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            return NotThere()


def _name(message: dict[str, Any]) -> str:
    metadata = message.get("metadata") or {}
    return str((metadata.get("event_payload") or {}).get("delivery", ""))


def _judged(error: SlackApiError) -> Later | Refused:
    status, name = _answer(error)
    if status == 429 or name in LIMITED:
        asked = str(error.response.headers.get("Retry-After", ""))
        return Later(float(asked) if asked.isdecimal() else 1.0, in_doubt=False, why="ratelimited", limited=True)
    if name in CLOSED:
        return Later(0.0, in_doubt=False, why=name)
    if status == 200 and name and name not in AMBIGUOUS:
        return Refused(name)
    return Later(0.0, in_doubt=True, why=name or f"http {status}", heard=status not in GATEWAYS)


def _answer(error: SlackApiError) -> tuple[int, str]:
    """Status, and Slack's code: none where a proxy said something else, which the library hands on as it came."""
    data = getattr(error.response, "data", None)
    status = int(getattr(error.response, "status_code", 0) or getattr(error.response, "status", 0))
    return status, str(data.get("error", "")) if isinstance(data, dict) else ""
