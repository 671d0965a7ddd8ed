"""What a person types becomes Slack's encoding: `@maya` is `<@U…>`, and `& < >` are escaped."""

from __future__ import annotations

import re

from playground.workspace.workspace import Workspace

CODE = re.compile(r"(```.*?```|`[^`\n]+`)", re.DOTALL)
TOKEN = re.compile(
    r"(?P<url>https?://[^\s<>|]+[^\s<>|.,;:!?)\]}'\"*_~])"
    r"|(?<![\w/@#.&])@(?P<person>[\w][\w.\-]*[\w]|\w)"
    r"|(?<![\w/@#&])#(?P<channel>[\w][\w\-]*)"
)
EVERYBODY = ("here", "channel", "everyone")


def encoded(text: str, workspace: Workspace) -> str:
    parts = CODE.split(text)
    return "".join(escaped(part) if place % 2 else _linked(part, workspace) for place, part in enumerate(parts))


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _linked(text: str, workspace: Workspace) -> str:
    return TOKEN.sub(lambda found: _token(found, workspace), escaped(text))


def _token(found: re.Match[str], workspace: Workspace) -> str:
    if found["url"]:
        return f"<{found['url']}>"
    if found["person"]:
        return _person(found["person"], workspace) or found[0]
    channel = workspace.named_channel(found["channel"])
    return f"<#{channel.id}|{channel.name}>" if channel is not None else found[0]


def _person(name: str, workspace: Workspace) -> str | None:
    if name in EVERYBODY:
        return f"<!{name}>"
    for user in workspace.users.values():
        if name.lower() in (user.name, user.display_name.lower()):
            return f"<@{user.id}>"
    for group in workspace.usergroups.values():
        if name == group.handle and not group.disabled_at:
            return f"<!subteam^{group.id}>"
    return None
