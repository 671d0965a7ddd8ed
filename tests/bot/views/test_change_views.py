"""The views of changes as they look, within Slack's limits, and harmless whatever people wrote."""

import pytest

from bot.ask import Ask
from bot.card import Card, Modal
from bot.feature import Word
from bot.views import change
from tests.bot.views import block_kit, golden
from tests.bot.views.test_views import NASTY, marked_up


async def nothing(ask: Ask) -> None:
    """Words are only listed here."""


WORDS = (
    Word("announce", "Tell everyone concerned.", nothing, hint="[title]", example="/change announce"),
    Word("help", "This list.", nothing),
)
VIEWS: dict[str, Card | Modal] = {
    "change-help": change.help_(WORDS),
    "change-unknown": change.unknown("anounce", "announce"),
}
EVIL: dict[str, Card | Modal] = {
    "change-unknown": change.unknown(NASTY, ""),
}


@pytest.mark.parametrize("name", VIEWS)
def test_it_looks_as_it_did(name: str) -> None:
    golden.check(name, VIEWS[name])


@pytest.mark.parametrize("name", VIEWS)
def test_slack_would_take_it(name: str) -> None:
    block_kit.check(VIEWS[name])


@pytest.mark.parametrize("name", EVIL)
def test_what_people_write_stays_harmless_and_within_limits(name: str) -> None:
    view = EVIL[name]
    block_kit.check(view)
    for text in marked_up(golden.shape(view)):
        assert "<!channel>" not in text
        assert "https://evil" not in text
