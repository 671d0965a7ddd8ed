"""What Block Kit does not allow is refused in Slack's words, with a pointer to the place."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from playground.block_kit.check import check_message, check_view
from playground.refusal import Refusal

TEXT = {"type": "plain_text", "text": "Text"}
BUTTON = {"type": "button", "text": TEXT, "action_id": "a"}
OPTION = {"text": TEXT, "value": "v"}


def option(value: str) -> dict[str, Any]:
    return {"text": TEXT, "value": value}


def select(**fields: Any) -> dict[str, Any]:
    return {"type": "static_select", "action_id": "s", **fields}


def actions(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "actions", "elements": list(elements)}


def mrkdwn(text: str) -> dict[str, Any]:
    return {"type": "mrkdwn", "text": text}


WRONG: list[tuple[list[Any], str]] = [
    ([{"type": "divider"}] * 51, "no more than 50 items allowed [json-pointer:/blocks]"),
    ([{"type": "nonsense"}], "unsupported type: nonsense [json-pointer:/blocks/0/type]"),
    ([{}], "missing required field: type [json-pointer:/blocks/0]"),
    (["x"], "must provide an object [json-pointer:/blocks/0]"),
    ([{"type": "section"}], "must define either `text` or `fields` [json-pointer:/blocks/0/type]"),
    (
        [{"type": "section", "text": mrkdwn("x" * 3001)}],
        "must be less than 3001 characters [json-pointer:/blocks/0/text/text]",
    ),
    ([{"type": "section", "text": mrkdwn("")}], "must be more than 0 characters [json-pointer:/blocks/0/text/text]"),
    (
        [{"type": "section", "fields": [mrkdwn("x")] * 11}],
        "no more than 10 items allowed [json-pointer:/blocks/0/fields]",
    ),
    (
        [{"type": "section", "fields": [mrkdwn("x" * 2001)]}],
        "must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]",
    ),
    (
        [{"type": "section", "text": mrkdwn("x"), "accessory": {"type": "plain_text_input"}}],
        "unsupported type: plain_text_input [json-pointer:/blocks/0/accessory/type]",
    ),
    ([{"type": "divider", "text": TEXT}], "invalid additional property: text [json-pointer:/blocks/0]"),
    (
        [{"type": "header", "text": {**TEXT, "text": "x" * 151}}],
        "must be less than 151 characters [json-pointer:/blocks/0/text/text]",
    ),
    ([{"type": "header", "text": mrkdwn("x")}], "unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]"),
    (
        [{"type": "context", "elements": [mrkdwn("x")] * 11}],
        "no more than 10 items allowed [json-pointer:/blocks/0/elements]",
    ),
    ([{"type": "context", "elements": []}], "must provide at least 1 items [json-pointer:/blocks/0/elements]"),
    ([actions(*[{**BUTTON, "action_id": f"a{n}"} for n in range(26)])], "no more than 25 items allowed"),
    (
        [actions({"type": "button", "action_id": "a"})],
        "missing required field: text [json-pointer:/blocks/0/elements/0]",
    ),
    (
        [actions({**BUTTON, "text": {**TEXT, "text": "x" * 76}})],
        "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]",
    ),
    (
        [actions({**BUTTON, "value": "x" * 2001})],
        "must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]",
    ),
    ([actions({**BUTTON, "style": "loud"})], "must be a valid enum value [json-pointer:/blocks/0/elements/0/style]"),
    ([actions({**BUTTON, "url": 4})], "must provide a string [json-pointer:/blocks/0/elements/0/url]"),
    ([actions(BUTTON, BUTTON)], "`action_id` already exists: a [json-pointer:/blocks/0/elements/1/action_id]"),
    (
        [{"type": "divider", "block_id": "b"}, {"type": "divider", "block_id": "b"}],
        "duplicate `block_id`: b [json-pointer:/blocks/1/block_id]",
    ),
    (
        [{"type": "divider", "block_id": "x" * 256}],
        "must be less than 256 characters [json-pointer:/blocks/0/block_id]",
    ),
    (
        [actions(select(options=[option(str(n)) for n in range(101)]))],
        "no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]",
    ),
    ([actions(select())], "must define either `options` or `option_groups` [json-pointer:/blocks/0/elements/0]"),
    (
        [actions(select(options=[OPTION], initial_option=option("other")))],
        "must be one of the provided options [json-pointer:/blocks/0/elements/0/initial_option]",
    ),
    (
        [actions(select(options=[{"text": {**TEXT, "text": "x" * 76}, "value": "v"}]))],
        "must be less than 76 characters [json-pointer:/blocks/0/elements/0/options/0/text/text]",
    ),
    (
        [actions({"type": "overflow", "action_id": "o", "options": [option(str(n)) for n in range(6)]})],
        "no more than 5 items allowed [json-pointer:/blocks/0/elements/0/options]",
    ),
    (
        [actions({"type": "checkboxes", "action_id": "c", "options": [option(str(n)) for n in range(11)]})],
        "no more than 10 items allowed [json-pointer:/blocks/0/elements/0/options]",
    ),
    (
        [actions({"type": "datepicker", "action_id": "d", "initial_date": "tomorrow"})],
        "must match date format YYYY-MM-DD [json-pointer:/blocks/0/elements/0/initial_date]",
    ),
    (
        [{"type": "image", "image_url": "https://a.example/x.png"}],
        "missing required field: alt_text [json-pointer:/blocks/0]",
    ),
    ([{"type": "image", "alt_text": "x"}], "missing required field: image_url [json-pointer:/blocks/0]"),
    ([{"type": "markdown", "text": "x" * 12_001}], "must be less than 12001 characters [json-pointer:/blocks/0/text]"),
    (
        [{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [{"type": "smell"}]}]}],
        "unsupported type: smell [json-pointer:/blocks/0/elements/0/elements/0/type]",
    ),
    (
        [{"type": "section", "text": mrkdwn("x"), "accessory": {**BUTTON, "confirm": {"title": TEXT}}}],
        "missing required field: deny [json-pointer:/blocks/0/accessory/confirm]",
    ),
]


@pytest.mark.parametrize(("blocks", "words"), WRONG)
def test_what_is_wrong_is_named_with_its_place(blocks: list[Any], words: str) -> None:
    with pytest.raises(Refusal) as refused:
        check_message(blocks)

    assert any(words in found for found in refused.value.extra["errors"])


def test_a_refusal_has_slacks_shape(web: WebClient, place: str) -> None:
    with pytest.raises(SlackApiError) as refused:
        web.chat_postMessage(channel=place, text="x", blocks=[{"type": "section", "text": mrkdwn("x" * 3001)}])

    assert refused.value.response.data == {
        "ok": False,
        "error": "invalid_blocks",
        "errors": [
            "failed to match all allowed schemas [json-pointer:/blocks/0/text]",
            "must be less than 3001 characters [json-pointer:/blocks/0/text/text]",
        ],
        "response_metadata": {
            "messages": [
                "[ERROR] failed to match all allowed schemas [json-pointer:/blocks/0/text]",
                "[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]",
            ]
        },
    }


def test_blocks_that_are_no_list_are_refused(web: WebClient, place: str) -> None:
    for blocks in ('{"type": "divider"}', "[{", "{}"):
        with pytest.raises(SlackApiError) as refused:
            web.api_call("chat.postMessage", params={"channel": place, "blocks": blocks})
        assert refused.value.response["error"] == "invalid_blocks_format"


def test_too_much_text_in_all_blocks_together_is_refused(web: WebClient, place: str) -> None:
    blocks = [{"type": "section", "text": mrkdwn("x" * 2900)} for _ in range(5)]

    with pytest.raises(SlackApiError) as refused:
        web.chat_postMessage(channel=place, text="x", blocks=blocks)

    assert refused.value.response["error"] == "msg_blocks_too_long"


def test_missing_ids_are_made_and_defaults_filled_in(web: WebClient, place: str) -> None:
    blocks = [{"type": "actions", "elements": [{"type": "button", "text": TEXT}]}]
    [block] = web.chat_postMessage(channel=place, text="x", blocks=blocks)["message"]["blocks"]

    assert block["block_id"]
    assert block["elements"][0]["action_id"]
    assert block["elements"][0]["text"]["emoji"] is True


MODAL = {"type": "modal", "title": TEXT, "blocks": []}
INPUT = {"type": "input", "label": TEXT, "element": {"type": "plain_text_input", "action_id": "a"}}


@pytest.mark.parametrize(
    ("view", "words"),
    [
        (
            {**MODAL, "title": {**TEXT, "text": "x" * 25}},
            "must be less than 25 characters [json-pointer:/view/title/text]",
        ),
        ({"type": "modal", "blocks": []}, "missing required field: title [json-pointer:/view]"),
        (
            {**MODAL, "blocks": [INPUT]},
            "must define `submit` to use an `input` block in modals [json-pointer:/view/blocks/0/input]",
        ),
        (
            {**MODAL, "blocks": [{"type": "divider"}] * 101},
            "no more than 100 items allowed [json-pointer:/view/blocks]",
        ),
        (
            {**MODAL, "private_metadata": "x" * 3001},
            "must be less than 3001 characters [json-pointer:/view/private_metadata]",
        ),
        (
            {**MODAL, "blocks": [{"type": "markdown", "text": "x"}]},
            "unsupported type: markdown [json-pointer:/view/blocks/0/type]",
        ),
        ({**MODAL, "type": "poster"}, "must be a valid enum value [json-pointer:/view/type]"),
        ({"type": "home", "blocks": [], "submit": TEXT}, "invalid additional property: submit [json-pointer:/view]"),
    ],
)
def test_what_is_wrong_with_a_view_is_named(view: dict[str, Any], words: str) -> None:
    with pytest.raises(Refusal) as refused:
        check_view(view, ("modal", "home"))

    assert f"[ERROR] {words}" in refused.value.extra["response_metadata"]["messages"]


ELEMENTS: list[dict[str, Any]] = [
    {"type": "users_select", "action_id": "a"},
    {"type": "multi_users_select", "action_id": "a", "max_selected_items": 2},
    {"type": "conversations_select", "action_id": "a", "default_to_current_conversation": True},
    {"type": "multi_conversations_select", "action_id": "a", "filter": {"include": ["public"]}},
    {"type": "channels_select", "action_id": "a"},
    {"type": "multi_channels_select", "action_id": "a"},
    {"type": "external_select", "action_id": "a", "min_query_length": 2},
    {"type": "multi_external_select", "action_id": "a"},
    {"type": "multi_static_select", "action_id": "a", "option_groups": [{"label": TEXT, "options": [OPTION]}]},
    {"type": "radio_buttons", "action_id": "a", "options": [OPTION], "initial_option": OPTION},
    {"type": "timepicker", "action_id": "a", "initial_time": "09:30"},
    {"type": "datetimepicker", "action_id": "a", "initial_date_time": 1_790_000_000},
    {"type": "email_text_input", "action_id": "a"},
    {"type": "url_text_input", "action_id": "a"},
    {"type": "number_input", "action_id": "a", "is_decimal_allowed": True, "min_value": "0.5"},
    {"type": "rich_text_input", "action_id": "a"},
    {"type": "file_input", "action_id": "a", "max_files": 3},
    {"type": "checkboxes", "action_id": "a", "options": [{"text": mrkdwn("*x*"), "value": "v"}]},
]


@pytest.mark.parametrize("element", ELEMENTS, ids=lambda element: element["type"])
def test_every_input_element_may_stand_in_a_modal(element: dict[str, Any]) -> None:
    block = {"type": "input", "block_id": "b", "label": TEXT, "element": element}

    assert check_view({**MODAL, "submit": TEXT, "blocks": [block]}, ("modal",))


BLOCKS: list[dict[str, Any]] = [
    {"type": "alert", "text": TEXT, "level": "warning"},
    {"type": "card", "title": TEXT, "body": mrkdwn("x"), "actions": [BUTTON]},
    {"type": "carousel", "elements": [{"type": "card", "title": TEXT}]},
    {"type": "container", "title": TEXT, "child_blocks": [{"type": "divider"}]},
    {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}, {"type": "raw_number", "value": 3}]]},
    {
        "type": "video",
        "alt_text": "x",
        "title": TEXT,
        "video_url": "https://a.example",
        "thumbnail_url": "https://b.example",
    },
    {
        "type": "plan",
        "title": "Plan",
        "tasks": [{"type": "task_card", "task_id": "1", "title": "One", "status": "complete"}],
    },
    {
        "type": "context_actions",
        "elements": [
            {
                "type": "feedback_buttons",
                "action_id": "f",
                "positive_button": {"text": TEXT, "value": "y"},
                "negative_button": {"text": TEXT, "value": "n"},
            },
            {"type": "icon_button", "icon": "trash", "text": TEXT, "action_id": "i"},
        ],
    },
]


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block["type"])
def test_the_newer_blocks_are_taken(block: dict[str, Any]) -> None:
    assert check_message([block]) == [block]
