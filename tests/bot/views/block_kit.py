"""Would Slack take it? The playground's own rules, which refuse what Slack refuses."""

from bot.card import Card, Modal
from playground.block_kit.check import check_message, check_view


def check(view: Card | Modal) -> None:
    if isinstance(view, Modal):
        check_view(view.view(), ("modal",))
        return
    assert view.text, "screen readers and notifications need words"
    check_message([dict(block) for block in view.blocks])
