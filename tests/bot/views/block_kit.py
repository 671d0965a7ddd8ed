"""Would Slack take it? The playground's own rules, which refuse what Slack refuses; and would everybody find the buttons?"""

from collections.abc import Iterator
from typing import Any

from bot.card import Card, Modal
from playground.block_kit.check import check_message, check_view


def check(view: Card | Modal) -> None:
    blocks = view.view()["blocks"] if isinstance(view, Modal) else [dict(block) for block in view.blocks]
    check_names(blocks)
    if isinstance(view, Modal):
        check_view(view.view(), ("modal",))
        return
    assert view.text, "screen readers and notifications need words"
    check_message(blocks)


def check_names(shape: Any) -> None:
    """Who speaks to the machine says what stands on a button, so its name begins with that."""
    for button in _buttons(shape):
        shown = button["text"]["text"]
        assert button.get("accessibility_label", shown).startswith(shown), button


def _buttons(shape: Any) -> Iterator[dict[str, Any]]:
    if isinstance(shape, dict):
        if shape.get("type") == "button":
            yield shape
        shape = list(shape.values())
    for part in shape if isinstance(shape, list) else ():
        yield from _buttons(part)
