"""Rich text: sections, lists, quotes and code, and what stands in them."""

from __future__ import annotations

from playground.block_kit.rules import Rule, anything, flag, listed, one_of, record, string, typed, whole

STYLE = record(
    {
        "bold": flag, "italic": flag, "strike": flag, "code": flag, "underline": flag,
        "highlight": flag, "client_highlight": flag, "unlink": flag,
    }
)  # fmt: skip
OF = {"type": anything, "style": STYLE}
PARTS: dict[str, Rule] = {
    "text": record({**OF, "text": string()}, "type", "text"),
    "link": record({**OF, "url": string(3000), "text": string(least=0), "unsafe": flag}, "type", "url"),
    "emoji": record(
        {**OF, "name": string(), "unicode": string(), "skin_tone": whole(1, 6), "url": string(), "display_url": string()},
        "type", "name",
    ),
    "user": record({**OF, "user_id": string()}, "type", "user_id"),
    "usergroup": record({**OF, "usergroup_id": string()}, "type", "usergroup_id"),
    "channel": record({**OF, "channel_id": string()}, "type", "channel_id"),
    "team": record({**OF, "team_id": string()}, "type", "team_id"),
    "broadcast": record({**OF, "range": one_of("here", "channel", "everyone")}, "type", "range"),
    "color": record({**OF, "value": string()}, "type", "value"),
    "date": record(
        {**OF, "timestamp": whole(), "format": string(), "url": string(3000), "fallback": string()},
        "type", "timestamp", "format",
    ),
}  # fmt: skip
INLINE = listed(typed(PARTS), least=0)
BORDER = whole(0, 1)
SECTION = record({"type": anything, "elements": INLINE}, "type", "elements")
ELEMENTS: dict[str, Rule] = {
    "rich_text_section": SECTION,
    "rich_text_list": record(
        {
            "type": anything,
            "elements": listed(typed({"rich_text_section": SECTION}), least=0),
            "style": one_of("bullet", "ordered"),
            "indent": whole(0, 8),
            "offset": whole(0),
            "border": BORDER,
        },
        "type",
        "style",
        "elements",
    ),
    "rich_text_preformatted": record(
        {"type": anything, "elements": INLINE, "border": BORDER, "language": string()}, "type", "elements"
    ),
    "rich_text_quote": record({"type": anything, "elements": INLINE, "border": BORDER}, "type", "elements"),
}
RICH_TEXT = record(
    {"type": anything, "block_id": string(255), "elements": listed(typed(ELEMENTS), least=0)}, "type", "elements"
)
