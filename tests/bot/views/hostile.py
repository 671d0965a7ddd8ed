"""Whatever people wrote, a view that repeats it fits, notifies nobody and leads nowhere."""

import re
from collections.abc import Iterator

from bot.card import Card, Modal
from tests.bot.views import block_kit, golden

NASTY = "<!channel> *b* `c` https://evil.example <@U1> & \u202e" + "x" * 5000
CALLS, LINK = ("<!channel>", "<@U1> &"), "https://evil"
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)  # in it nothing comes alive


def check(view: Card | Modal) -> None:
    check_calls(view)
    assert not [text for text in marked_up(golden.shape(view)) if LINK in CODE.sub("", text)]


def check_calls(view: Card | Modal) -> None:
    block_kit.check(view)
    assert not [text for text in marked_up(golden.shape(view)) if any(call in text for call in CALLS)]


def marked_up(part: object) -> Iterator[str]:
    """Every text that Slack would look into for marks; plain texts and button values it would not."""
    if isinstance(part, dict):
        if part.get("type") == "mrkdwn" or ("type" not in part and isinstance(part.get("text"), str)):
            yield str(part["text"])
        for inner in part.values():
            yield from marked_up(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from marked_up(inner)
