"""The `rich_text` block Slack's composer would have made of a message."""

from __future__ import annotations

import re
from collections.abc import Iterator

from playground.text.typed import unescaped
from playground.values import JSON

FENCE = re.compile(r"```\n?(.*?)\n?```", re.DOTALL)
BULLET = re.compile(r"^(?:[•\-*]) +(.*)$")
NUMBER = re.compile(r"^\d+[.)] +(.*)$")
QUOTE = re.compile(r"^&gt; ?(.*)$")
INLINE = re.compile(
    r"`(?P<code>[^`\n]+)`"
    r"|<(?P<token>[^<>\n]+)>"
    r"|(?<![\w:]):(?P<emoji>[a-z0-9_+'\-]+(?:::skin-tone-\d)?):(?![\w:])"
    r"|(?<![\w*])\*(?P<bold>[^\s*](?:[^*\n]*[^\s*])?)\*(?![\w*])"
    r"|(?<!\w)_(?P<italic>[^\s_](?:[^_\n]*[^\s_])?)_(?!\w)"
    r"|(?<![\w~])~(?P<strike>[^\s~](?:[^~\n]*[^\s~])?)~(?![\w~])"
)
STYLES = ("bold", "italic", "strike")


def rich_text(text: str, block_id: str) -> JSON:
    return {"type": "rich_text", "block_id": block_id, "elements": list(_elements(text))}


def _elements(text: str) -> Iterator[JSON]:
    parts = FENCE.split(text)
    for place, part in enumerate(parts):
        if place % 2:
            yield {"type": "rich_text_preformatted", "elements": [_text(part)], "border": 0}
        elif part.strip("\n"):
            yield from _groups(part.strip("\n").split("\n"))


def _groups(lines: list[str]) -> Iterator[JSON]:
    """Lines of one kind that follow each other make one element."""
    kind, gathered = "", [""]
    for line in lines:
        found, content = _line(line)
        if found != kind and kind:
            yield _group(kind, gathered)
        if found != kind:
            kind, gathered = found, []
        gathered.append(content)
    yield _group(kind, gathered)


def _line(line: str) -> tuple[str, str]:
    for kind, pattern in (("bullet", BULLET), ("ordered", NUMBER), ("quote", QUOTE)):
        found = pattern.match(line)
        if found:
            return kind, found[1]
    return "section", line


def _group(kind: str, lines: list[str]) -> JSON:
    if kind in ("bullet", "ordered"):
        items = [{"type": "rich_text_section", "elements": list(_inline(line, {}))} for line in lines]
        return {"type": "rich_text_list", "style": kind, "indent": 0, "elements": items, "border": 0}
    name = "rich_text_quote" if kind == "quote" else "rich_text_section"
    return {"type": name, "elements": list(_inline("\n".join(lines), {}))}


def _inline(text: str, style: dict[str, bool]) -> Iterator[JSON]:
    end = 0
    for found in INLINE.finditer(text):
        if found.start() > end:
            yield _text(text[end : found.start()], style)
        yield from _span(found, style)
        end = found.end()
    if end < len(text):
        yield _text(text[end:], style)


def _span(found: re.Match[str], style: dict[str, bool]) -> Iterator[JSON]:
    for name in STYLES:
        if found[name]:
            yield from _inline(found[name], {**style, name: True})
            return
    if found["code"]:
        yield _text(found["code"], {**style, "code": True})
    elif found["emoji"]:
        yield {"type": "emoji", "name": found["emoji"]}
    else:
        yield _styled(_token(found["token"]), style)


def _token(token: str) -> JSON:
    target, _, label = token.partition("|")
    if target.startswith("@"):
        return {"type": "user", "user_id": target[1:]}
    if target.startswith("#"):
        return {"type": "channel", "channel_id": target[1:]}
    if target.startswith("!subteam^"):
        return {"type": "usergroup", "usergroup_id": target.removeprefix("!subteam^")}
    if target.startswith("!"):
        return {"type": "broadcast", "range": target[1:]}
    link: JSON = {"type": "link", "url": unescaped(target)}
    return {**link, "text": unescaped(label)} if label else link


def _text(text: str, style: dict[str, bool] | None = None) -> JSON:
    return _styled({"type": "text", "text": unescaped(text)}, style or {})


def _styled(element: JSON, style: dict[str, bool]) -> JSON:
    return {**element, "style": dict(style)} if style else element
