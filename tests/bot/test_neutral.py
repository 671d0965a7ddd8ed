"""What others wrote is repeated without notifying, linking or formatting."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.neutral import escaped, neutral, neutral_lines, shortened

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


def test_nothing_turns_round_what_follows() -> None:
    assert neutral("\u202e\u2066مرحبا\u202c a") == "مرحبا a"
    assert escaped("code \u202dx") == "code x"


def test_entities_are_escaped_once() -> None:
    assert neutral("a &amp; b & c < d") == "a &amp; b &amp; c &lt; d"


def test_it_is_one_line_and_not_too_long() -> None:
    assert neutral("a\n\nb\tc") == "a b c"
    assert len(neutral("x" * 1000, 20)) == 20


def test_lines_stay_lines_and_none_of_them_quotes_what_follows() -> None:
    assert neutral_lines("1. rename *it*\n\n\n\n  2. deploy") == "1. rename \u2060*it\u2060*\n\n2. deploy"
    assert neutral_lines(">>> x\n> y & z") == "\u2060&gt;&gt;&gt; x\n\u2060&gt; y &amp; z"
    assert neutral_lines("one\n" * 100, 7) == "one\non…"
    assert neutral_lines(" \n") == ""


@given(st.text())
def test_no_text_whatever_comes_alive(text: str) -> None:
    assert not re.search(r"<|>|(?<!\u2060)@\w", neutral(text))


def test_what_is_too_long_ends_with_a_whole_word_where_one_is_near() -> None:
    assert shortened("who does it, and when", 16) == "who does it…"
    assert shortened("who does it and when", 20) == "who does it and when"
    assert shortened("a " + "x" * 100, 20) == "a " + "x" * 17 + "…"
