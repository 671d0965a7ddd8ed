"""Who and what a message names."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from playground.text.typed import CODE

LINK = re.compile(r"<(https?://[^|>\s]+)(?:\|[^>]*)?>")


def mentions(text: str, user: str) -> bool:
    return f"<@{user}>" in text or f"<@{user}|" in text


def calls_everybody(text: str) -> bool:
    return any(call in text for call in ("<!here", "<!channel", "<!everyone"))


def links(text: str) -> list[str]:
    plain = CODE.sub(" ", text)
    return list(dict.fromkeys(url.replace("&amp;", "&") for url in LINK.findall(plain)))


def domain(url: str) -> str:
    return (urlsplit(url).hostname or "").lower()


def belongs(url: str, domains: tuple[str, ...]) -> str | None:
    """The registered domain this link falls under."""
    host = domain(url)
    return next((known for known in domains if host == known or host.endswith(f".{known}")), None)
