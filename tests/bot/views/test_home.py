"""The home page says that nothing waits only where nothing does."""

from bot.home import Section
from bot.views.blocks import section
from bot.views.home import home

NOTHING = Section("waiting", "Waiting for you", (), "Nothing waits for you.")
SOMETHING = Section("waiting", "Changes that wait for an answer", ((section("Can you live with it?"),),))


def test_an_empty_page_says_that_nothing_waits() -> None:
    assert "Nothing waits for you." in str(home([NOTHING], {}))


def test_what_waits_is_not_preceded_by_the_news_that_nothing_does() -> None:
    shown = str(home([NOTHING, SOMETHING], {}))

    assert "Can you live with it?" in shown
    assert "Nothing waits for you." not in shown
