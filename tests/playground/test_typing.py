"""What people type becomes what Slack would have sent."""

from __future__ import annotations

from typing import Any

import pytest

from playground.text.rich_text import rich_text
from playground.text.typed import encoded
from playground.workspace.channel import Channel
from playground.workspace.user import User
from playground.workspace.usergroup import UserGroup
from playground.workspace.workspace import Workspace


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    made = Workspace("T1", "Tiny", "tiny")
    made.users["U1"] = User("U1", "maya", "Maya Okafor", display_name="Maya")
    made.channels["C1"] = Channel("C1", "churn-model", "public", "U1", 0)
    made.usergroups["S1"] = UserGroup("S1", "ml-oncall", "On call")
    return made


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("hello @maya!", "hello <@U1>!"),
        ("hello @Maya.", "hello <@U1>."),
        ("mail maya@maya.example", "mail maya@maya.example"),
        ("@nobody", "@nobody"),
        ("@here and @channel", "<!here> and <!channel>"),
        ("ask @ml-oncall", "ask <!subteam^S1>"),
        ("in #churn-model, not #nowhere", "in <#C1|churn-model>, not #nowhere"),
        ("see https://a.example/x?y=1&z=2.", "see <https://a.example/x?y=1&amp;z=2>."),
        ("(https://a.example)", "(<https://a.example>)"),
        ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
        ("`@maya <b>`", "`@maya &lt;b&gt;`"),
        ("```#churn-model```", "```#churn-model```"),
    ],
)
def test_names_and_links_are_encoded_outside_code(workspace: Workspace, typed: str, sent: str) -> None:
    assert encoded(typed, workspace) == sent


def section(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "rich_text_section", "elements": list(elements)}


def text(words: str, **style: bool) -> dict[str, Any]:
    return {"type": "text", "text": words} | ({"style": style} if style else {})


@pytest.mark.parametrize(
    ("sent", "elements"),
    [
        ("plain &amp; simple", [section(text("plain & simple"))]),
        ("*bold* _it_ ~no~ `code`", [
            section(text("bold", bold=True), text(" "), text("it", italic=True), text(" "), text("no", strike=True),
                    text(" "), text("code", code=True))
        ]),
        ("2 * 3 * 4 and snake_case_name", [section(text("2 * 3 * 4 and snake_case_name"))]),
        ("<@U1> <#C1|x> <!here>", [
            section({"type": "user", "user_id": "U1"}, text(" "), {"type": "channel", "channel_id": "C1"}, text(" "),
                    {"type": "broadcast", "range": "here"})
        ]),
        ("<https://a.example|A> :wave:", [
            section({"type": "link", "url": "https://a.example", "text": "A"}, text(" "), {"type": "emoji", "name": "wave"})
        ]),
        ("&gt; said\nanswered", [
            {"type": "rich_text_quote", "elements": [text("said")]}, section(text("answered"))
        ]),
        ("• one\n• two", [
            {"type": "rich_text_list", "style": "bullet", "indent": 0, "border": 0,
             "elements": [section(text("one")), section(text("two"))]}
        ]),
        ("```x = 1```", [{"type": "rich_text_preformatted", "elements": [text("x = 1")], "border": 0}]),
    ],
)  # fmt: skip
def test_a_message_gets_its_rich_text(sent: str, elements: list[dict[str, Any]]) -> None:
    assert rich_text(sent, "b")["elements"] == elements
