"""Whatever one sends, the answer is Slack's, or a sentence: never a stack trace."""

from __future__ import annotations

import copy
import json
import random
from typing import Any
from urllib.parse import quote

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from playground.control.endpoint import DEEDS, LOOKS
from playground.web_api.table import METHODS
from tests.playground.client import Control

JSON = {"Content-Type": "application/json; charset=utf-8"}
ENDING = {"auth.revoke", "apps.uninstall"}
SLOW = {"wait", "settle", "import", "app-remove", "workspace"}
BOUNDED = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
NAMES = sorted(
    {each for method in METHODS.values() for each in method.required}
    | {"blocks", "attachments", "metadata", "view", "view_id", "hash", "thread_ts", "limit", "cursor", "types", "users"}
    | {"user", "oldest", "latest", "inclusive", "unfurls", "files", "channels", "channel_ids", "criteria", "changes"}
    | {"post_at", "post_time", "link_names", "icon_emoji", "username", "chunks", "profile", "name", "value", "team_id"}
)
DEED_NAMES = [
    "as", "channel", "text", "ts", "thread_ts", "kind", "values", "value", "view_id", "action_id", "block_id", "name",
    "people", "messages", "manifest", "add", "remove", "advance", "now", "command", "callback_id", "app", "blocks",
    "files", "content", "base64", "credentials", "transport", "channels", "minutes", "presence", "tz", "delivery",
    "body", "status", "do", "query", "limit", "before", "after", "match", "count", "timeout", "user_ids", "tab",
]  # fmt: skip
SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**40), 2**40), st.floats(), st.text(max_size=30),
    st.sampled_from(["1763719200.000100", "maya", "#churn-model", "@jon", "[]", "{}", "nan", "1e400", "-1", "0", "\x00"]),
)  # fmt: skip
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
BLOCKS: list[dict[str, Any]] = [
    {"type": "section", "text": {"type": "mrkdwn", "text": "x"}, "fields": [{"type": "plain_text", "text": "y"}]},
    {
        "type": "actions",
        "elements": [{"type": "button", "action_id": "a", "text": {"type": "plain_text", "text": "b"}}],
    },
    {"type": "context", "elements": [{"type": "mrkdwn", "text": "c"}]},
    {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "t"}]}]},
    {
        "type": "input",
        "label": {"type": "plain_text", "text": "l"},
        "element": {
            "type": "static_select",
            "action_id": "s",
            "options": [{"text": {"type": "plain_text", "text": "o"}, "value": "v"}],
        },
    },
    {"type": "table", "rows": [[{"type": "raw_text", "text": "cell"}]]},
    {"type": "image", "image_url": "https://example.com/a.png", "alt_text": "a"},
]


@given(method=st.sampled_from(sorted(set(METHODS) - ENDING)), args=st.dictionaries(st.sampled_from(NAMES), VALUES))
@BOUNDED
def test_every_method_answers_whatever_it_is_given(
    control: Control, app: dict[str, str], place: str, method: str, args: dict[str, Any]
) -> None:
    headers = {"Authorization": f"Bearer {app['bot_token']}"}
    for sent in ({**args}, {**args, "channel": place, "channel_id": place}):
        answer = control.http.post(f"/api/{method}", content=written(sent), headers=headers | JSON)
        assert answer.status_code == 200, (method, sent, answer.text)
        assert "ok" in answer.json()


@given(name=st.sampled_from(sorted(set(DEEDS) - SLOW)), args=st.dictionaries(st.sampled_from(DEED_NAMES), VALUES))
@BOUNDED
def test_every_deed_answers_whatever_it_is_given(
    control: Control, app: dict[str, str], name: str, args: dict[str, Any]
) -> None:
    for sent in (args, {**args, "as": "maya", "channel": "#churn-model"}):
        answer = control.http.post(f"/_control/{name}", content=written(sent), headers=JSON)
        assert answer.status_code < 500, (name, sent, answer.text)
        assert answer.json()["ok"] or answer.json()["detail"]


@given(
    name=st.sampled_from([*LOOKS, "messages/churn-model", "view/V1"]),
    args=st.dictionaries(st.sampled_from(DEED_NAMES), st.text(max_size=20)),
)
@BOUNDED
def test_every_look_answers_whatever_it_is_given(control: Control, name: str, args: dict[str, str]) -> None:
    query = "&".join(f"{key}={quote(value, errors='replace')}" for key, value in args.items())
    answer = control.http.get(f"/_control/{name}?{query}")

    assert answer.status_code < 500, (name, args, answer.text)
    assert answer.json()["ok"] or answer.json()["detail"]


@given(
    content=st.binary(max_size=200),
    kind=st.sampled_from(
        [
            "application/json",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "text/plain",
            "",
            "application/json; charset=utf-16",
        ]
    ),
)
@BOUNDED
def test_any_bytes_are_answered(control: Control, app: dict[str, str], content: bytes, kind: str) -> None:
    headers = {"Authorization": f"Bearer {app['bot_token']}", "Content-Type": kind}
    for path in ("/api/chat.postMessage", "/views.open", "/_control/message", "/commands/T1/1/x", "/upload/v1/T1/F1"):
        answer = control.http.post(path, content=content, headers=headers)
        assert answer.status_code < 500, (path, content, kind, answer.text)


@given(seed=st.integers(0, 2**32))
@BOUNDED
def test_blocks_that_are_nearly_right_are_taken_or_refused(
    control: Control, app: dict[str, str], place: str, seed: int
) -> None:
    headers = {"Authorization": f"Bearer {app['bot_token']}"} | JSON
    blocks = spoilt(random.Random(seed))

    for method, body in (
        ("chat.postMessage", {"channel": place, "text": "x", "blocks": blocks}),
        ("views.publish", {"user_id": "U1", "view": {"type": "home", "blocks": blocks}}),
    ):
        answer = control.http.post(f"/api/{method}", content=written(body), headers=headers)
        assert answer.status_code == 200, (blocks, answer.text)
    assert control.http.get("/_control/messages/churn-model", params={"as": "jon"}).status_code == 200


def spoilt(dice: random.Random) -> list[Any]:
    """Sound blocks, in which a few places hold something else, or nothing."""
    blocks: list[Any] = copy.deepcopy(dice.sample(BLOCKS, 3))
    for _ in range(dice.randint(1, 3)):
        holder, key = dice.choice(list(places(blocks)))
        if dice.random() < 0.3:
            del holder[key]
        else:
            holder[key] = dice.choice([None, 0, True, "", "x", [], {}, ["x"], [[]], {"type": "x"}, -1, "x" * 4000])
        if not blocks:
            break
    return blocks


def places(value: Any) -> Any:
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in list(pairs):
        yield value, key
        if isinstance(inner, (dict, list)):
            yield from places(inner)


def written(value: Any) -> bytes:
    """As JSON, with whatever Python writes for numbers that are none."""
    return json.dumps(value).encode("utf-8", "replace")
