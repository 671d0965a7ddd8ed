"""Links to messages: read as people copy them, and asked of Slack."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

PATH = re.compile(r"/archives/(?P<channel>[CDG][A-Z0-9]+)/p(?P<seconds>\d{10})(?P<rest>\d{6})")


@dataclass(frozen=True)
class Linked:
    channel: str
    ts: str
    thread: str


def linked(text: str) -> Linked | None:
    """Slack wraps a pasted link in angle brackets, sometimes with a label."""
    bare = text.strip().strip("<>").partition("|")[0].replace("&amp;", "&")
    parts = urlsplit(bare)
    found = PATH.search(parts.path)
    if found is None:
        return None
    ts = f"{found['seconds']}.{found['rest']}"
    return Linked(found["channel"], ts, parse_qs(parts.query).get("thread_ts", [ts])[0])


async def permalink(client: AsyncWebClient, channel: str, ts: str) -> str:
    """Empty where there is no message, or none any more: not worth a failure."""
    if not ts:
        return ""
    try:
        return str((await client.chat_getPermalink(channel=channel, message_ts=ts))["permalink"])
    except SlackApiError:
        return ""
