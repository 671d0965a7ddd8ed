"""Links to messages, as people copy them: which channel, which message."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

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
