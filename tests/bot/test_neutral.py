"""What others wrote is repeated without notifying, linking or formatting."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.neutral import neutral, shortened

LIVE = re.compile(r"<[!@#]|<https?:|(?<!\u2060)@\w|https?:|\bwww\.\w")


@pytest.mark.parametrize(
    "text",
    [
        "<!channel>",
        "<!here|here>",
        "<@U123>",
        "<#C123|general>",
        "<!subteam^S1|@oncall>",
        "<https://evil.example|your bank>",
        "https://evil.example",
        "&lt;!channel&gt;",
        "@channel and @everyone",
        "www.evil.example",
    ],
)
def test_it_notifies_nobody_and_links_nowhere(text: str) -> None:
    assert not LIVE.search(neutral(text))


def test_plain_words_stay_as_they_are() -> None:
    assert neutral("the slowest 1% of requests, e.g. p99") == "the slowest 1% of requests, e.g. p99"


def test_entities_are_escaped_once() -> None:
    assert neutral("a &amp; b & c < d") == "a &amp; b &amp; c &lt; d"


def test_it_is_one_line_and_not_too_long() -> None:
    assert neutral("a\n\nb\tc") == "a b c"
    assert len(neutral("x" * 1000, 20)) == 20


@given(st.text())
def test_no_text_whatever_comes_alive(text: str) -> None:
    assert not re.search(r"<|>|(?<!\u2060)@\w", neutral(text))


def test_what_is_too_long_ends_with_a_whole_word_where_one_is_near() -> None:
    assert shortened("who does it, and when", 16) == "who does it…"
    assert shortened("who does it and when", 20) == "who does it and when"
    assert shortened("a " + "x" * 100, 20) == "a " + "x" * 17 + "…"
