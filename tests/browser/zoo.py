"""Every block and every element that Slack documents, as an app would send them."""

from typing import Any

JSON = dict[str, Any]

PICTURE = "/page/favicon.svg"


def plain(text: str) -> JSON:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> JSON:
    return {"type": "mrkdwn", "text": text}


def option(text: str, value: str) -> JSON:
    return {"text": plain(text), "value": value}


FRUIT = [option("Apples", "apples"), option("Pears", "pears"), option("Plums", "plums")]

GROUPED = [{"label": plain("Tables"), "options": FRUIT[:2]}, {"label": plain("Endpoints"), "options": FRUIT[2:]}]

SURE = {
    "title": plain("Delete it?"),
    "text": mrkdwn("This is for *good*."),
    "confirm": plain("Delete"),
    "deny": plain("Keep"),
}


def rich_text() -> JSON:
    def section(*elements: JSON) -> JSON:
        return {"type": "rich_text_section", "elements": list(elements)}

    def text(words: str, **style: bool) -> JSON:
        return {"type": "text", "text": words, **({"style": style} if style else {})}

    return {
        "type": "rich_text",
        "elements": [
            section(
                text("loud ", bold=True),
                text("soft ", italic=True),
                text("gone ", strike=True),
                text("code", code=True),
            ),
            section(
                text("go to "),
                {"type": "link", "url": "https://example.com/", "text": "the page"},
                {"type": "emoji", "name": "rocket"},
            ),
            section(
                {"type": "broadcast", "range": "here"},
                {"type": "date", "timestamp": 1763719200, "format": "{date_num}", "fallback": "then"},
            ),
            {
                "type": "rich_text_list",
                "style": "ordered",
                "elements": [section(text("first")), section(text("second"))],
            },
            {"type": "rich_text_list", "style": "bullet", "indent": 1, "elements": [section(text("inner"))]},
            {"type": "rich_text_quote", "elements": [text("quoted words")]},
            {"type": "rich_text_preformatted", "elements": [text("x = 1")]},
        ],
    }


def every_block(origin: str) -> list[JSON]:
    picture = {"type": "image", "image_url": origin + PICTURE, "alt_text": "A small sign"}
    return [
        {"type": "header", "text": plain("Every block :sparkles:")},
        {"type": "section", "text": mrkdwn("A *section* with a picture"), "accessory": picture},
        {"type": "section", "fields": [mrkdwn("*Owner*\nMaya"), mrkdwn("*Due*\nFriday")]},
        {"type": "divider"},
        {"type": "actions", "block_id": "doing", "elements": buttons()},
        {
            "type": "section",
            "text": mrkdwn("Choose"),
            "accessory": {"type": "checkboxes", "action_id": "boxes", "options": FRUIT},
        },
        {
            "type": "section",
            "text": mrkdwn("More"),
            "accessory": {"type": "overflow", "action_id": "more", "options": FRUIT},
        },
        {**picture, "title": plain("A picture")},
        rich_text(),
        {"type": "markdown", "text": "## Standard\n**bold** and [a link](https://example.com/)\n\n- one\n- two"},
        table(),
        {"type": "context", "elements": [picture, mrkdwn("in *context*")]},
    ]


def buttons() -> list[JSON]:
    return [
        {"type": "button", "action_id": "again", "text": plain("Say it again"), "value": "again"},
        {"type": "button", "action_id": "slow", "text": plain("Never answer"), "style": "primary"},
        {"type": "button", "action_id": "delete", "text": plain("Delete"), "style": "danger", "confirm": SURE},
        {"type": "static_select", "action_id": "fruit", "placeholder": plain("Pick fruit"), "options": FRUIT},
        {"type": "datepicker", "action_id": "day", "initial_date": "2026-11-20"},
    ]


def table() -> JSON:
    def row(*words: str) -> list[JSON]:
        return [{"type": "raw_text", "text": each} for each in words]

    return {
        "type": "table",
        "rows": [row("Metric", "Value"), row("AUC", "0.91")],
        "column_settings": [{"is_wrapped": True}, {"align": "right"}],
    }


def field(block: str, label: str, element: JSON, **more: Any) -> JSON:
    return {
        "type": "input",
        "block_id": block,
        "label": plain(label),
        "element": {"action_id": "it", **element},
        "optional": True,
        **more,
    }


def every_input() -> list[JSON]:
    return [
        field("title", "Title", {"type": "plain_text_input", "max_length": 80}, optional=False),
        field("details", "Details", {"type": "plain_text_input", "multiline": True}, hint=plain("Why, and what to do")),
        field("kind", "Kind", {"type": "static_select", "options": FRUIT}),
        field("assets", "Assets", {"type": "multi_static_select", "option_groups": GROUPED}),
        field("word", "Word", {"type": "external_select", "min_query_length": 1}),
        field("owner", "Owner", {"type": "users_select"}),
        field("reviewers", "Reviewers", {"type": "multi_users_select"}),
        field("place", "Conversation", {"type": "conversations_select", "default_to_current_conversation": True}),
        field("channel", "Channel", {"type": "channels_select"}),
        field("day", "Day", {"type": "datepicker", "initial_date": "2026-12-01"}),
        field("hour", "Hour", {"type": "timepicker", "initial_time": "14:30"}),
        field("moment", "Moment", {"type": "datetimepicker", "initial_date_time": 1763719200}),
        field("boxes", "Boxes", {"type": "checkboxes", "options": FRUIT}),
        field("severity", "Severity", {"type": "radio_buttons", "options": FRUIT}),
        field("mail", "E-mail", {"type": "email_text_input"}),
        field("page", "Page", {"type": "url_text_input"}),
        field("number", "Number", {"type": "number_input", "is_decimal_allowed": False, "min_value": "1"}),
        field("rich", "Rich words", {"type": "rich_text_input"}),
        field("files", "Files", {"type": "file_input", "max_files": 2}),
    ]


def form() -> JSON:
    return {
        "type": "modal",
        "callback_id": "form",
        "title": plain("Every input"),
        "submit": plain("Send"),
        "close": plain("Cancel"),
        "notify_on_close": True,
        "blocks": every_input(),
    }


def first_view() -> JSON:
    push = {"type": "button", "action_id": "push", "text": plain("Go deeper")}
    return {
        "type": "modal",
        "callback_id": "first",
        "title": plain("First"),
        "blocks": [{"type": "actions", "elements": [push]}],
    }


def second_view() -> JSON:
    return {
        "type": "modal",
        "callback_id": "second",
        "title": plain("Second"),
        "submit": plain("Send"),
        "close": plain("Back"),
        "blocks": [field("note", "Note", {"type": "plain_text_input"})],
    }


def home(name: str, *, pressed: int = 0) -> JSON:
    button = {"type": "button", "action_id": "count", "text": plain(f"Pressed {pressed}"), "value": str(pressed)}
    return {
        "type": "home",
        "blocks": [
            {"type": "header", "text": plain("A home")},
            {"type": "section", "text": mrkdwn(f"Welcome, *{name}*"), "accessory": button},
        ],
    }
